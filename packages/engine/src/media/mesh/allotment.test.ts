import { describe, expect, test } from 'vitest';
import { type Allotment, allot, type Frame, type Viewer } from './allotment.js';

const p480 = { width: 640, height: 480, frameRate: 15, bitrate: 900 };
const p1080 = { width: 1920, height: 1080, frameRate: 15, bitrate: 2_000 };
const frame480 = { width: 640, height: 480 };

const viewer = (width?: number, height = 0, path = 1): Viewer => ({
  view: width === undefined ? null : { width, height },
  path,
});
const among = (
  viewers: readonly Viewer[],
  profile = p480,
  frame: Frame = frame480,
  processor = 1,
): Allotment => allot(profile, frame, new Map(viewers.map((one, n) => [`user${n}`, one])), processor);
const first = (...args: Parameters<typeof among>) => among(...args).encodings.get('user0');
const everybody = (...args: Parameters<typeof among>) => [...among(...args).encodings.values()];

describe('one viewer', () => {
  test.each([
    ['as large as the profile', { width: 640, height: 480 }, 1],
    ['smaller', { width: 320, height: 240 }, 1],
    ['twice as large', { width: 1280, height: 960 }, 2],
    ['wider', { width: 1280, height: 720 }, 2],
    ['held upright', { width: 720, height: 1280 }, 2],
    ['a square', { width: 960, height: 960 }, 2],
    ['unknown', {}, 1],
  ])('gets the profile from a frame that is %s', (_name, frame, scaleResolutionDownBy) => {
    expect(first([viewer()], p480, frame)).toEqual({
      active: true,
      maxBitrate: 900_000,
      maxFramerate: 15,
      scaleResolutionDownBy,
    });
  });

  test('even the largest profile', () => {
    const p4k = { width: 3840, height: 2160, frameRate: 30, bitrate: 9_000 };
    expect(first([viewer()], p4k, { width: 3840, height: 2160 })).toMatchObject({
      scaleResolutionDownBy: 1,
      maxBitrate: 9_000_000,
    });
  });
});

describe('nobody gets more than he shows', () => {
  test('nothing where it is shown nowhere, and others do not pay for him', () => {
    const { encodings } = among([viewer(0, 0), viewer(640, 480)]);
    expect([...encodings.values()].map(({ active }) => active)).toEqual([false, true]);
    expect(encodings.get('user1')).toMatchObject({ scaleResolutionDownBy: 1, maxBitrate: 900_000 });
  });

  test.each([
    [640, 480, 1],
    [500, 375, 1],
    [320, 240, 2],
    [300, 400, 1],
    [160, 120, 4],
    // As little as is worth sending.
    [40, 30, 4],
    [3000, 2000, 1],
  ])('a view of %d × %d', (width, height, scaleResolutionDownBy) => {
    expect(first([viewer(width, height)])?.scaleResolutionDownBy).toBe(scaleResolutionDownBy);
  });

  test('a phone that is held upright fills an upright view', () => {
    expect(first([viewer(240, 320)], p480, { width: 480, height: 640 })?.scaleResolutionDownBy).toBe(2);
  });

  test('a smaller picture takes fewer bits, and more for a pixel', () => {
    const bits = first([viewer(320, 240)])?.maxBitrate ?? 0;
    expect(bits).toBeLessThan(900_000 / 2);
    expect(bits).toBeGreaterThan(900_000 / 4);
  });
});

describe('several viewers', () => {
  const pixels = ({ width, height }: typeof frame480, scale: number) => (width * height) / scale ** 2;

  test.each([2, 3, 5, 8])('%d share what an ordinary laptop encodes and sends', (count) => {
    for (const profile of [p480, p1080]) {
      const encodings = everybody(Array(count).fill(viewer()), profile, profile);
      const sum = (of: (one: (typeof encodings)[number]) => number) =>
        encodings.reduce((total, one) => total + of(one), 0);
      expect(sum(({ maxBitrate }) => maxBitrate)).toBeLessThanOrEqual(3_000_000);
      const rate = sum((one) => pixels(profile, one.scaleResolutionDownBy) * one.maxFramerate);
      expect(rate).toBeLessThanOrEqual(1280 * 720 * 30);
      expect(encodings.every(({ active }) => active)).toBe(true);
    }
  });

  test('six people, five viewers: a picture that still has 320 lines', () => {
    expect(everybody(Array(5).fill(viewer()))).toEqual(
      Array(5).fill({ active: true, scaleResolutionDownBy: 1.5, maxBitrate: 489_898, maxFramerate: 15 }),
    );
  });

  test('the more viewers, the less for each', () => {
    const each = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => first(Array(count).fill(viewer()), p1080, p1080));
    const scales = each.map((one) => one?.scaleResolutionDownBy ?? 0);
    expect(scales).toEqual([...scales].sort((a, b) => a - b));
    const bits = each.map((one) => one?.maxBitrate ?? 0);
    expect(bits).toEqual([...bits].sort((a, b) => b - a));
  });
});

describe('nobody gets more than is carried', () => {
  test('a weak path gets a smaller picture, the others theirs', () => {
    const { encodings } = among([viewer(640, 480, 0.3), viewer(640, 480)]);
    expect(encodings.get('user0')?.maxBitrate).toBeLessThanOrEqual(270_000);
    expect(encodings.get('user0')?.scaleResolutionDownBy).toBe(3);
    expect(encodings.get('user1')?.scaleResolutionDownBy).toBe(1);
  });

  test('a path that carries little more than sound is left to it', () => {
    expect(first([viewer(640, 480, 0.05)])?.active).toBe(false);
  });

  test('a processor that is at its end has fewer pixels to encode, and at last fewer frames', () => {
    expect(first([viewer()], p480, frame480, 0.5)).toMatchObject({
      scaleResolutionDownBy: 1.5,
      maxFramerate: 15,
    });
    expect(first([viewer()], p480, frame480, 0.25)).toMatchObject({
      scaleResolutionDownBy: 2,
      maxFramerate: 10,
    });
  });
});

describe('half of the profile is captured', () => {
  test.each([
    ['all views are small', [viewer(320, 240), viewer(160, 120)], true],
    ['one view is large', [viewer(320, 240), viewer(640, 480)], false],
    ['the large view is nowhere', [viewer(320, 240), viewer(0, 0)], true],
    ['nobody has said what he shows', [viewer()], false],
    ['nobody looks: the own picture is shown all the same', [viewer(0, 0)], false],
  ])('%s: %#', (_name, viewers, half) => {
    expect(among(viewers).half).toBe(half);
  });

  test('and each gets the same picture from it', () => {
    const small = { width: 320, height: 240 };
    expect(first([viewer(320, 240)], p480, small)?.scaleResolutionDownBy).toBe(1);
    expect(first([viewer(160, 120)], p480, small)?.scaleResolutionDownBy).toBe(2);
  });
});
