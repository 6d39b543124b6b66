import type { Signal } from '@ringback/protocol';
import { MAX_SDP_BYTES } from '@ringback/protocol';
import { describe, expect, test, vi } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import type { FakeElement } from '../testing/fake-document.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { Room } from '../testing/room.js';

const page = useFakeBrowser();

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);
const element = (made: FakeElement | undefined) => made as unknown as HTMLElement;
const audio = () => page().made.filter(({ name }) => name === 'audio');
const videos = (container: FakeElement) =>
  container.children.flatMap((frame) => frame.children.filter(({ name }) => name === 'video'));

describe('a call of three', () => {
  test('each pair gets a connection of its own, and all of them stand', async () => {
    const room = new Room();
    for (const user of ['alice', 'bob', 'carol']) room.join(user);
    room.enterAll();
    await settle(1_000);
    expect(FakePeerConnection.live().map(({ connectionState }) => connectionState)).toEqual(
      Array(6).fill('connected'),
    );
    expect(FakePeerConnection.made[0]?.configuration.iceServers).toEqual([
      { urls: ['turn:example.org'], username: 'u', credential: 'c' },
    ]);
    expect(room.faults).toEqual([]);
  });

  test('S2-20 a device that has taken the call over offers to those who are in, and waits for those who come later', async () => {
    const room = new Room();
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((user) => room.join(user));
    const offersOf = (user: string) =>
      room.sent.filter(
        ([from, , one]) => from === user && one.kind === 'description' && one.type === 'offer',
      );
    // With the device before.
    room.loses = true;
    alice!.enter('carol');
    await settle(1_000);
    room.loses = false;
    carol!.bind('moved');
    carol!.enter('alice');
    await settle(1_000);
    expect(offersOf('carol').map(([, to]) => to)).toEqual(['alice']);
    room.sent.length = 0;
    carol!.enter('bob');
    bob!.enter('carol');
    await settle(1_000);
    expect([offersOf('carol').length, offersOf('bob').length]).toEqual([0, 1]);
    expect(FakePeerConnection.live().map(({ connectionState }) => connectionState)).toEqual(
      Array(4).fill('connected'),
    );
  });

  test('who leaves is gone at once, the others stay', async () => {
    const room = new Room();
    const alice = room.join('alice');
    room.join('bob');
    room.join('carol');
    room.enterAll();
    await settle(1_000);
    const container = page().createElement('div');
    page().body.append(container);
    alice.startRemoteView('bob', element(container), {});
    alice.leave('bob');
    expect(container.children).toEqual([]);
    expect(FakePeerConnection.live()).toHaveLength(5);
    expect((await alice.sample()).map(({ userId }) => userId)).toEqual(['carol']);
  });
});

describe('while it rings', () => {
  test('the offers are made for each callee, none for oneself, and the first offer that comes is answered', async () => {
    const room = new Room();
    const alice = room.join('alice');
    const offers = await alice.offersFor(['bob', 'bob', 'alice', 'carol']);
    expect(Object.keys(offers)).toEqual(['bob', 'carol']);
    const bob = room.join('bob');
    bob.receive('alice', { kind: 'description', type: 'offer', sdp: offers.bob ?? '' });
    const { answer } = await bob.prepared();
    expect(answer).toContain('a=x-ringback-answers:');
    // Nobody else's offer is looked at before the server's word, and a caller answers none at all.
    const made = FakePeerConnection.made.length;
    bob.receive('mallory', { kind: 'description', type: 'offer', sdp: offers.carol ?? '' });
    alice.receive('bob', { kind: 'description', type: 'offer', sdp: offers.carol ?? '' });
    await settle(10_000);
    expect(FakePeerConnection.made).toHaveLength(made);
    expect(room.sent).toEqual([]);
  });

  test('without an offer accept carries nothing', async () => {
    expect(await new Room().join('bob').prepared()).toEqual({});
  });

  test('G-19 nothing plays before the server’s word, whatever comes', async () => {
    const room = new Room();
    const bob = room.join('bob');
    const container = page().createElement('div');
    page().body.append(container);
    const offers = await room.join('alice').offersFor(['bob']);
    bob.startRemoteView('alice', element(container), {});
    bob.receive('alice', { kind: 'description', type: 'offer', sdp: offers.bob ?? '' });
    bob.receive('alice', { kind: 'candidates', candidates: [{ candidate: 'candidate:1' }] });
    bob.remotePublished('alice', { audio: true, video: true });
    await settle(5_000);
    expect(
      page()
        .made.map(({ srcObject }) => srcObject)
        .filter(Boolean),
    ).toEqual([]);
    bob.enter('alice');
    await settle();
    expect(audio().filter(({ srcObject }) => srcObject)).toHaveLength(1);
    expect(videos(container)[0]?.srcObject).not.toBeNull();
  });
});

