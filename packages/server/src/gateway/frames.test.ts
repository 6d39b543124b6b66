import { DEFAULT_POLICY } from '@ringback/calls';
import { describe, expect, test } from 'vitest';
import type { CommitResult } from '../store/contract.js';
import { settled } from '../system/testing/virtual-clock.js';
import { drawId } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';
import { storeWith } from './testing/store-with.js';

describe('after login', () => {
  test('unknown frames and fields are ignored, and counted', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await ann.say({ t: 'from-the-future', anything: { at: 'all' } });
    await ann.say({ t: 'login', v: 1 });
    await ann.say({ t: '__proto__' });
    await ann.say({ t: 'pong', mood: 'good' });
    expect(await ann.command({ op: 'alone', alone: true, mood: 'good' } as never)).toMatchObject({
      result: {},
    });
    expect(ann.order).toEqual(['welcome', 'reply']);
    ann.socket.drop();
    expect(server.lines.at(-1)).toMatchObject({ msg: 'link ended', unknown: 3, faults: 0, user: 'ann' });
  });

  test('a malformed frame is answered by its id where that can be read, and the link lives', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await ann.say({ t: 'request', id: 'r1', request: { ask: 'profiles', userIds: [] } });
    await ann.say({ t: 'command', id: drawId(), command: { ...calling(['bob']), roomId: -1 } });
    await ann.say({ t: 'command', id: drawId(), command: { op: 'explode' } });
    await ann.say({ t: 'command', id: 'too-short', command: { op: 'logout' } });
    await ann.say({ t: 'command', id: 'x'.repeat(65), command: { op: 'logout' } });
    await ann.say({ t: 'ack', seq: 'one' });
    await ann.say({ t: 'signal', callId: '../..', to: 'bob', signal: {} });
    await ann.say({});
    await ann.say('[1]');
    await ann.say('"text"');
    const errors = ann.of<{ error: { code: number; message: string } }>('reply').map(({ error }) => error);
    expect(errors.map(({ code }) => code)).toEqual([101002, 101002, 101002, 101002]);
    expect(errors.map(({ message }) => message.split(':')[0])).toEqual([
      'request.userIds',
      'command.roomId',
      'command.op',
      'id',
    ]);
    expect(ann.of('fault')).toHaveLength(6);
    expect(await ann.request({ ask: 'profiles', userIds: ['ann'] })).toMatchObject({ result: {} });
  });

  test('what was wrong with a value is told without the value', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await ann.say({
      t: 'command',
      id: drawId(),
      command: { op: 'accept', callId: 'hush hush', publish: PUBLISH },
    });
    expect(JSON.stringify(ann.socket.frames)).not.toContain('hush');
  });

  test('what was wrong with an entry is told without its key', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    const command = { ...calling(['bob']), offers: { [`hush ${'x'.repeat(20_000)}`]: 1 } };
    await ann.say({ t: 'command', id: drawId(), command });
    const [reply] = ann.of<{ error: { message: string } }>('reply');
    expect(reply?.error.message).toMatch(/^command\.offers\.\*: /);
  });

  test('too many malformed frames close the link', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    for (let n = 0; n < 19; n += 1) await ann.say({ t: 'ack' });
    expect(ann.closedWith).toBeUndefined();
    await ann.say({ t: 'ack' });
    expect(ann.closedWith).toBe(4400);
  });

  test.each([
    ['no JSON', 'no json'],
    ['half of it', '{"t":"pong"'],
    ['bytes', Buffer.from('{"t":"pong"}')],
    ['more than 64 kB', JSON.stringify({ t: 'pong', padding: 'x'.repeat(66_000) })],
    ['deep nonsense', '['.repeat(60_000)],
  ])('%s closes that link, says why, and closes no other', async (_what, message) => {
    const server = await TestServer.start();
    const eve = await server.login('eve');
    const bystander = await server.login('bob');
    await eve.say(message);
    expect(eve.order).toEqual(['welcome', 'fault']);
    expect(eve.closedWith).toBe(4400);
    await eve.say({ t: 'command', id: drawId(), command: calling(['bob']) });
    expect(bystander.heard).toEqual([]);
    expect(bystander.closedWith).toBeUndefined();
  });

  test('64 kB are taken', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await ann.say({
      t: 'request',
      id: 'r',
      request: { ask: 'profiles', userIds: ['ann'] },
      padding: 'x'.repeat(65_000),
    });
    expect(ann.of('reply')).toHaveLength(1);
  });

  test('another user’s call id gives the answer of one that does not exist', async () => {
    const server = await TestServer.start();
    const [ann, bob, eve] = [await server.login('ann'), await server.login('bob'), await server.login('eve')];
    await ann.command(calling(['bob']));
    const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
    const ring = bob.events[0]?.e === 'received' ? bob.events[0].ring : '';
    const answersFor = async (guess: string) => [
      await eve.command({ op: 'accept', callId: guess, publish: PUBLISH }, `accept-${guess}`),
      await eve.command({ op: 'hangup', callId: guess, ring }, `hangup-${guess}`),
      await eve.command({ op: 'reject', callId: guess, ring }, `reject-${guess}`),
      await eve.command({ op: 'switchType', callId: guess, type: 2 }, `switch-${guess}`),
      await eve.command({ op: 'publish', callId: guess, publish: PUBLISH }, `publish-${guess}`),
      await eve.command({ op: 'alerted', callId: guess }, `alerted-${guess}`),
      await eve.command({ op: 'join', callId: guess, publish: PUBLISH }, `join-${guess}`),
    ];
    const withoutIds = (answers: unknown) =>
      JSON.parse(JSON.stringify(answers), (key, value) => (key === 'id' ? 0 : value));
    const before = bob.heard.length;
    const real = withoutIds(await answersFor(callId));
    expect(real).toEqual(withoutIds(await answersFor('A'.repeat(22))));
    expect(bob.heard).toHaveLength(before);
    expect(await bob.command({ op: 'accept', callId, publish: PUBLISH })).toMatchObject({ result: {} });
  });

  test('the same user id in another app is another user', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    expect(await ann.command(calling(['zoe']))).toMatchObject({ error: { code: 8021 } });
    expect(await ann.request({ ask: 'profiles', userIds: ['zoe'] })).toMatchObject({
      result: { profiles: [] },
    });
  });
});

