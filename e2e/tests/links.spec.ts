import type { Person } from '../fixtures/person.js';
import { ServerProcess } from '../fixtures/process.js';
import { Network } from '../fixtures/proxy.js';
import { APP, test as base, expect, HASTY, type LoginOptions, SINGLE } from '../fixtures/test.js';

interface Fixtures {
  /** The network between the server and whoever logs in through it. */
  readonly network: Network;
}

const test = base.extend<Fixtures>({
  network: async ({ ringback }, use) => {
    const proxy = await Network.start(ringback.port);
    await use(proxy);
    await proxy.close();
  },
});

type Open = (name: string, options?: LoginOptions) => Promise<Person>;

/** What says how the call went on. */
const DECISIVE = /ON_CALL_BEGIN|USER_ENTER|USER_LEAVE|CALLING_END|CANCEL|RECEIVED|KICKED_OUT/;

const decisive = async (person: Person): Promise<string[]> =>
  (await person.told()).filter((event) => DECISIVE.test(event));

const expectDecisive = (person: Person, ...expected: readonly string[]) =>
  expect.poll(() => decisive(person), { timeout: 30_000 }).toEqual(expected);

async function talk(a: Person, b: Person): Promise<void> {
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await b.heard('USER_ENTER');
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
  await a.forget();
  await b.forget();
}

/** Alice and Bob talk; Bob's link goes through the network. */
async function talking(person: Open, network: Network, options: LoginOptions = {}) {
  const a = await person('alice', options);
  const b = await person('bob', { ...options, through: network.url });
  await talk(a, b);
  return { a, b };
}

test('S1-27 a link that is cut and comes back: both are told, sound flows all the time, the call goes on', async ({
  person,
  network,
}) => {
  const { a, b } = await talking(person, network);
  network.cut();
  await b.expectLink('reconnecting');
  await a.heard(`ON_USER_LINK_CHANGED{${b.userID}, false}`);
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
  network.restore();
  await b.expectLink('connected');
  await a.heard(`ON_USER_LINK_CHANGED{${b.userID}, true}`);
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
  expect([await decisive(a), await decisive(b)]).toEqual([[], []]);
  await b.run('hangup');
  await expectDecisive(a, `USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 1}`);
  await expectDecisive(b, `CALLING_END{${b.userID}, 1}`);
});

test('S1-17 a half-open link for 10 s: nothing ends, sound flows all the time', async ({
  person,
  network,
}) => {
  const { a, b } = await talking(person, network);
  network.silence();
  const since = Date.now();
  await a.heard(`ON_USER_LINK_CHANGED{${b.userID}, false}`);
  expect(Date.now() - since).toBeLessThan(10_500);
  await b.expectLink('reconnecting');
  while (Date.now() - since < 10_000) {
    await a.expectMedia({ audio: true });
    await b.expectMedia({ audio: true });
  }
  network.restore();
  await b.expectLink('connected');
  await a.heard(`ON_USER_LINK_CHANGED{${b.userID}, true}`);
  await a.run('openCamera', 'local');
  await b.heard(`VIDEO{${a.userID}, true}`);
  await b.expectMedia({ audio: true, frames: true });
  expect([await decisive(a), await decisive(b)]).toEqual([[], []]);
});

test('S2-20 taken over by another device while the link of the old one is cut: sound on the new path, and the old device ends on its return', async ({
  person,
  network,
}) => {
  const { a, b } = await talking(person, network);
  network.cut();
  await a.heard(`ON_USER_LINK_CHANGED{${b.userID}, false}`);
  const phone = await person('bob', { device: 'phone' });
  const live = await phone.run('getLiveCalls');
  const [call] = live.ok ? (live.value as unknown as { readonly callId: string }[]) : [];
  expect(await phone.run('join', { callId: call?.callId })).toMatchObject({ ok: true });
  await a.heard(`ON_USER_LINK_CHANGED{${b.userID}, true}`);
  await phone.expectMedia({ audio: true });
  await a.expectMedia({ audio: true });
  network.restore();
  await expectDecisive(b, `CALLING_END{${b.userID}, 7}`);
  await b.expectReleased();
  await phone.expectMedia({ audio: true });
  expect(await decisive(a)).toEqual([]);
});

test('S1-17 gone for longer than the grace time, S1-30 and the call ends on both sides, once', async ({
  person,
  network,
}) => {
  const { a, b } = await talking(person, network, { app: HASTY });
  network.cut();
  await expectDecisive(a, `USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 4}`);
  await a.expectReleased();
  await expectDecisive(b, `CALLING_END{${b.userID}, 4}`);
  await b.expectLink('lost');
  await b.expectReleased();
  network.restore();
  await b.expectLink('connected');
  await a.forget();
  await b.forget();
  await a.call(b.userID);
  await expectDecisive(b, `RECEIVED{${a.userID}}`);
});

test('S1-17 back when the call is over already: CALLING_END with the server’s reason, once', async ({
  person,
  network,
}) => {
  const { a, b } = await talking(person, network, { app: HASTY });
  network.cut();
  await b.expectLink('reconnecting');
  await a.run('hangup');
  await a.heard('CALLING_END');
  network.restore();
  await expectDecisive(b, `USER_LEAVE{${a.userID}}`, `CALLING_END{${a.userID}, 1}`);
  await b.expectReleased();
});

