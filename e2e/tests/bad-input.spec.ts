import { randomBytes } from 'node:crypto';
import { signUserSig } from '@ringback/server';
import { RawClient } from '../fixtures/raw.js';
import { APP, expect, signFor, test } from '../fixtures/test.js';

const id = () => randomBytes(16).toString('base64url');

const loginFrame = (userId: string, change: Record<string, unknown> = {}) => ({
  t: 'login',
  v: 1,
  sdkAppId: APP.sdkAppId,
  userId,
  userSig: signFor(userId),
  ...change,
});

async function loggedIn(url: string, userId: string): Promise<RawClient> {
  const client = await new RawClient(url).open();
  client.send(loginFrame(userId));
  await client.expectFrame({ t: 'welcome' });
  return client;
}

test('a wrong UserSig is refused with its code, and the link is closed', async ({ ringback }) => {
  const other = { ...APP, secretKey: 'another key'.padEnd(64, '0') };
  const now = Date.now();
  const cases: [Record<string, unknown>, number][] = [
    [{ userSig: 'not-a-sig' }, 70003],
    [{ sdkAppId: 1400000001 }, 70014],
    [{ userSig: signFor('mallory') }, 70013],
    [{ userSig: signUserSig({ ...APP, userId: 'eve', expire: 60, now: now - 120_000 }) }, 70001],
    [{ userSig: signUserSig({ ...other, userId: 'eve', expire: 60, now }) }, 70009],
  ];
  for (const [change, code] of cases) {
    const client = await new RawClient(ringback.url).open();
    client.send(loginFrame('eve', change));
    const refused = await client.expectFrame({ t: 'refused', code });
    expect(JSON.stringify(refused)).not.toContain(APP.secretKey);
    await client.expectClosed(4401);
  }
});

test('another version of the protocol is told both versions', async ({ ringback }) => {
  const client = await new RawClient(ringback.url).open();
  client.send({ t: 'login', v: 99 });
  const refused = await client.expectFrame({ t: 'refused' });
  expect(refused.message).toMatch(/99.*1|1.*99/);
  await client.expectClosed(4401);
});

test('before login: another frame, a large one, or bytes close the link', async ({ ringback }) => {
  for (const frame of [{ t: 'ack', seq: 1 }, 'no json', loginFrame('eve', { padding: 'x'.repeat(9_000) })]) {
    const client = await new RawClient(ringback.url).open();
    client.send(frame);
    await expect.poll(() => client.closed).toBeGreaterThanOrEqual(1009);
    expect(client.frames.map((each) => each.t)).not.toContain('welcome');
  }
});

test('after login: malformed and unknown frames get an error or are ignored, and the link lives', async ({
  ringback,
}) => {
  const client = await loggedIn(ringback.url, `eve-${id()}`.slice(0, 20));
  client.send({ t: 'from-the-future', anything: true });
  client.send({ t: 'request', id: 'r1', request: { ask: 'profiles', userIds: [] } });
  client.send({ t: 'command', id: id(), command: { op: 'call' } });
  client.send({ t: 'ack', seq: 'one' });
  client.send({ t: 'request', id: 'r2', request: { ask: 'profiles', userIds: ['nobody'] } });
  const reply = await client.expectFrame({ t: 'reply', id: 'r2' });
  expect(reply.result).toEqual({ profiles: [] });
  const bad = await client.expectFrame({ t: 'reply', id: 'r1' });
  expect(bad.error).toMatchObject({ code: 101002, message: expect.stringContaining('userIds') });
  expect(client.closed).toBeUndefined();
  client.close();
});

test('an oversized frame closes that link and no other', async ({ ringback }) => {
  const client = await loggedIn(ringback.url, 'eve-large');
  const bystander = await loggedIn(ringback.url, 'bystander');
  client.send({ t: 'request', id: 'x', request: { ask: 'setProfile', nick: 'x'.repeat(70_000) } });
  await expect.poll(() => client.closed).toBeDefined();
  bystander.send({ t: 'request', id: 'r', request: { ask: 'profiles', userIds: ['bystander'] } });
  await bystander.expectFrame({ t: 'reply', id: 'r' });
  bystander.close();
});

test('a replayed command gets the first answer and rings nobody twice', async ({ ringback, person }) => {
  const b = await person('bob');
  const client = await loggedIn(ringback.url, 'replayer');
  const frame = {
    t: 'command',
    id: id(),
    command: {
      op: 'call',
      userIds: [b.userID],
      type: 1,
      groupId: '',
      roomId: 0,
      strRoomId: '',
      timeout: 30,
      userData: '',
      publish: { audio: true, video: false },
    },
  };
  client.send(frame);
  await b.heard('RECEIVED');
  client.send(frame);
  client.send({ t: 'request', id: 'r', request: { ask: 'profiles', userIds: ['nobody'] } });
  await client.expectFrame({ t: 'reply', id: 'r' });
  expect(await b.told()).toHaveLength(1);
  client.close();
});

test('another user’s call id gives nothing away', async ({ ringback, person }) => {
  const a = await person('alice');
  const b = await person('bob');
  const outcome = await a.call(b.userID);
  const callId = outcome.ok ? String(outcome.value.callId) : '';
  await b.heard('RECEIVED');
  const eve = await loggedIn(ringback.url, 'eve-guess');
  for (const guess of [callId, id()]) {
    for (const command of [
      { op: 'accept', callId: guess, publish: { audio: true, video: true } },
      { op: 'switchType', callId: guess, type: 1 },
      { op: 'hangup', callId: guess },
    ]) {
      eve.send({ t: 'command', id: `${guess.slice(0, 16)}-${command.op}`, command });
    }
    eve.send({ t: 'signal', callId: guess, to: a.userID, signal: { kind: 'candidates', candidates: [] } });
  }
  await expect.poll(() => eve.frames.filter((frame) => frame.t === 'reply').length).toBe(6);
  const answers = eve.frames.filter((frame) => frame.t === 'reply').map(({ id: _, ...answer }) => answer);
  expect(answers.slice(0, 3)).toEqual(answers.slice(3));
  expect(await b.run('accept')).toMatchObject({ ok: true });
  eve.close();
});

test('a foreign origin is refused by name; localhost and programs are not', async ({ ringback }) => {
  const foreign = new RawClient(ringback.url, 'https://evil.example');
  await expect.poll(() => foreign.refusedStatus).toBe(403);
  const response = await fetch(`${ringback.url}/healthz`);
  expect(response.status).toBe(200);
  await new RawClient(ringback.url, 'http://localhost:5173').open();
  await new RawClient(ringback.url).open();
});
