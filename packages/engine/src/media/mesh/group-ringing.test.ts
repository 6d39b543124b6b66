import { expect, test, vi } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { Room } from '../testing/room.js';

useFakeBrowser();

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

test('S2-01 several are prepared with after the call is known: they gather while it rings, and answers suffice', async () => {
  const room = new Room();
  const alice = room.join('alice');
  const offering = alice.offersFor(['bob', 'carol']);
  alice.bind('new');
  const offers = await offering;
  await settle();
  const gathered = room.sent.filter(([from, , { kind }]) => from === 'alice' && kind === 'candidates');
  expect(new Set(gathered.map(([, to]) => to))).toEqual(new Set(['bob', 'carol']));

  const bob = room.join('bob');
  bob.receive('alice', { kind: 'description', type: 'offer', sdp: offers.bob ?? '' });
  await settle();
  const { answer = '', candidates = [] } = await bob.prepared();
  room.sent.length = 0;
  alice.receive('bob', { kind: 'description', type: 'answer', sdp: answer });
  alice.receive('bob', { kind: 'candidates', candidates });
  for (const [, to, signal] of gathered) if (to === 'bob') bob.receive('alice', signal);
  bob.enter('alice');
  alice.enter('bob');
  await settle();
  expect(FakePeerConnection.live().map(({ connectionState }) => connectionState)).toEqual([
    'connected',
    'new',
    'connected',
  ]);
  expect(room.sent.filter(([, , { kind }]) => kind === 'description')).toEqual([]);

  alice.leave('carol');
  expect(FakePeerConnection.live()).toHaveLength(2);
  expect(room.faults).toEqual([]);
});

test('S2-02 whoever comes in before everybody is prepared with is not sent an offer that he has overtaken', async () => {
  const room = new Room();
  const zoe = room.join('zoe');
  let carolsOffer = () => {};
  const waits = new Promise<void>((resolve) => {
    carolsOffer = resolve;
  });
  const createOffer = FakePeerConnection.prototype.createOffer;
  vi.spyOn(FakePeerConnection.prototype, 'createOffer').mockImplementation(async function (
    this: FakePeerConnection,
  ) {
    if (FakePeerConnection.made.indexOf(this) === 1) await waits;
    return createOffer.call(this);
  });
  const offering = zoe.offersFor(['bob', 'carol']);
  zoe.bind('new');
  await settle();
  const bob = room.join('bob');
  bob.bind('new');
  bob.enter('zoe');
  zoe.enter('bob');
  await settle();
  carolsOffer();
  expect(Object.keys(await offering)).toEqual(['carol']);
});
