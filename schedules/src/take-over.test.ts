import { describe, expect, test } from 'vitest';
import { TUICallEvent } from '../../packages/engine/src/events/names.js';
import { world } from './world/people.js';

/** A talks with B on his first device, of which the network is gone; his second one takes the call over. */
async function takenOver() {
  const { time, come, phones } = await world(['A', 'A', 'B']);
  const [old, other, b] = phones;
  if (!old || !other || !b) throw new Error('nobody is there');
  const { callId } = await come(old.engine.call({ userID: 'B', type: 1 }));
  await come(b.engine.accept());
  const ends: unknown[] = [];
  old.engine.on(TUICallEvent.CALLING_END, (event) => ends.push(event));
  await time.pass(4_000);
  for (const { heard } of phones) heard.length = 0;
  old.network.lose('both');
  await time.pass(5_000);
  expect(b.heard.splice(0)).toEqual([TUICallEvent.ON_USER_LINK_CHANGED]);
  const joined = await come(other.engine.join({ callId }));
  await time.settle();
  return { time, come, callId, old, other, b, ends, joined };
}

describe('S2-20 take-over while the link of the old device is lost', () => {
  test('the new device is in at once, and the other user sees no leaving and no entering', async () => {
    const { time, callId, other, b, joined } = await takenOver();
    expect(joined).toMatchObject({ code: 0, callId, callRole: 'inviter' });
    expect(other.heard).toEqual([
      TUICallEvent.ON_CALL_BEGIN,
      TUICallEvent.USER_ENTER,
      TUICallEvent.USER_AUDIO_AVAILABLE,
    ]);
    expect(b.heard).toEqual([TUICallEvent.ON_USER_LINK_CHANGED]);
    // Beyond the grace time of the device that is gone: the call is the other one's.
    await time.pass(60_000);
    expect([...other.heard, ...b.heard]).not.toContain(TUICallEvent.CALLING_END);
  });

  test('the old device hears on its return that the call has gone elsewhere, once', async () => {
    const { time, callId, old, other, b, ends } = await takenOver();
    old.network.mend();
    await time.pass(15_000);
    expect(ends).toEqual([
      expect.objectContaining({ callId, userID: 'A', reason: 7, device: expect.anything() }),
    ]);
    expect([...other.heard, ...b.heard]).not.toContain(TUICallEvent.CALLING_END);
  });

  test('S1-30 the old device has ended the call by itself by then: its return tells nothing more, and the call goes on elsewhere', async () => {
    const { time, callId, old, other, b, ends } = await takenOver();
    await time.pass(60_000);
    const own = [expect.objectContaining({ callId, userID: 'A', reason: 4 })];
    expect(ends).toEqual(own);
    old.network.mend();
    await time.pass(30_000);
    expect(ends).toEqual(own);
    expect([...other.heard, ...b.heard]).not.toContain(TUICallEvent.CALLING_END);
  });
});