test.each([
  null,
  {},
  { kind: 'description' },
  { kind: 'description', type: 'rollback', sdp: 'v=0' },
  { kind: 'description', type: 'offer', sdp: 7 },
  { kind: 'description', type: 'offer', sdp: 'v'.repeat(MAX_SDP_BYTES + 1) },
  { kind: 'candidates' },
  { kind: 'candidates', candidates: 'all' },
  { kind: 'unheard-of' },
])('receive takes anything without throwing: %o', async (nonsense) => {
  const room = new Room();
  const alice = room.join('alice');
  alice.enter('bob');
  expect(() => alice.receive('bob', nonsense as unknown as Signal)).not.toThrow();
  alice.receive('bob', {
    kind: 'candidates',
    candidates: [null, { candidate: 3 }, { candidate: 'x' }],
  } as never);
  await settle();
  expect(room.faults.length).toBeGreaterThan(0);
  expect(FakePeerConnection.live()).toHaveLength(1);
});

describe('a view', () => {
  async function seen() {
    const room = new Room();
    const alice = room.join('alice');
    room.join('bob');
    room.enterAll();
    await settle(1_000);
    const container = page().createElement('div');
    page().body.append(container);
    alice.startRemoteView('bob', element(container), {});
    return { alice, container };
  }

  test('goes to another element and leaves the app’s own children alone', async () => {
    const { alice, container } = await seen();
    const own = page().createElement('p');
    container.append(own);
    const other = page().createElement('div');
    page().body.append(other);
    const [video] = videos(container);
    alice.startRemoteView('bob', element(other), { objectFit: 'fill' });
    expect(container.children).toEqual([own]);
    expect(videos(other)).toEqual([video]);
    expect(video?.style.objectFit).toBe('contain');
    alice.stopRemoteView('bob');
    expect(other.children).toEqual([]);
  });

  test('is empty while the camera at the other end is closed', async () => {
    const { alice, container } = await seen();
    alice.remotePublished('bob', { video: false });
    expect(videos(container)[0]?.srcObject).toBeNull();
    alice.remotePublished('bob', { video: true });
    expect(videos(container)[0]?.srcObject).not.toBeNull();
  });

  test('options for all hold for later views too, and a user’s own go before them', async () => {
    const { alice } = await seen();
    alice.setRemoteViewOptions(null, { objectFit: 'contain', mirror: true });
    const later = page().createElement('div');
    page().body.append(later);
    alice.startRemoteView('carol', element(later), { mirror: false, rotation: 180 });
    expect(videos(later)[0]?.style).toMatchObject({ objectFit: 'contain', transform: 'rotate(180deg)' });
  });
});

describe('sound', () => {
  test('mute and speaker hold for those who come later', async () => {
    const room = new Room();
    const alice = room.join('alice');
    alice.enter('bob');
    alice.muteAllRemoteAudio(true);
    await alice.setSpeaker('headset');
    alice.enter('carol');
    await settle();
    expect(audio().map(({ muted, sinkId }) => [muted, sinkId])).toEqual(Array(2).fill([true, 'headset']));
    alice.muteAllRemoteAudio(false);
    expect(audio().some(({ muted }) => muted)).toBe(false);
  });

  test('a browser that does not let a page choose the speaker says −1001', async () => {
    vi.stubGlobal('HTMLMediaElement', class {});
    await expect(new Room().join('alice').setSpeaker('headset')).rejects.toMatchObject({ code: -1001 });
  });
});

test('close leaves nothing of the call, and twice is once', async () => {
  const room = new Room();
  const alice = room.join('alice');
  const bob = room.join('bob');
  room.enterAll();
  await settle(1_000);
  const container = page().createElement('div');
  page().body.append(container);
  alice.startRemoteView('bob', element(container), {});
  alice.close();
  alice.close();
  bob.close();
  alice.enter('bob');
  alice.receive('bob', { kind: 'description', type: 'offer', sdp: 'v=0' });
  alice.startRemoteView('bob', element(container), {});
  await settle(60_000);
  expect(FakePeerConnection.live()).toEqual([]);
  expect(container.children).toEqual([]);
  expect(audio().some(({ srcObject }) => srcObject)).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  expect([...room.listeners.values()].map(({ size }) => size)).toEqual([0, 0]);
  expect([...page().listening.values()].filter(Boolean)).toEqual([]);
});
