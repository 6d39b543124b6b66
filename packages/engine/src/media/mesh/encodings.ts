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

/** Bounds what this sender uses. A browser that cannot keeps its own bounds: the call goes on. */
export async function limitVideo(sender: RTCRtpSender, profile: VideoProfile): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings ?? [];
  // Before its first negotiation a sender may have no encodings; it is limited after it.
  if (!first) return;
  Object.assign(first, videoEncoding(profile, sender.track?.getSettings() ?? {}));
  // The profiles run at 15 frames a second: fewer would look broken, a softer picture does not.
  parameters.degradationPreference = 'maintain-framerate';
  await sender.setParameters(parameters);
}

function sides({ width = 0, height = 0 }: Frame) {
  return { long: Math.max(width, height), short: Math.min(width, height) };
}
