import { describe, expect, test } from 'vitest';
import { settled } from '../system/testing/virtual-clock.js';
import type { Client } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';
import { storeWith } from './testing/store-with.js';

/** Ann and Bob talk. */
async function talking(server: TestServer): Promise<{ ann: Client; bob: Client; callId: string }> {
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob']));
  const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
  await bob.command({ op: 'accept', callId, publish: PUBLISH });
  return { ann, bob, callId };
}

const OFFER =
  'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n';

describe('S1-17 a link that comes back', () => {
  test('goes on where it broke: nothing is missed, nothing comes twice', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    bob.socket.drop();
    await ann.command({ op: 'publish', callId, publish: { audio: false, video: false } });
    await ann.command({ op: 'publish', callId, publish: { audio: true, video: false } });
    await server.tick(1_000);
    const back = await server.resume('bob', bob);
    expect(back.welcome).toMatchObject({ resumed: true, deviceId: bob.welcome.deviceId });
    expect(back.welcome.token).not.toBe(bob.welcome.token);
    expect(back.order).toEqual(['welcome', 'inbox', 'inbox']);
    const last = bob.inbox.at(-1)!.seq;
    expect(back.inbox.map(({ seq }) => seq)).toEqual([last + 1, last + 2]);
    expect(back.heard).toEqual(['available', 'available']);
    await server.tick(60_000);
    expect(ann.heard).not.toContain('userLeave');
  });

  test('gets again what it has received and not processed', async () => {
    const server = await TestServer.start();
    const { bob } = await talking(server);
    bob.socket.drop();
    const back = await server.resume('bob', bob, { seq: 1 });
    expect(back.inbox).toEqual(bob.inbox.slice(1));
  });

  test('S1-06 S1-31 hears nothing of a ring that came and ended meanwhile, and the end of one that it shows', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    bob.socket.drop();
    const callAndHangUp = async () => {
      await ann.command(calling(['bob']));
      const callId = (await server.store.callOf(APP.sdkAppId, 'ann'))?.callId ?? '';
      await ann.command({ op: 'hangup', callId });
    };
    await callAndHangUp();
    const back = await server.resume('bob', bob);
    expect(back.heard).toEqual([]);
    expect(back.inbox.map(({ seq }) => seq)).toEqual([1, 2]);

    await ann.command(calling(['bob']));
    const callId = back.events[0]?.e === 'received' ? back.events[0].call.callId : '';
    back.socket.drop();
    await ann.command({ op: 'hangup', callId });
    await callAndHangUp();
    const again = await server.resume('bob', back);
    expect(again.events).toMatchObject([{ e: 'canceled', call: { callId }, reason: 6 }]);
    expect(again.inbox.map(({ seq }) => seq)).toEqual([4, 5, 6]);

    again.socket.drop();
    const cid = await server.login('cid');
    await cid.command(calling(['bob']));
    expect((await server.resume('bob', again)).heard).toEqual(['received']);
  });

  describe('of two at once', () => {
    /** Bob's page comes back, and before that is done a page that was loaded anew. */
    async function twoOfBob() {
      let waits = true;
      const server = await TestServer.start({
        wrap: (store) =>
          storeWith(store, {
            async inbox(address, afterSeq) {
              const read = await store.inbox(address, afterSeq);
              if (waits) await settled();
              waits = false;
              return read;
            },
          }),
      });
      const { ann, bob, callId } = await talking(server);
      bob.socket.drop();
      const [first, second] = [server.connect(), server.connect()];
      const { deviceId, token } = bob.welcome;
      const claim = { deviceId, token, seq: bob.inbox.at(-1)!.seq };
      first.socket.say(server.loginFrame('bob', { resume: claim }));
      second.socket.say(server.loginFrame('bob', { resume: { ...claim, seq: null, restores: true } }));
      const speaks = (client: Client) =>
        client.command({ op: 'publish', callId, publish: { audio: false, video: false } });
      return { server, ann, first, second, speaks };
    }

    test('the one that is committed last is the device’s, however long the other took', async () => {
      const { server, ann, first, second, speaks } = await twoOfBob();
      await settled();
      await settled();
      expect([first.closedWith, second.closedWith]).toEqual([4409, undefined]);
      expect(await speaks(second)).toMatchObject({ result: {} });
      second.socket.drop();
      await server.tick(30_000);
      expect(ann.heard.slice(-2)).toEqual(['userLeave', 'ended']);
    });

    test('one that is over by its turn takes the device from nobody', async () => {
      const { first, second, speaks } = await twoOfBob();
      await Promise.resolve();
      second.socket.drop();
      await settled();
      await settled();
      expect(first.closedWith).toBeUndefined();
      expect(await speaks(first)).toMatchObject({ result: {} });
    });
  });

  test('gets what is committed while it comes back, in order and once', async () => {
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          async inbox(address, afterSeq) {
            const before = await store.inbox(address, afterSeq);
            await settled();
            return before;
          },
        }),
    });
    const { ann, bob, callId } = await talking(server);
    bob.socket.drop();
    await ann.command({ op: 'publish', callId, publish: { audio: false, video: false } });
    const back = server.connect();
    const { deviceId, token } = bob.welcome;
    const { seq } = bob.inbox.at(-1)!;
    back.socket.say(server.loginFrame('bob', { resume: { deviceId, token, seq } }));
    for (const audio of [true, false, true]) {
      ann.socket.say({
        t: 'command',
        id: `publish-${audio}-${seq}`.padEnd(20, 'x'),
        command: { op: 'publish', callId, publish: { audio, video: audio } },
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await settled();
    await settled();
    expect(back.order[0]).toBe('welcome');
    const numbers = back.inbox.map((entry) => entry.seq);
    expect(numbers).toEqual(numbers.map((_, index) => seq + 1 + index));
    expect(numbers.length).toBeGreaterThan(2);
  });

  test('replaces a link that is still there, whose end is no loss', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    const back = await server.resume('bob', bob);
    expect(bob.closedWith).toBe(4409);
    await server.tick(30_000);
    expect(ann.heard).not.toContain('userLink');
    expect(await back.command({ op: 'hangup', callId })).toMatchObject({ result: {} });
  });

  test('G-16 a command on the older link does nothing', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    await server.resume('bob', bob);
    await bob.command({ op: 'hangup', callId });
    expect(ann.heard).not.toContain('userLeave');
  });

  test('after the grace time is a new device, and its page learns that', async () => {
    const server = await TestServer.start();
    const { ann, bob } = await talking(server);
    bob.socket.drop();
    await server.tick(20_000);
    expect(ann.events.at(-1)).toMatchObject({ e: 'ended', userId: 'bob', reason: 4 });
    const back = await server.resume('bob', bob);
    expect(back.welcome.resumed).toBe(false);
    expect(back.welcome.deviceId).not.toBe(bob.welcome.deviceId);
    expect(back.heard).toEqual([]);
  });

  test('after a server was killed and started again goes on (S1-25)', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    await server.restart();
    const [annBack, bobBack] = [await server.resume('ann', ann), await server.resume('bob', bob)];
    expect(annBack.welcome.resumed).toBe(true);
    await annBack.signal(callId, 'bob', { kind: 'candidates', candidates: [{ candidate: 'c' }] });
    expect(bobBack.signals).toHaveLength(1);
    await server.tick(2_000);
    expect(annBack.of('ping')).toHaveLength(1);
    await bobBack.command({ op: 'hangup', callId });
    expect(annBack.heard.slice(-2)).toEqual(['userLeave', 'ended']);
  });
});

