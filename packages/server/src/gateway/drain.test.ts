import { describe, expect, test } from 'vitest';
import { letIn, settled } from '../system/testing/virtual-clock.js';
import { drawId } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';
import { storeWith } from './testing/store-with.js';

describe('a drain', () => {
  test('tells every link to come back, answers what is under way, and changes nobody’s state', async () => {
    let release = () => {};
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          commit: async (appId, input) => {
            if (input.from === 'device' && input.command.op === 'alone') {
              await new Promise<void>((resolve) => {
                release = resolve;
              });
            }
            return store.commit(appId, input);
          },
        }),
    });
    const [ann, bob, idle] = [await server.login('ann'), await server.login('bob'), server.connect()];
    await ann.command(calling(['bob']));
    const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    bob.socket.say({ t: 'command', id: drawId(), command: { op: 'alone', alone: false } });

    const drained = server.gateway.drain();
    await settled();
    expect([ann.closedWith, idle.closedWith]).toEqual([1001, 1001]);
    const hints = [ann, bob, idle].map((link) => link.of('away'));
    // Those who are in a call first.
    expect(hints).toEqual([0, 667, 1_333].map((retryAfterMs) => [{ t: 'away', retryAfterMs }]));
    expect(bob.closedWith).toBeUndefined();
    await bob.say({ t: 'command', id: drawId(), command: { op: 'hangup', callId } });
    release();
    await drained;
    expect(bob.of('reply')).toHaveLength(1);
    expect(bob.closedWith).toBe(1001);
    expect(server.gateway.linkCount()).toBe(0);
    expect(await server.store.presence(APP.sdkAppId)).toEqual([
      { userId: 'ann', linkedDevices: 1, inCall: true },
      { userId: 'bob', linkedDevices: 1, inCall: true },
    ]);

    const late = server.connect();
    expect(late.closedWith).toBe(1001);
  });

  test('S1-25 after it, links that come back within 3 s see nothing of it', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    await server.gateway.drain();
    await server.restart();
    await server.tick(2_000);
    const [annBack, bobBack] = [await server.resume('ann', ann), await server.resume('bob', bob)];
    await server.tick(30_000);
    expect([annBack.heard, bobBack.heard]).toEqual([[], []]);
    expect(annBack.welcome.resumed).toBe(true);
  });

  test('does not wait for who does not answer', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    ann.socket.isDead = true;
    const drained = server.gateway.drain();
    await server.tick(2_000);
    await drained;
    expect(server.gateway.linkCount()).toBe(0);
  });

  test('of a login under way leaves no loss behind', async () => {
    const server = await TestServer.start();
    const client = server.connect();
    client.socket.say(server.loginFrame('ann'));
    await letIn();
    await server.gateway.drain();
    await settled();
    expect(client.closedWith).toBe(1001);
    expect(await server.store.presence(APP.sdkAppId)).toMatchObject([{ linkedDevices: 1 }]);
  });
});

describe('a loss that cannot be stored', () => {
  test('is stored later: nobody stays in a call for ever', async () => {
    let isBroken = false;
    let tries = 0;
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          commit: async (appId, input) => {
            if (input.from !== 'link' || input.kind !== 'lost' || !isBroken)
              return store.commit(appId, input);
            tries += 1;
            if (tries === 1) throw new Error('a bug');
            return { ok: false, code: 101001, message: 'the disk is full' };
          },
        }),
    });
    const ann = await server.login('ann');
    isBroken = true;
    ann.socket.drop();
    await server.tick(4_000);
    expect(tries).toBe(4);
    isBroken = false;
    await server.tick(4_000);
    expect(await server.store.presence(APP.sdkAppId)).toMatchObject([{ linkedDevices: 0 }]);
    const pending = server.clock.pending;
    await server.tick(60_000);
    expect(server.clock.pending).toBeLessThanOrEqual(pending);
  });
});
