import { describe, expect, test, vi } from 'vitest';
import type { CallMedia } from '../plane.js';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { type FakeElement, FakeResizeObserver } from '../testing/fake-document.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { Room } from '../testing/room.js';

const page = useFakeBrowser();

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);
const P480 = { width: 640, height: 480, frameRate: 15, bitrate: 900 };

/** Shows a user in an element of this size. */
function show(media: CallMedia, userId: string, width: number, height: number): FakeElement {
  const container = page().createElement('div');
  page().body.append(container);
  media.startRemoteView(userId, container as unknown as HTMLElement, {});
  const frame = container.children[0];
  if (!frame) throw new Error('no view');
  FakeResizeObserver.resize(frame, width, height);
  return frame;
}

async function room(...names: readonly string[]) {
  const it = new Room();
  for (const name of names) it.join(name).setVideoProfile(P480);
  it.enterAll();
  await settle(1_000);
  return it;
}

/** What the first of two people sends to the other, as the browser was told. */
function encodings(): Partial<RTCRtpEncodingParameters>[] {
  return FakePeerConnection.live().map((pc) => {
    const video = pc.transceivers.find(({ receiver }) => receiver.track.kind === 'video');
    return video?.sender.parameters.encodings[0] ?? {};
  });
}
const views = (it: Room) => it.sent.filter(([, , signal]) => signal.kind === 'view');

describe('video is sent to those who show it', () => {
  test('from the first moment on to everybody, so that no first picture waits for a word', async () => {
    await room('alice', 'bob');
    expect(encodings()).toEqual(Array(2).fill(expect.objectContaining({ active: true })));
  });

  test('and from then on only to those who have said that they show it', async () => {
    const it = await room('alice', 'bob');
    show(it.calls.get('bob') as CallMedia, 'alice', 640, 480);
    await settle(5_000);
    // alice’s connection was made first; nobody shows bob.
    expect(encodings().map(({ active }) => active)).toEqual([true, false]);
    expect(views(it).slice(0, 3)).toEqual([
      ['alice', 'bob', { kind: 'view', width: 0, height: 0 }],
      ['bob', 'alice', { kind: 'view', width: 0, height: 0 }],
      ['bob', 'alice', { kind: 'view', width: 640, height: 480 }],
    ]);
  });

  test('a view that is stopped stops the picture, and one that appears starts it at once', async () => {
    const it = await room('alice', 'bob');
    const bob = it.calls.get('bob') as CallMedia;
    show(bob, 'alice', 640, 480);
    await settle(5_000);
    bob.stopRemoteView('alice');
    await settle(2_000);
    expect(encodings()[0]?.active).toBe(false);
    show(bob, 'alice', 640, 480);
    await settle(20);
    expect(encodings()[0]?.active).toBe(true);
  });

  test('an element that is hidden shows nobody', async () => {
    const it = await room('alice', 'bob');
    const frame = show(it.calls.get('bob') as CallMedia, 'alice', 640, 480);
    await settle(5_000);
    FakeResizeObserver.resize(frame, 0, 0);
    await settle(2_000);
    expect(encodings()[0]?.active).toBe(false);
  });

  test('a camera that opens is sent to everybody for a moment', async () => {
    const it = await room('alice', 'bob');
    await settle(5_000);
    expect(encodings()[0]?.active).toBe(false);
    const { videoTrack } = it.local('alice');
    it.openCamera('alice', null);
    await settle(1_000);
    it.openCamera('alice', videoTrack);
    await settle(20);
    expect(encodings()[0]?.active).toBe(true);
    await settle(3_000);
    expect(encodings()[0]?.active).toBe(false);
  });

  test('what was said and got lost is said again', async () => {
    const it = await room('alice', 'bob');
    it.loses = true;
    show(it.calls.get('bob') as CallMedia, 'alice', 640, 480);
    await settle(1_000);
    it.loses = false;
    expect(encodings()[0]?.active).toBe(false);
    await settle(6_000);
    expect(encodings()[0]?.active).toBe(true);
  });

  test('S2-20 another device of the same user, which knows of no view, is told', async () => {
    const it = await room('alice', 'bob');
    show(it.calls.get('bob') as CallMedia, 'alice', 640, 480);
    await settle(5_000);
    it.calls.get('alice')?.close();
    const before = views(it).length;
    it.join('alice').setVideoProfile(P480);
    it.calls.get('alice')?.enter('bob');
    await settle(3_000);
    expect(views(it).slice(before)).toContainEqual([
      'bob',
      'alice',
      { kind: 'view', width: 640, height: 480 },
    ]);
  });
});