describe('commands', () => {
  test('are answered in the entry of their commit, before its events, or by a reply', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const { callId } = (ann.inbox[0]!.answer!.result as { call: { callId: string } }).call;
    const id = drawId();
    await bob.command({ op: 'accept', callId, publish: PUBLISH }, id);
    expect(bob.inbox.at(-1)).toMatchObject({
      answer: { id },
      events: [{ e: 'begin' }, { e: 'userEnter' }, {}],
    });
    expect(bob.of('reply')).toEqual([]);
    expect(await ann.command({ op: 'alone', alone: false })).toMatchObject({ t: 'reply', result: {} });
  });

  test('G-08 that are repeated get the first answer and ring nobody twice', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    const id = drawId();
    const first = await ann.command(calling(['bob']), id);
    await ann.say({ t: 'command', id, command: calling(['bob']) });
    expect(ann.of('reply')).toEqual([{ t: 'reply', id, result: (first as { result: unknown }).result }]);
    expect(bob.heard).toEqual(['received']);
  });

  test('that are refused say why', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    expect(await ann.command(calling(['nobody']))).toMatchObject({
      error: { code: 8021, message: expect.stringContaining('nobody') },
    });
    expect(server.lines.at(-1)).toMatchObject({ user: 'ann', op: 'call', code: 8021 });
  });

  test('that fail unforeseen are answered, and the link lives', async () => {
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          commit: (appId, input) =>
            input.from === 'device' ? Promise.reject(new Error('secret detail')) : store.commit(appId, input),
        }),
    });
    const ann = await server.login('ann');
    const answer = await ann.command({ op: 'logout' });
    expect(answer).toMatchObject({ error: { code: 101001 } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(ann.closedWith).toBeUndefined();
  });

  test('are taken to a bound at once; what is beyond is refused and has not happened', async () => {
    const answers: (() => void)[] = [];
    const server = await TestServer.start({
      policy: { limits: { ...DEFAULT_POLICY.limits, commandsPer10s: 0 } },
      wrap: (store) =>
        storeWith(store, {
          commit: async (appId, input) => {
            if (input.from === 'device') await new Promise<void>((resolve) => answers.push(resolve));
            return store.commit(appId, input);
          },
        }),
    });
    const ann = await server.login('ann');
    for (let n = 0; n < 40; n += 1)
      await ann.say({ t: 'command', id: drawId(), command: { op: 'alone', alone: false } });
    expect(answers).toHaveLength(32);
    expect(ann.of('reply')).toHaveLength(8);
    expect(ann.of('reply')[0]).toMatchObject({ error: { code: -1408 } });
    for (const answer of answers) answer();
    await settled();
    expect(ann.of('reply')).toHaveLength(40);
  });

  test('S1-32 a logout is answered, then its link is closed', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    expect(await ann.command({ op: 'logout' })).toMatchObject({ t: 'reply', result: {} });
    expect(ann.order).toEqual(['welcome', 'reply']);
    expect(ann.closedWith).toBe(4410);
    expect(await server.store.usersWithDevices(APP.sdkAppId)).toEqual([]);
    const again = await server.resume('ann', ann);
    expect(again.welcome).toMatchObject({ resumed: false });
    expect(again.welcome.deviceId).not.toBe(ann.welcome.deviceId);
  });

  test('S1-32 a logout whose answer never comes closes the link all the same', async () => {
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          async commit(appId, input): Promise<CommitResult> {
            const result = await store.commit(appId, input);
            return input.from === 'device' ? new Promise(() => {}) : result;
          },
        }),
    });
    const ann = await server.login('ann');
    await ann.command({ op: 'logout' });
    expect(ann.closedWith).toBeUndefined();
    await server.tick(2_000);
    expect(ann.closedWith).toBe(4410);
  });
});

describe('requests', () => {
  test('profiles and recent calls are answered by id', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    expect(await ann.request({ ask: 'setProfile', nick: 'Ann\u202e' })).toMatchObject({
      result: { profile: { userId: 'ann', nick: 'Ann', avatar: '' } },
    });
    expect(await ann.request({ ask: 'setProfile', avatar: 'http://x.example/a.png' })).toMatchObject({
      error: { code: -1202, message: expect.stringContaining('avatar') },
    });
    expect(await ann.request({ ask: 'recentCalls', limit: 10 })).toMatchObject({ result: { records: [] } });
  });
});
