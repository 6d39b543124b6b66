import { describe, expect, test } from 'vitest';
import { Growth, PathMeter } from './stats.js';

type Entry = Record<string, unknown> & { type: string; id: string };

const report = (...entries: Entry[]) => new Map(entries.map((entry) => [entry.id, entry]));

const outbound = (id: string, packetsSent: number): Entry => ({ type: 'outbound-rtp', id, packetsSent });
const heard = (localId: string, fractionLost: number, roundTripTime?: number): Entry => ({
  type: 'remote-inbound-rtp',
  id: `of ${localId}`,
  localId,
  fractionLost,
  roundTripTime,
});
const inbound = (id: string, packetsReceived: number, packetsLost: number): Entry => ({
  type: 'inbound-rtp',
  id,
  packetsReceived,
  packetsLost,
});

describe('what comes in', () => {
  test('is the loss since the reading before, over sound and video', () => {
    const meter = new PathMeter();
    expect(meter.read(report(inbound('a', 90, 10))).downLoss).toBe(10);
    expect(meter.read(report(inbound('a', 190, 10), inbound('v', 300, 100))).downLoss).toBe(20);
    expect(meter.read(report(inbound('a', 190, 10), inbound('v', 300, 100))).downLoss).toBeNull();
  });

  test('a packet that comes late after all takes a loss back and adds none', () => {
    const meter = new PathMeter();
    meter.read(report(inbound('a', 1_000, 50)));
    expect(meter.read(report(inbound('a', 1_100, 48))).downLoss).toBe(0);
  });

  test('counters that begin anew count from zero', () => {
    const meter = new PathMeter();
    meter.read(report(inbound('a', 5_000, 400)));
    expect(meter.read(report(inbound('a', 99, 1))).downLoss).toBe(1);
  });
});

describe('what goes out', () => {
  test('is what the other side reports, weighed by what was sent', () => {
    const meter = new PathMeter();
    const figures = meter.read(
      report(outbound('a', 100), heard('a', 0.3, 0.05), outbound('v', 300), heard('v', 0.1, 0.08)),
    );
    expect(figures).toEqual({ delay: 80, upLoss: 15, downLoss: null });
  });

  test('the last report holds until the next one', () => {
    const meter = new PathMeter();
    meter.read(report(outbound('a', 100), heard('a', 0.2)));
    expect(meter.read(report(outbound('a', 200), heard('a', 0.2))).upLoss).toBe(20);
  });

  test('a closed camera’s last report does not count', () => {
    const meter = new PathMeter();
    const camera = [outbound('v', 500), heard('v', 0.9, 2)] as const;
    meter.read(report(outbound('a', 100), heard('a', 0, 0.02), ...camera));
    expect(meter.read(report(outbound('a', 200), heard('a', 0, 0.02), ...camera))).toMatchObject({
      delay: 20,
      upLoss: 0,
    });
  });

  test('before the first report the round trip is that of the addresses in use, and the loss unknown', () => {
    const meter = new PathMeter();
    const pairs: Entry[] = [
      { type: 'candidate-pair', id: 'p1', currentRoundTripTime: 0.9, state: 'succeeded', nominated: false },
      { type: 'candidate-pair', id: 'p2', currentRoundTripTime: 0.04, state: 'succeeded', nominated: true },
    ];
    expect(meter.read(report(...pairs))).toEqual({ delay: 40, upLoss: null, downLoss: null });
    const transport: Entry = { type: 'transport', id: 't', selectedCandidatePairId: 'p1' };
    expect(meter.read(report(transport, ...pairs)).delay).toBe(900);
  });

  test('an empty report tells nothing', () => {
    expect(new PathMeter().read(report())).toEqual({ delay: null, upLoss: null, downLoss: null });
  });
});

test('a browser’s nonsense is not a figure', () => {
  const meter = new PathMeter();
  const odd = { type: 'inbound-rtp', id: 'a', packetsReceived: 'many', packetsLost: Number.NaN };
  expect(meter.read(report(odd, heard('gone', Number.POSITIVE_INFINITY)))).toEqual({
    delay: null,
    upLoss: null,
    downLoss: null,
  });
});

test('Growth: new counters have grown by all they hold', () => {
  const growth = new Growth();
  expect(growth.since('a', { packets: 5, lost: null })).toEqual({ packets: 5, lost: 0 });
  expect(growth.since('a', { packets: 8, lost: 2 })).toEqual({ packets: 3, lost: 2 });
  expect(growth.since('a', { packets: 9, lost: 1 })).toEqual({ packets: 1, lost: 0 });
});
