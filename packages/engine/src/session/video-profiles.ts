import type { VideoProfile } from '../media/plane.js';

const profile = (width: number, height: number, frameRate: number, bitrate: number): VideoProfile => ({
  width,
  height,
  frameRate,
  bitrate,
});

/** What `setVideoQuality()` takes. */
export type VideoProfileName =
  | '120p'
  | '120p_2'
  | '180p'
  | '180p_2'
  | '240p'
  | '360p'
  | '360p_2'
  | '480p'
  | '480p_2'
  | '720p'
  | '1080p'
  | '1440p'
  | '4K';

/** Resolution, frames a second, kbit/s, as the published engines document them. */
export const VIDEO_PROFILES: Readonly<Record<VideoProfileName, VideoProfile>> = {
  '120p': profile(160, 120, 15, 200),
  '120p_2': profile(160, 120, 15, 100),
  '180p': profile(320, 180, 15, 350),
  '180p_2': profile(320, 180, 15, 150),
  '240p': profile(320, 240, 15, 400),
  '360p': profile(640, 360, 15, 800),
  '360p_2': profile(640, 360, 15, 400),
  '480p': profile(640, 480, 15, 900),
  '480p_2': profile(640, 480, 15, 500),
  '720p': profile(1_280, 720, 15, 1_500),
  '1080p': profile(1_920, 1_080, 15, 2_000),
  '1440p': profile(2_560, 1_440, 30, 4_860),
  '4K': profile(3_840, 2_160, 30, 9_000),
};

/** The documented default. */
export const DEFAULT_VIDEO_PROFILE: VideoProfile = VIDEO_PROFILES['480p'];
