import type { VideoEncoding } from './allotment.js';

const FIRST = 'high';

/**
 * Sound comes before pictures where either waits. Asked for is only what the browser names, as the rest would be forgotten and
 * set again each time.
 */
export async function putFirst(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings ?? [];
  const late = (['priority', 'networkPriority'] as const).filter(
    (name) => (first?.[name] ?? FIRST) !== FIRST,
  );
  if (!first || late.length === 0) return;
  for (const name of late) first[name] = FIRST;
  await sender.setParameters(parameters);
}

/**
 * Bounds what this sender uses. Nothing is set that is so already: an encoder that is set anew while it starts loses its first
 * frames.
 */
export async function applyEncoding(sender: RTCRtpSender, wanted: VideoEncoding): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings ?? [];
  // Firefox had none in some versions; such a sender keeps the browser's own bounds.
  if (!first) return;
  const same =
    (first.active ?? true) === wanted.active &&
    first.maxBitrate === wanted.maxBitrate &&
    first.maxFramerate === wanted.maxFramerate &&
    (first.scaleResolutionDownBy ?? 1) === wanted.scaleResolutionDownBy;
  if (same) return;
  Object.assign(first, wanted);
  // The profiles run at 15 frames a second: fewer would look broken, a softer picture does not.
  parameters.degradationPreference = 'maintain-framerate';
  await sender.setParameters(parameters);
}
