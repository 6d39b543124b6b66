import type { VideoProfile } from '../plane.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the track really delivers; a browser may leave any of it out. */
export type Frame = Partial<{ readonly [K in keyof Size]: Size[K] | undefined }>;

/** One other user, as far as the picture that he gets depends on him. */
export interface Viewer {
  /** How large he shows it, device pixels; 0 × 0: nowhere; null: he has not said. */
  readonly view: Size | null;
  /** How much of the profile's bit rate the path to him carries, 0–1. */
  readonly path: number;
}

/** Upper bounds of one sender; congestion control goes below them by itself. */
export interface VideoEncoding {
  readonly active: boolean;
  readonly scaleResolutionDownBy: number;
  /** bit/s */
  readonly maxBitrate: number;
  readonly maxFramerate: number;
}

export interface Allotment {
  readonly encodings: ReadonlyMap<string, VideoEncoding>;
  /** Nobody gets a picture of more than a half of the profile's sides. */
  readonly half: boolean;
}

/** All pictures together cost an encoder no more than one of 720p at 30 frames a second: pixels/s. */
const ALL_PIXELS = 1_280 * 720 * 30;
/** All pictures together, where there are several, take no more of an ordinary uplink: bit/s. */
const ALL_BITS = 3_000_000;
/** With less there is no picture worth its bits, and the sound needs them: bit/s. */
const LEAST_BITS = 60_000;
/** A side is divided by one of these: few, since an encoder starts anew with each. */
const STEPS = [1, 1.5, 2, 3, 4, 6];
const LEAST_LINES = 90;

export const isNowhere = ({ width, height }: Size): boolean => width * height === 0;

/**
 * Who gets which picture. One viewer has the profile; several share what an ordinary laptop encodes and sends. Nobody gets more than
 * he shows, or than his path or the processor carries.
 *
 * @param processor how much of the work the processor can do, 0–1
 */
export function allot(
  profile: VideoProfile,
  frame: Frame,
  viewers: ReadonlyMap<string, Viewer>,
  processor: number,
): Allotment {
  const looking = [...viewers.values()].filter(({ view }) => !view || !isNowhere(view)).length;
  const several = looking > 1 ? looking : 0;
  const whole = profile.width * profile.height;
  const pixels = Math.min(whole, ALL_PIXELS / profile.frameRate / several) * processor;
  const profileBits = profile.bitrate * 1_000;
  const fairBits = Math.min(profileBits, ALL_BITS / several);
  const steps = STEPS.filter(
    (step) => step === 1 || Math.min(profile.width, profile.height) / step >= LEAST_LINES,
  );
  let half = looking > 0;

  const encode = ({ view, path }: Viewer): VideoEncoding => {
    const bits = Math.min(fairBits, path * profileBits);
    const active = !(view && isNowhere(view)) && bits >= LEAST_BITS;
    // As many bits for a pixel as in the profile, and more for those of a smaller picture, which is harder to compress.
    const carried = Math.max(Math.sqrt(whole / pixels), (profileBits / bits) ** (2 / 3));
    const shown = view && active ? spare(profile, frame, view) : 1;
    const step = Math.max(
      // Never below what is shown, and at most what is carried.
      steps.findLast((one) => one <= shown) ?? 1,
      steps.find((one) => one >= carried) ?? steps.at(-1) ?? 1,
    );
    if (active && step < 2) half = false;
    return {
      active,
      scaleResolutionDownBy: fit(profile, frame, step),
      maxBitrate: Math.round(Math.min(bits, profileBits * step ** -1.5)),
      maxFramerate: processor < 0.5 ? Math.round((profile.frameRate * 2) / 3) : profile.frameRate,
    };
  };
  return { encodings: new Map([...viewers].map(([userId, viewer]) => [userId, encode(viewer)])), half };
}

/** By how much a frame is scaled so that both its sides fit into the profile's, whichever way a phone is held, divided by `step`. */
function fit(profile: VideoProfile, frame: Frame, step: number): number {
  const wanted = sides(profile);
  const real = sides(frame.width && frame.height ? frame : profile);
  return Math.max(1, (real.long / wanted.long) * step, (real.short / wanted.short) * step);
}

/** How many times larger the profile's picture is than the view that it covers. */
function spare(profile: VideoProfile, { width = 4, height = 3 }: Frame, view: Size): number {
  const { long, short } = sides(profile);
  const [wide, high] = width < height ? [short, long] : [long, short];
  return Math.min(wide / view.width, high / view.height);
}

function sides({ width = 0, height = 0 }: Frame) {
  return { long: Math.max(width, height), short: Math.min(width, height) };
}