test('a small view gets a small picture, a larger one the larger at once', async () => {
  const it = await room('alice', 'bob');
  const frame = show(it.calls.get('bob') as CallMedia, 'alice', 320, 240);
  await settle(5_000);
  expect(encodings()[0]?.scaleResolutionDownBy).toBe(2);
  FakeResizeObserver.resize(frame, 640, 480);
  await settle(1_100);
  expect(encodings()[0]?.scaleResolutionDownBy).toBe(1);
});

test('six people, all of whom show one: each gets a smaller picture, until there are two', async () => {
  const it = await room('ann', 'bob', 'cid', 'dan', 'eve', 'fay');
  for (const [self, media] of it.calls) if (self !== 'ann') show(media, 'ann', 640, 480);
  await settle(5_000);
  expect(FakePeerConnection.live()).toHaveLength(30);
  expect(FakePeerConnection.live().every(({ connectionState }) => connectionState === 'connected')).toBe(
    true,
  );
  const sent = () =>
    encodings()
      .filter(({ active }) => active)
      .map(({ scaleResolutionDownBy }) => scaleResolutionDownBy);
  expect(sent()).toEqual(Array(5).fill(1.5));
  for (const name of ['bob', 'cid', 'dan', 'eve']) {
    it.calls.get(name)?.close();
    for (const media of it.calls.values()) media.leave(name);
  }
  await settle(1_000);
  expect(sent()).toEqual([1]);
});

test('where all views are small, half is captured, and all of it again for a larger one', async () => {
  const it = await room('alice', 'bob');
  const frame = show(it.calls.get('bob') as CallMedia, 'alice', 160, 120);
  await settle(5_000);
  expect(it.halved.get('alice')).toBe(false);
  await settle(10_000);
  expect(it.halved.get('alice')).toBe(true);
  FakeResizeObserver.resize(frame, 640, 480);
  await settle(1_100);
  expect(it.halved.get('alice')).toBe(false);
});

test('a path that carries less than the picture gets a smaller one, and the whole again when it does', async () => {
  const it = await room('alice', 'bob');
  show(it.calls.get('bob') as CallMedia, 'alice', 640, 480);
  await settle(10_000);
  const [pc] = FakePeerConnection.live();
  const report = (reason: string, availableOutgoingBitrate: number) => {
    pc?.report.set('out', {
      type: 'outbound-rtp',
      id: 'out',
      kind: 'video',
      qualityLimitationReason: reason,
    });
    pc?.report.set('transport', { type: 'transport', id: 'transport', selectedCandidatePairId: 'pair' });
    pc?.report.set('pair', { type: 'candidate-pair', id: 'pair', availableOutgoingBitrate });
  };
  report('bandwidth', 300_000);
  await settle(1_000);
  expect(encodings()[0]).toMatchObject({ active: true, scaleResolutionDownBy: 3 });
  expect(encodings()[0]?.maxBitrate).toBeLessThanOrEqual(250_000);
  report('none', 300_000);
  await settle(60_000);
  expect(encodings()[0]).toMatchObject({ scaleResolutionDownBy: 1, maxBitrate: 900_000 });
  report('cpu', 2_000_000);
  await settle(1_000);
  expect(encodings()[0]).toMatchObject({ scaleResolutionDownBy: 1.5 });
});