describe('a claim', () => {
  test('with a wrong token is refused, and disturbs nobody', async () => {
    const server = await TestServer.start();
    const { bob } = await talking(server);
    const liar = await server.resume('bob', bob, { token: 'A'.repeat(43) });
    expect(liar.of('refused')).toMatchObject([{ code: 101002 }]);
    expect(liar.closedWith).toBe(4401);
    expect(bob.closedWith).toBeUndefined();
  });

  test('with a token that was used is good until the device has spoken with the new one: a welcome can be lost', async () => {
    const server = await TestServer.start();
    const { bob, callId } = await talking(server);
    await server.resume('bob', bob);
    const again = await server.resume('bob', bob);
    expect(again.welcome.resumed).toBe(true);
    await again.command({ op: 'alerted', callId });
    const late = await server.resume('bob', bob);
    expect(late.closedWith).toBe(4401);
  });

  test('with a token that was replaced long ago closes both links: somebody has a copy of it', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    const back = await server.resume('bob', bob);
    await back.command({ op: 'alerted', callId });
    await server.tick(60_000);
    const copy = await server.resume('bob', bob);
    expect(copy.of('refused')).toMatchObject([{ code: 101002 }]);
    expect([copy.closedWith, back.closedWith]).toEqual([4401, 4410]);
    expect(back.events.at(-1)).toMatchObject({ e: 'ended', userId: 'bob', reason: 4 });
    expect(ann.events.at(-1)).toMatchObject({ e: 'ended', userId: 'bob', reason: 4 });
  });

  test('for another user’s device is a login of one’s own', async () => {
    const server = await TestServer.start();
    const { bob } = await talking(server);
    const eve = await server.resume('eve', bob);
    expect(eve.welcome.resumed).toBe(false);
    expect(eve.heard).toEqual([]);
    expect(bob.closedWith).toBeUndefined();
  });

  test('S1-30 beyond a gap gets a snapshot, and stays in its call', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    for (const seq of [999, 0]) {
      const [userId, before] = seq === 999 ? (['bob', bob] as const) : (['ann', ann] as const);
      await before.say({ t: 'ack', seq: 2 });
      before.socket.drop();
      const back = await server.resume(userId, before, { seq, callId });
      const { resumed, seq: goesOnAfter, snapshot, over } = back.welcome;
      expect({ resumed, over }).toEqual({ resumed: true });
      expect(snapshot?.events.map(({ e }) => e)).toEqual(['restored', 'begin', 'userEnter', 'available']);
      expect(goesOnAfter).toBe(before.inbox.at(-1)?.seq);
    }
  });

  test('S1-30 beyond a gap hears how the call ended that it shows, and of the ring that it has missed', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    bob.socket.drop();
    await ann.command({ op: 'hangup', callId });
    const cid = await server.login('cid');
    await cid.command(calling(['bob'], { offers: { bob: OFFER } }));
    const back = await server.resume('bob', bob, { seq: 999, callId });
    expect(back.welcome).toMatchObject({ resumed: true, over: { callId, reason: 1, userId: 'ann' } });
    expect(back.welcome.snapshot?.events).toMatchObject([{ e: 'received', sponsor: 'cid' }]);
    expect(back.of('signal')).toMatchObject([{ from: 'cid' }]);
    const [ring] = back.welcome.snapshot?.events ?? [];
    await cid.command({ op: 'hangup', callId: ring?.e === 'received' ? ring.call.callId : '' });
    expect(back.inbox.map((entry) => entry.seq)).toEqual([back.welcome.seq + 1]);
    expect(back.heard).toEqual(['canceled']);
  });

  test('whose inbox cannot be read is refused for now, and the device is kept', async () => {
    let isBroken = false;
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          inbox: (address, afterSeq) =>
            isBroken ? Promise.reject(new Error('gone')) : store.inbox(address, afterSeq),
        }),
    });
    const { ann, bob } = await talking(server);
    bob.socket.drop();
    isBroken = true;
    const back = await server.resume('bob', bob);
    expect(back.of('refused')).toMatchObject([{ code: 101001 }]);
    await server.tick(20_000);
    expect(ann.events.at(-1)).toMatchObject({ e: 'ended', reason: 4 });
  });
});

describe('S1-28 a page that was loaded anew', () => {
  test('begins with its own entry, not with what was for the page before', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    bob.socket.drop();
    await ann.command({ op: 'publish', callId, publish: { audio: false, video: false } });
    const back = await server.resume('bob', bob, { seq: null, restores: true });
    expect(back.welcome).toMatchObject({ resumed: true, seq: back.inbox[0]!.seq - 1 });
    expect(back.heard.slice(0, 3)).toEqual(['restored', 'begin', 'userEnter']);
    await ann.command({ op: 'publish', callId, publish: { audio: true, video: false } });
    expect(back.heard.at(-1)).toBe('available');
    const numbers = back.inbox.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  test('that cannot take up its call has none, and hears nothing of it', async () => {
    const server = await TestServer.start();
    const { ann, bob } = await talking(server);
    const back = await server.resume('bob', bob, { seq: null });
    expect(back.order).toEqual(['welcome']);
    expect(ann.heard.slice(-2)).toEqual(['userLeave', 'ended']);
    await ann.command(calling(['bob']));
    expect(back.heard).toEqual(['received']);
  });

  test('rings again for what rings', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const back = await server.resume('bob', bob, { seq: null });
    expect(back.heard).toEqual(['received']);
  });
});
