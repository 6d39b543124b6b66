import type { VideoProfile } from '../plane.js';

/** What the track really delivers; a browser may leave any of it out. */
export interface Frame {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * The upper bounds for one sender; congestion control goes below them by itself. The picture is scaled so that its longer and its
 * shorter side fit into the profile's, whichever way a phone is held.
 */
export function videoEncoding(profile: VideoProfile, frame: Frame) {
  const wanted = sides(profile);
  const real = sides(frame);
  return {
    maxBitrate: profile.bitrate * 1_000,
    maxFramerate: profile.frameRate,
    scaleResolutionDownBy: Math.max(1, real.long / wanted.long || 1, real.short / wanted.short || 1),
  };
}

/**
 * Bounds what this sender uses for the track. Nothing is set that is so already: an encoder that is set anew while it starts
 * loses its first frames.
 */
export async function limitVideo(
  sender: RTCRtpSender,
  profile: VideoProfile,
  track: MediaStreamTrack | null,
): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings ?? [];
  // Firefox had none in some versions; such a sender keeps the browser's own bounds.
  if (!first) return;
  const wanted = videoEncoding(profile, track?.getSettings() ?? {});
  const same =
    first.maxBitrate === wanted.maxBitrate &&
    first.maxFramerate === wanted.maxFramerate &&
    (first.scaleResolutionDownBy ?? 1) === wanted.scaleResolutionDownBy;
  if (same) return;
  Object.assign(first, wanted);
  // The profiles run at 15 frames a second: fewer would look broken, a softer picture does not.
  parameters.degradationPreference = 'maintain-framerate';
  await sender.setParameters(parameters);
}

function sides({ width = 0, height = 0 }: Frame) {
  return { long: Math.max(width, height), short: Math.min(width, height) };
}
