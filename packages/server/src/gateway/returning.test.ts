import { describe, expect, test } from 'vitest';
import { signUserSig } from '../auth/sign.js';
import type { Client } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';

/** Ann calls Bob; he answers if he is told to. */
async function call(server: TestServer, { answered = true, others = [] as string[] } = {}) {
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  const cids = await Promise.all(others.map((userId) => server.login(userId)));
  await ann.command(calling(['bob', ...others]));
  const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
  if (answered) for (const callee of [bob, ...cids]) await callee.command(accepting(callId));
  return { ann, bob, callId };
}

const accepting = (callId: string) => ({ op: 'accept', callId, publish: PUBLISH }) as const;

/** The device's link is gone for so long, and then its page comes back with what it shows. */
async function away(server: TestServer, userId: string, before: Client, ms: number, callId: string) {
  before.socket.drop();
  await server.tick(ms);
  return server.resume(userId, before, { callId });
}

test('S1-17 who comes back after his grace time hears once how his call ended', async () => {
  const server = await TestServer.start();
  const { bob, callId } = await call(server);
  await server.tick(10_000);
  await bob.say({ t: 'pong' });
  const back = await away(server, 'bob', bob, 40_000, callId);
  expect(back.welcome).toMatchObject({ resumed: false, over: { callId, reason: 4, userId: 'bob' } });
  expect(back.welcome.over?.totalTime).toBeGreaterThanOrEqual(20);
  expect(back.heard).toEqual([]);
});

test('S1-18 the calling device hears that its ring ended with its loss', async () => {
  const server = await TestServer.start();
  const { ann, callId } = await call(server, { answered: false });
  const back = await away(server, 'ann', ann, 25_000, callId);
  expect(back.welcome.over).toEqual({ callId, reason: 4, entered: true, userId: 'ann', totalTime: 0 });
});

test('S1-30 a call that ended meanwhile for another reason ends with that', async () => {
  const server = await TestServer.start();
  const { ann, bob, callId } = await call(server);
  bob.socket.drop();
  await server.tick(5_000);
  await ann.command({ op: 'hangup', callId });
  const back = await away(server, 'bob', bob, 30_000, callId);
  expect(back.welcome).toMatchObject({ resumed: false, over: { callId, reason: 1, userId: 'ann' } });
});

test('S1-30 who was lost from a call that goes on hears that he was', async () => {
  const server = await TestServer.start();
  const { ann, bob, callId } = await call(server, { others: ['cid'] });
  const back = await away(server, 'bob', bob, 30_000, callId);
  expect(back.welcome.over).toMatchObject({ callId, reason: 4, userId: 'bob' });
  await ann.command({ op: 'hangup', callId });
  const later = await away(server, 'bob', back, 30_000, callId);
  expect(later.welcome.over).toEqual(back.welcome.over);
});

test('S1-31 a ring that goes on is no end; one that was answered on another device ended so', async () => {
  const server = await TestServer.start();
  const { bob, callId } = await call(server, { answered: false });
  const back = await away(server, 'bob', bob, 25_000, callId);
  expect(back.welcome.over).toBeUndefined();
  expect(back.heard).toEqual(['received']);
  const other = await server.login('bob', { deviceName: 'Phone' });
  await other.command(accepting(callId));
  back.socket.drop();
  await server.tick(25_000);
  const again = await server.resume('bob', back, { callId });
  const device = { name: 'Phone' };
  expect(again.welcome.over).toMatchObject({ callId, reason: 7, entered: true, userId: 'bob', device });
});

describe('of a ring that ended on another device while this page was away it is told whether it was answered', () => {
  async function elsewhere(ends: (phone: Client, callId: string) => Promise<unknown>, others?: string[]) {
    const server = await TestServer.start();
    const { ann, bob, callId } = await call(server, { answered: false, others });
    const phone = await server.login('bob');
    bob.socket.drop();
    await ends(phone, callId);
    await server.tick(25_000);
    const { welcome } = await server.resume('bob', bob, { callId });
    return { ann, over: welcome.over };
  }

  test.each([
    ['the call is over', undefined],
    ['the call goes on', ['cid']],
  ])('S1-12 answered there, and left again: %s', async (_state, others) => {
    const { over } = await elsewhere(async (phone, callId) => {
      await phone.command(accepting(callId));
      await phone.command({ op: 'hangup', callId });
    }, others);
    expect(over).toMatchObject({ reason: 1, entered: true, userId: 'bob' });
    expect(over).not.toHaveProperty('device');
  });

  test.each([
    ['the call is over', undefined],
    ['the call goes on', ['cid']],
  ])('S1-13 declined there: %s', async (_state, others) => {
    const { over } = await elsewhere((phone, callId) => phone.reject(callId), others);
    expect(over).toMatchObject({ reason: 2, entered: false, userId: 'bob', totalTime: 0 });
  });
});

