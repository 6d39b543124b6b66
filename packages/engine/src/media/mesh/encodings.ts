import type { VideoEncoding } from './allotment.js';

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
