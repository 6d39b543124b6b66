import type { Person } from '../fixtures/person.js';
import { expect, type LoginOptions, test } from '../fixtures/test.js';

async function ringingOnTwoDevices(person: (name: string, options?: LoginOptions) => Promise<Person>) {
  const a = await person('alice');
  const desk = await person('bob', { device: 'desk' });
  const phone = await person('bob', { device: 'phone' });
  await a.call(desk.userID);
  await desk.heard('RECEIVED');
  await phone.heard('RECEIVED');
  return { a, desk, phone };
}

test('S1-01 A calls, B idle: the ids, and RECEIVED with its payload', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  const outcome = await a.call(b.userID, { userData: 'about lunch' });
  expect(outcome).toMatchObject({ ok: true, value: { code: 0, userID: b.userID } });
  const { callId, callID, inviteID, roomID } = outcome.ok ? outcome.value : {};
  expect([callID, inviteID]).toEqual([callId, callId]);
  await b.expectTold(`RECEIVED{${a.userID}}`);
  expect(await b.lastEvent('ON_CALL_RECEIVED')).toMatchObject({
    callId,
    callID,
    roomID,
    callMediaType: 2,
    callRole: 'invitee',
    sponsor: a.userID,
    callerId: a.userID,
    calleeIdList: [b.userID],
    userIDList: [b.userID],
    isFromGroup: false,
    userData: 'about lunch',
    timeout: 30,
  });
});

test('S1-03 A cancels while it rings', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  expect(await a.run('hangup')).toMatchObject({ ok: true });
  await b.expectTold(`RECEIVED{${a.userID}}`, `CANCEL{${b.userID}, 6}`);
  await a.heard(`CANCEL{${a.userID}, 6}`);
  await a.expectReleased();
  await b.expectReleased();
});

test('S1-10 a call hung up before the server has answered, and the next one at once', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  const outcomes = await a.page.evaluate(async (userID) => {
    const call = () => window.app.run('call', [{ userID, type: 1 }]);
    const first = call();
    const hangup = await window.app.run('hangup', []);
    return Promise.all([first, hangup, call()]);
  }, b.userID);
  expect(outcomes).toMatchObject([
    { ok: false, code: -1203 },
    { ok: true },
    { ok: true, value: { code: 0 } },
  ]);
  await b.expectTold(`RECEIVED{${a.userID}}`);
});

test('S1-04 B rejects', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  expect(await b.run('reject')).toMatchObject({ ok: true });
  await a.expectTold(
    'call() resolved',
    `ON_USER_RINGING{${b.userID}}`,
    `REJECT{${b.userID}}`,
    `CANCEL{${a.userID}, 2}`,
  );
  await b.heard(`CANCEL{${b.userID}, 2}`);
  await a.expectReleased();
});

test('S1-05 B does not answer in time', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID, { timeout: 2 });
  await a.expectTold(
    'call() resolved',
    `ON_USER_RINGING{${b.userID}}`,
    `NO_RESP{${a.userID}, [${b.userID}]}`,
    `CANCEL{${a.userID}, 3}`,
  );
  await b.expectTold(`RECEIVED{${a.userID}}`, `CANCEL{${b.userID}, 3}`);
  await a.expectReleased();
});

test('S1-07 B is busy: only a quiet word on the device that talks', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  const c = await person('carol');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await b.heard('USER_ENTER');
  await b.forget();
  expect(await c.call(b.userID)).toMatchObject({ ok: true, value: { code: 0 } });
  await c.expectTold('call() resolved', `LINE_BUSY{${b.userID}}`, `CANCEL{${c.userID}, 5}`);
  await b.heard(`ON_CALL_CANCELED{${b.userID}, 5}`);
  await b.expectMedia({ audio: true });
  expect(await b.told()).not.toContainEqual(expect.stringContaining('CALLING_CANCEL'));
});

test('S1-08 B is unknown: 8021 and nothing else', async ({ person }) => {
  const a = await person('alice');
  expect(await a.call('never-seen-here')).toMatchObject({
    ok: false,
    code: 8021,
    name: 'TUICallEngineError',
  });
  await a.expectTold('call() rejected 8021');
  await a.expectReleased();
});