test('S2-20 the device whose call was taken over, and that was kicked out then, hears by which', async () => {
  const server = await TestServer.start();
  const { bob, callId } = await call(server);
  bob.socket.drop();
  const phone = await server.login('bob', { deviceName: 'Phone' });
  await phone.command({ op: 'join', callId, publish: PUBLISH, replaces: bob.welcome.deviceId });
  await phone.command({ op: 'alone', alone: true });
  const back = await server.resume('bob', bob, { callId });
  expect(back.of('refused')).toMatchObject([
    { code: 6208, over: { callId, reason: 7, entered: true, userId: 'bob', device: { name: 'Phone' } } },
  ]);
});

test('a guessed call id tells nothing: the call is somebody else’s, or none', async () => {
  const server = await TestServer.start();
  const { ann, callId } = await call(server);
  const eve = await server.login('eve');
  expect((await away(server, 'eve', eve, 25_000, callId)).welcome.over).toBeUndefined();
  await ann.command({ op: 'hangup', callId });
  const again = await server.login('eve');
  expect((await away(server, 'eve', again, 25_000, callId)).welcome.over).toBeUndefined();
  const none = 'none'.padEnd(22, 'x');
  expect((await away(server, 'ann', ann, 25_000, none)).welcome.over).toBeUndefined();
});

test('G-11 a device that was kicked out while its link was down is refused with that, and how its call ended', async () => {
  const server = await TestServer.start({ policy: { devices: 1 } });
  const { bob, callId } = await call(server);
  bob.socket.drop();
  await server.login('bob');
  const back = await server.resume('bob', bob, { callId });
  expect(back.of('refused')).toMatchObject([{ code: 6208, over: { callId, reason: 1, userId: 'bob' } }]);
  expect(back.closedWith).toBe(4401);
});

describe('G-11 a page that wakes when its device is long gone', () => {
  /** Bob's laptop sleeps for a minute; his phone logs in and answers Ann. */
  async function asleep(policy: { devices?: number } = {}, isAlone = false) {
    const server = await TestServer.start({ policy });
    const laptop = await server.login('bob');
    if (isAlone) await laptop.command({ op: 'alone', alone: true });
    laptop.socket.drop();
    await server.tick(60_000);
    const { ann, bob: phone, callId } = await call(server);
    return { server, laptop, phone, ann, callId };
  }

  test.each([
    ['one device is allowed', { devices: 1 }, false],
    ['it was to be the only one', {}, true],
  ])('where %s: it stays away, and the phone talks on', async (_where, policy, isAlone) => {
    const { server, laptop, phone, ann } = await asleep(policy, isAlone);
    const heard = [phone.heard.length, ann.heard.length];
    const back = await server.resume('bob', laptop, isAlone ? { alone: true } : {});
    expect(back.of('refused')).toMatchObject([{ code: 6208, message: 'logged in on another device' }]);
    expect(back.closedWith).toBe(4401);
    expect([phone.heard.length, ann.heard.length]).toEqual(heard);
    expect(phone.closedWith).toBeUndefined();
  });

  test('a page that is loaded anew logs in because its app says so', async () => {
    const { server, laptop, phone } = await asleep({ devices: 1 });
    const back = await server.resume('bob', laptop, { seq: null, restores: true });
    expect(back.welcome.resumed).toBe(false);
    expect(phone.heard.at(-1)).toBe('kickedOut');
  });

  test('whose welcome is lost comes again', async () => {
    const server = await TestServer.start({ policy: { devices: 1 } });
    const laptop = await server.login('bob');
    laptop.socket.drop();
    await server.tick(60_000);
    const unheard = await server.resume('bob', laptop, { alone: true });
    const back = await server.resume('bob', laptop, { alone: true });
    expect([unheard.closedWith, back.welcome.resumed]).toEqual([4410, false]);
    const phone = await server.login('bob');
    expect([phone.welcome.resumed, back.heard]).toEqual([false, ['kickedOut']]);
  });
});

test('an expired UserSig takes up a device that is kept, and makes no new one', async () => {
  const server = await TestServer.start();
  const { bob, callId } = await call(server);
  const { userSig } = server.loginFrame('bob');
  server.clock.jump(3_601_000);
  bob.socket.drop();
  const { deviceId, token } = bob.welcome;
  const resume = { deviceId, token, seq: bob.inbox.at(-1)?.seq ?? 0 };
  const back = await server.login('bob', { userSig, resume, callId });
  expect(back.welcome.resumed).toBe(true);
  back.socket.drop();
  await server.tick(20_000);
  const late = await server.login('bob', {
    userSig,
    resume: { ...resume, token: back.welcome.token },
    callId,
  });
  expect(late.of('refused')).toMatchObject([{ code: 70001, over: { callId, reason: 4 } }]);
  const fresh = await server.login('bob', { userSig });
  expect(fresh.of('refused')).toMatchObject([{ code: 70001 }]);
});

test('a UserSig of another key takes up nothing', async () => {
  const server = await TestServer.start();
  const { bob } = await call(server);
  const { deviceId, token } = bob.welcome;
  const userSig = signUserSig({
    ...APP,
    secretKey: 'x'.repeat(64),
    userId: 'bob',
    expire: 3_600,
    now: server.clock.now(),
  });
  const back = await server.login('bob', { userSig, resume: { deviceId, token, seq: 0 } });
  expect(back.of('refused')).toMatchObject([{ code: 70009 }]);
});
