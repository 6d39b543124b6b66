import { expect, test } from 'vitest';
import { systemRandom } from '../../system/random.js';
import { VirtualClock } from '../../system/testing/virtual-clock.js';
import { LostLinks } from '../lost-links.js';
import { Sessions } from '../sessions.js';
import { APP, calling, PUBLISH, TestServer } from '../testing/server.js';
import { storeWith } from '../testing/store-with.js';
import { admit } from './admission.js';

/** Sessions that tell how many listeners are left. */
class CountedSessions extends Sessions {
  listening = 0;

  override listen(...args: Parameters<Sessions['listen']>): () => void {
    this.listening += 1;
    const release = super.listen(...args);
    return () => {
      this.listening -= 1;
      release();
    };
  }
}

test.each([
  ['is refused', async () => ({ ok: false, code: 101002, message: 'no' }) as const],
  ['fails', () => Promise.reject(new Error('a bug'))],
])('a login that %s leaves nobody listening', async (_what, commit) => {
  const server = await TestServer.start();
  const sessions = new CountedSessions();
  const store = storeWith(server.store, { commit });
  const clock = new VirtualClock();
  const lost = new LostLinks(store, clock, { error: () => {} } as never);
  const parts = { store, clock, random: systemRandom, sessions, lost };
  const resume = { deviceId: 'd'.repeat(22), token: 't'.repeat(43), seq: 1 };
  for (const login of [{ userId: 'ann' }, { userId: 'ann', resume }]) {
    await admit(parts, { appId: APP.sdkAppId, linkId: 'link', login, hasExpired: false }).catch(() => {});
    expect(sessions.listening).toBe(0);
  }
});

test('a link that is taken up needs what it has processed no longer', async () => {
  const server = await TestServer.start();
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob']));
  const back = await server.resume('bob', bob);
  const device = { appId: APP.sdkAppId, userId: 'bob', deviceId: back.welcome.deviceId };
  expect(await server.store.inbox(device, 0)).toMatchObject({ kind: 'gap' });
  expect(await server.store.inbox(device, 1)).toEqual({ kind: 'entries', entries: [] });
});

test('only what was sent can be acknowledged', async () => {
  const acknowledged: number[] = [];
  const server = await TestServer.start({
    wrap: (store) =>
      storeWith(store, {
        acknowledge: async (device, seq) => {
          acknowledged.push(seq);
          return store.acknowledge(device, seq);
        },
      }),
  });
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob']));
  await bob.say({ t: 'ack', seq: 1_000 });
  expect(acknowledged).toEqual([1]);
});

test('a link that was replaced, or whose device is gone, commits no loss', async () => {
  const lost: string[] = [];
  const server = await TestServer.start({
    wrap: (store) =>
      storeWith(store, {
        commit: (appId, input) => {
          if (input.from === 'link' && input.kind === 'lost') lost.push(input.userId);
          return store.commit(appId, input);
        },
      }),
  });
  const [ann, bob, cid] = [await server.login('ann'), await server.login('bob'), await server.login('cid')];
  await server.resume('ann', ann);
  await bob.command({ op: 'logout' });
  cid.socket.drop();
  expect([ann.closedWith, bob.closedWith, lost]).toEqual([4409, 4410, ['cid']]);
});

test('S1-16 an accept over a link that is over by then is answered on the next one', async () => {
  const server = await TestServer.start();
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob']));
  const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
  const accept = {
    t: 'command',
    id: 'accept'.padEnd(22, 'x'),
    command: { op: 'accept', callId, publish: PUBLISH },
  };
  bob.socket.say(accept);
  bob.socket.drop();
  const back = await server.resume('bob', bob);
  await back.say(accept);
  expect(back.inbox[0]).toMatchObject({ answer: { id: accept.id } });
  expect(back.of('reply')).toEqual([{ t: 'reply', id: accept.id, result: back.inbox[0]!.answer!.result }]);
  expect(back.heard.slice(0, 2)).toEqual(['begin', 'userEnter']);
});