test('S1-09 A calls himself, nobody, or by no type', async ({ person }) => {
  const a = await person('alice');
  for (const wrong of [{ userID: a.userID }, { userID: '' }, { type: 7 }, { userID: 5 }]) {
    expect(await a.run('call', { userID: 'bob', type: 1, ...wrong })).toMatchObject({
      ok: false,
      code: -1202,
    });
  }
  expect(await a.run('hangup')).toMatchObject({ ok: false, code: -1203 });
});

test('S1-12 B has two devices and one accepts', async ({ person }) => {
  const { a, desk, phone } = await ringingOnTwoDevices(person);
  await phone.run('accept');
  await desk.expectTold(`RECEIVED{${a.userID}}`, `CANCEL{${desk.userID}, 7}`);
  expect(await desk.lastEvent('ON_CALL_CANCELED')).toMatchObject({ device: { name: 'phone' } });
  await phone.heard(`USER_ENTER{${a.userID}}`);
  await phone.expectMedia({ audio: true });
  await a.expectMedia({ audio: true });
  await desk.expectReleased();
});

test('S1-13 … and one rejects', async ({ person }) => {
  const { a, desk, phone } = await ringingOnTwoDevices(person);
  await desk.run('reject');
  await a.heard(`CANCEL{${a.userID}, 2}`);
  await desk.heard(`CANCEL{${desk.userID}, 2}`);
  await phone.expectTold(`RECEIVED{${a.userID}}`, `CANCEL{${phone.userID}, 8}`);
  expect(await phone.lastEvent('ON_CALL_CANCELED')).toMatchObject({ device: { name: 'desk' } });
});

test('S1-14 both devices accept at the same moment: exactly one wins', async ({ person }) => {
  const { a, desk, phone } = await ringingOnTwoDevices(person);
  const outcomes = await Promise.all([desk.run('accept'), phone.run('accept')]);
  const [winner, loser] = outcomes[0].ok ? [desk, phone] : [phone, desk];
  expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ code: -1203 });
  await loser.expectTold(`RECEIVED{${a.userID}}`, `CANCEL{${loser.userID}, 7}`, 'accept() rejected -1203');
  await winner.expectMedia({ audio: true });
  await loser.expectReleased();
});

test('S1-15 glare: both call at the same moment and are in one call', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  const [first, second] = await Promise.all([a.call(b.userID), b.call(a.userID)]);
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(first.ok && second.ok && first.value.callId === second.value.callId).toBe(true);
  await a.heard(`USER_ENTER{${b.userID}}`);
  await b.heard(`USER_ENTER{${a.userID}}`);
  const begins = (await Promise.all([a, b].map((someone) => someone.lastEvent('ON_CALL_BEGIN')))).map(
    (event) => event?.callRole,
  );
  expect(begins.sort()).toEqual(['invitee', 'inviter']);
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
});

test('S1-23 hangup by a ringing callee is reject', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('hangup');
  await a.heard(`CANCEL{${a.userID}, 2}`);
  await b.heard(`CANCEL{${b.userID}, 2}`);
});

test('S1-24 no permission: the call is not placed, the ring goes on', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob', { permission: 'denied' });
  expect(await b.call(a.userID)).toMatchObject({
    ok: false,
    code: -1101,
    message: expect.stringMatching(/NotAllowedError: Permission denied$/),
  });
  await b.heard('ERROR{-1101}');
  expect(await a.told()).toEqual([]);
  await b.forget();

  await a.call(b.userID);
  await b.heard('RECEIVED');
  expect(await b.run('accept')).toMatchObject({ ok: false, code: -1101 });
  await b.heard('ERROR{-1101}');
  expect(await b.run('reject')).toMatchObject({ ok: true });
  await a.heard(`CANCEL{${a.userID}, 2}`);
});

test('S1-26 ON_USER_RINGING when the first device has received the ring', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await a.expectTold('call() resolved', `ON_USER_RINGING{${b.userID}}`);
});

test('S1-29 a call while another device of the user talks', async ({ person }) => {
  const a = await person('alice');
  const a2 = await person('alice', { device: 'phone' });
  const b = await person('bob');
  const c = await person('carol');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  expect(await a2.call(c.userID)).toMatchObject({ ok: false, code: -1203 });
  expect(await c.told()).toEqual([]);
  await a2.expectReleased();
});
