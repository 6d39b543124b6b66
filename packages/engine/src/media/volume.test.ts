import { describe, expect, test } from 'vitest';
import { LevelMeter, volumeOf } from './volume.js';

test.each([
  [0, 0],
  [10 ** (-70 / 20), 0],
  [10 ** (-60 / 20), 0],
  [10 ** (-35 / 20), 50],
  [10 ** (-10 / 20), 100],
  [1, 100],
  [Number.NaN, 0],
])('a root mean square of %d is volume %i', (rms, volume) => {
  expect(volumeOf(rms)).toBe(volume);
});

describe('LevelMeter', () => {
  const sound = (type: string, seconds: number, energy: number) => ({
    type,
    id: type,
    kind: 'audio',
    totalSamplesDuration: seconds,
    totalAudioEnergy: energy,
    packetsReceived: seconds * 50,
  });
  const report = (...entries: { type: string; id: string }[]) =>
    new Map(entries.map((entry) => [entry.id, entry]));
  /** Energy of one second at this many dBov. */
  const at = (db: number) => 10 ** (db / 10);

  test('is the mean over the interval, not of the whole call', () => {
    const meter = new LevelMeter();
    meter.read(report(sound('inbound-rtp', 10, 10 * at(-10)), sound('media-source', 10, 0)));
    const levels = meter.read(
      report(sound('inbound-rtp', 11, 10 * at(-10) + at(-35)), sound('media-source', 11, at(-20))),
    );
    expect(levels).toEqual({ remote: 50, local: 80, sending: false, packets: 50, videoPackets: 0 });
  });

  test('nothing came: silent', () => {
    const meter = new LevelMeter();
    meter.read(report(sound('inbound-rtp', 10, 1)));
    expect(meter.read(report(sound('inbound-rtp', 10, 1)))).toMatchObject({ remote: 0, packets: 0 });
  });

  test('a browser that does not tell the microphone’s level is told from a closed microphone', () => {
    const meter = new LevelMeter();
    const outbound = { type: 'outbound-rtp', id: 'out', kind: 'audio' };
    expect(meter.read(report(outbound))).toMatchObject({ local: null, sending: true });
    expect(meter.read(report())).toMatchObject({ local: null, sending: false });
  });
});