test('S1-18 the calling device is gone while it rings: both end with 4, the caller when he is back', async ({
  person,
  network,
}) => {
  const a = await person('alice', { app: HASTY, through: network.url });
  const b = await person('bob', { app: HASTY });
  await a.call(b.userID);
  await b.heard('RECEIVED');
  network.cut();
  await expectDecisive(b, `RECEIVED{${a.userID}}`, `CANCEL{${b.userID}, 4}`);
  expect(await decisive(a)).toEqual([]);
  network.restore();
  await expectDecisive(a, `CANCEL{${a.userID}, 4}`);
});

test('S1-19 another login takes over a device that is in a call', async ({ person }) => {
  const a = await person('alice', { app: SINGLE });
  const b = await person('bob', { app: SINGLE });
  await talk(a, b);
  await person('bob', { app: SINGLE, device: 'phone' });
  await expectDecisive(b, `CALLING_END{${b.userID}, 1}`, 'KICKED_OUT');
  await expectDecisive(a, `USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 1}`);
  await b.expectReleased();
  await a.expectReleased();
});

test('S1-19 another login takes over a device that calls: both sides end with 4', async ({ person }) => {
  const a = await person('alice', { app: SINGLE });
  const b = await person('bob', { app: SINGLE });
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await person('alice', { app: SINGLE, device: 'phone' });
  await expectDecisive(a, `CANCEL{${a.userID}, 4}`, 'KICKED_OUT');
  await expectDecisive(b, `RECEIVED{${a.userID}}`, `CANCEL{${b.userID}, 4}`);
  await a.expectReleased();
});

test('S1-19 another login takes over a device that rings: it ends there, and the ring goes on at the other', async ({
  person,
}) => {
  const a = await person('alice', { app: SINGLE });
  const b = await person('bob', { app: SINGLE });
  await a.call(b.userID);
  await b.heard('RECEIVED');
  const phone = await person('bob', { app: SINGLE, device: 'phone' });
  await expectDecisive(b, `RECEIVED{${a.userID}}`, `CANCEL{${b.userID}, 4}`, 'KICKED_OUT');
  await expectDecisive(phone, `RECEIVED{${a.userID}}`);
  expect(await phone.run('accept')).toMatchObject({ ok: true });
  await a.heard(`USER_ENTER{${b.userID}}`);
  await a.expectMedia({ audio: true });
  await phone.expectMedia({ audio: true });
});

test('S1-19 G-11 a device that is taken over while its link is down learns it, and does not come back', async ({
  person,
  network,
}) => {
  const { a, b } = await talking(person, network, { app: SINGLE });
  network.cut();
  await b.expectLink('reconnecting');
  const phone = await person('bob', { app: SINGLE, device: 'phone' });
  await expectDecisive(a, `USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 1}`);
  network.restore();
  await expectDecisive(b, `CALLING_END{${b.userID}, 1}`, 'KICKED_OUT');
  await a.forget();
  await a.call(b.userID);
  await phone.heard('RECEIVED');
  expect(await phone.run('reject')).toMatchObject({ ok: true });
});

test('S1-31 a ring is shown once over a short break, and its window may end meanwhile', async ({
  person,
  network,
}) => {
  const a = await person('alice');
  const b = await person('bob', { through: network.url });
  await a.call(b.userID, { timeout: 8 });
  await b.heard('RECEIVED');
  network.cut();
  await b.expectLink('reconnecting');
  network.restore();
  await b.expectLink('connected');
  network.cut();
  await expectDecisive(a, `CANCEL{${a.userID}, 3}`);
  network.restore();
  await expectDecisive(b, `RECEIVED{${a.userID}}`, `CANCEL{${b.userID}, 3}`);
});

test('a slow network: the call begins and ends all the same', async ({ person, network }) => {
  network.slow(400);
  const { a, b } = await talking(person, network);
  await b.run('hangup');
  await expectDecisive(a, `USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 1}`);
  await expectDecisive(b, `CALLING_END{${b.userID}, 1}`);
});

base('S1-25 the server is killed and started again: a call and a ring go on', async ({ person }) => {
  const server = await ServerProcess.start([{ ...APP }]);
  try {
    const through = server.url;
    const [a, b] = [await person('alice', { through }), await person('bob', { through })];
    const [c, d] = [await person('cid', { through }), await person('dan', { through })];
    await talk(a, b);
    await c.call(d.userID, { timeout: 60 });
    await d.heard('RECEIVED');
    await server.kill();
    for (const someone of [a, b, c, d]) await someone.expectLink('reconnecting');
    await a.expectMedia({ audio: true });
    await b.expectMedia({ audio: true });
    await server.start();
    for (const someone of [a, b, c, d]) await someone.expectLink('connected');
    expect(await d.run('accept')).toMatchObject({ ok: true });
    await c.heard(`USER_ENTER{${d.userID}}`);
    await c.expectMedia({ audio: true });
    await d.expectMedia({ audio: true });
    await a.expectMedia({ audio: true });
    expect([await decisive(a), await decisive(b)]).toEqual([[], []]);
    await a.run('hangup');
    await expectDecisive(b, `USER_LEAVE{${a.userID}}`, `CALLING_END{${a.userID}, 1}`);
  } finally {
    await server.close();
  }
});
