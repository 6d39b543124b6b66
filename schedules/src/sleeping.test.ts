import { describe, expect, test } from 'vitest';
import { TUICallEvent } from '../../packages/engine/src/events/names.js';
import { world } from './world/people.js';
import { type AppSettings, userSigOf } from './world/server.js';

const { CALLING_END, KICKED_OUT, ON_CALL_RECEIVED, ON_CALL_CANCELED, ON_LINK_CHANGED } = TUICallEvent;

/** A has a laptop, which sleeps and wakes, and a phone; B is somebody else. */
async function people(settings?: AppSettings) {
  const parts = await world(['A', 'A', 'B'], settings);
  const [laptop, phone, b] = parts.phones;
  if (!laptop || !phone || !b) throw new Error('nobody is there');
  const canceled: unknown[] = [];
  laptop.engine.on(ON_CALL_CANCELED, (event) => canceled.push(event));
  const wake = async () => {
    laptop.network.mend();
    await parts.time.pass(15_000);
  };
  return { ...parts, laptop, phone, b, canceled, wake };
}

describe('G-11 a laptop that wakes when its user talks on his phone, on which he has logged in meanwhile', () => {
  test.each([
    ['one device is allowed', { policy: { devices: 1 } }, null],
    ['the laptop is to be alone', {}, 'laptop'],
    ['the phone is to be alone', {}, 'phone'],
  ] as const)('%s: hears KICKED_OUT and stays away, and the call goes on', async (_what, settings, alone) => {
    const { time, come, laptop, phone, b, wake } = await people(settings);
    const login = { userID: 'A', userSig: userSigOf('A') };
    await come(phone.engine.logout());
    await come(laptop.engine.login(login));
    if (alone === 'laptop') await come(laptop.engine.enableMultiDeviceAbility(false));
    laptop.network.lose('both');
    await time.pass(60_000);
    await come(phone.engine.login(login));
    if (alone === 'phone') await come(phone.engine.enableMultiDeviceAbility(false));
    await come(phone.engine.call({ userID: 'B', type: 1 }));
    await come(b.engine.accept());
    for (const { heard } of [laptop, phone, b]) heard.length = 0;
    await wake();
    await time.pass(60_000);
    expect(laptop.heard).toEqual([ON_LINK_CHANGED, KICKED_OUT]);
    expect([...phone.heard, ...b.heard]).not.toContain(CALLING_END);
    expect(phone.heard).not.toContain(KICKED_OUT);
    await come(phone.engine.hangup());
  });
});

describe('a laptop that shows a ring falls asleep, and wakes beyond its grace time', () => {
  async function asleep() {
    const parts = await people();
    const { time, come, laptop, b } = parts;
    await come(b.engine.call({ userID: 'A', type: 1, timeout: 300 }));
    expect(laptop.heard).toContain(ON_CALL_RECEIVED);
    laptop.network.lose('both');
    await time.pass(30_000);
    return parts;
  }

  test('S1-12 it was answered on the phone: CANCEL{A, 7, device} while that is in, CANCEL{A, 7} afterwards', async () => {
    for (const isOver of [false, true]) {
      const { come, phone, canceled, wake } = await asleep();
      await come(phone.engine.accept());
      if (isOver) await come(phone.engine.hangup());
      await wake();
      expect(canceled).toMatchObject([{ userID: 'A', reason: 7, ...(!isOver && { device: {} }) }]);
    }
  });

  test('S1-13 it was declined on the phone: CANCEL{A, 8}', async () => {
    const { come, phone, canceled, wake } = await asleep();
    await come(phone.engine.reject());
    await wake();
    expect(canceled).toMatchObject([{ userID: 'A', reason: 8 }]);
  });
});

test('S1-06 a ring that came and ended during a short break is not shown', async () => {
  const { time, come, laptop, b, wake } = await people();
  laptop.network.lose('both');
  await come(b.engine.call({ userID: 'A', type: 1 }));
  await time.pass(5_000);
  await come(b.engine.hangup());
  await wake();
  expect(laptop.heard).toEqual([ON_LINK_CHANGED, ON_LINK_CHANGED]);
});
