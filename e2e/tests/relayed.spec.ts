import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { loadConfig, startServer } from '@ringback/server';
import { type Coturn, coturnPath, SECRET, startCoturn } from '../fixtures/coturn.js';
import type { Person } from '../fixtures/person.js';
import { APP, test as base, expect } from '../fixtures/test.js';

/** Direct paths are forbidden: what arrives has come through a real coturn. */
const test = base.extend<object, { readonly coturn: Coturn }>({
  coturn: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const coturn = await startCoturn();
      await use(coturn);
      await coturn.close();
    },
    { scope: 'worker' },
  ],
  ringback: [
    async ({ coturn }, use) => {
      const app = { ...APP, relayOnly: 'always' };
      const config = loadConfig({
        env: {
          RINGBACK_PORT: '0',
          RINGBACK_HOST: '127.0.0.1',
          RINGBACK_DATA: ':memory:',
          RINGBACK_APPS: JSON.stringify([app]),
          RINGBACK_TURN: JSON.stringify({ urls: coturn.url, secret: SECRET }),
          RINGBACK_LOG_LEVEL: 'error',
        },
      });
      const server = await startServer(config);
      await use({ url: `http://localhost:${server.port}`, port: server.port });
      await server.close();
    },
    { scope: 'worker' },
  ],
});

test.skip(
  coturnPath === null && process.env.CI === undefined,
  'no coturn on this machine (Debian: apt-get install coturn)',
);

interface Path {
  /** Candidate types of the pair that carries the media. */
  readonly selected: readonly [local: string, remote: string] | null;
  /** Of all candidates that either side has told or used. */
  readonly types: readonly string[];
  readonly ufrag: string;
}

/** The one path of the page that is open. */
function pathOf({ page }: Person): Promise<Path> {
  return page.evaluate(async () => {
    const { connections } = window.app as unknown as { connections: RTCPeerConnection[] };
    const open = connections.filter(({ connectionState }) => connectionState !== 'closed');
    if (open.length !== 1) throw new Error(`${open.length} paths are open`);
    const stats = await open[0]!.getStats();
    const reports = [...stats.values()];
    const { selectedCandidatePairId } = reports.find(({ type }) => type === 'transport') ?? {};
    const pair = stats.get(selectedCandidatePairId);
    const typeOf = (id: string): string => stats.get(id)?.candidateType;
    const candidates = reports.filter(({ type }) => /^(local|remote)-candidate$/.test(type));
    return {
      selected: pair ? [typeOf(pair.localCandidateId), typeOf(pair.remoteCandidateId)] : null,
      types: [...new Set(candidates.map(({ candidateType }) => candidateType))],
      ufrag: /a=ice-ufrag:(\S+)/.exec(open[0]!.localDescription?.sdp ?? '')?.[1] ?? '',
    };
  });
}

async function talking(person: (name: string) => Promise<Person>): Promise<{ a: Person; b: Person }> {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await a.run('openCamera', 'local');
  await b.run('openCamera', 'local');
  return { a, b };
}

async function expectRelayed(...people: readonly Person[]): Promise<void> {
  for (const someone of people) {
    await expect
      .poll(() => pathOf(someone))
      .toMatchObject({ selected: ['relay', 'relay'], types: ['relay'] });
    await someone.expectMedia({ audio: true, frames: true });
  }
}

test('two people talk through TURN alone: sound and pictures, and no other address is told', async ({
  person,
}) => {
  const { a, b } = await talking(person);
  await expectRelayed(a, b);
});

test('on another network the path is made anew, and the call goes on', async ({ person }) => {
  const { a, b } = await talking(person);
  await expectRelayed(a, b);
  const before = await pathOf(a);
  await a.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(async () => (await pathOf(a)).ufrag).not.toBe(before.ufrag);
  await expectRelayed(a, b);
  expect(await a.told()).not.toContainEqual(expect.stringContaining('USER_LEAVE'));
});

test('the TURN server dies in a call and comes back: so do sound and pictures, and the call goes on', async ({
  person,
  coturn,
}) => {
  test.setTimeout(120_000);
  const { a, b } = await talking(person);
  await expectRelayed(a, b);
  const before = await pathOf(a);
  await coturn.kill();
  const isBroken = async () => (await a.received()).connected === 0 && (await b.received()).connected === 0;
  await expect.poll(isBroken, { timeout: 40_000 }).toBe(true);
  expect(await a.told()).not.toContainEqual(expect.stringMatching(/USER_LEAVE|CALLING_END|ERROR/));
  await coturn.start();
  const isBack = async () => (await a.received()).connected === 1 && (await b.received()).connected === 1;
  await expect.poll(isBack, { timeout: 40_000 }).toBe(true);
  await expectRelayed(a, b);
  expect((await pathOf(a)).ufrag).not.toBe(before.ufrag);
  for (const someone of [a, b]) {
    expect(await someone.told()).not.toContainEqual(expect.stringMatching(/USER_LEAVE|CALLING_END|ERROR/));
  }
  await b.run('hangup');
  await a.heard(`CALLING_END{${b.userID}, 1}`);
});

test('who rings has no credentials and gathers nothing before the accept', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  const state = () =>
    b.page.evaluate(() => {
      const { connections } = window.app as unknown as { connections: RTCPeerConnection[] };
      return connections.map((pc) => [pc.iceGatheringState, pc.getConfiguration().iceServers]);
    });
  await expect.poll(state).toEqual([['new', []]]);
});

/** As coturn's `use-auth-secret` asks for it. */
function credentials(secret: string, secondsLeft: number) {
  const username = `${Math.floor(Date.now() / 1_000) + secondsLeft}:e2e`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

async function gatheredWith(page: Page, url: string, login: ReturnType<typeof credentials>) {
  return page.evaluate(
    async (server) => {
      const pc = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: 'relay' });
      const types: string[] = [];
      let refused = 0;
      pc.addEventListener('icecandidateerror', ({ errorCode }) => {
        refused = errorCode;
      });
      pc.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type) types.push(candidate.type);
      });
      pc.createDataChannel('any');
      await pc.setLocalDescription();
      if (pc.iceGatheringState !== 'complete') {
        await new Promise<void>((resolve) => {
          pc.addEventListener('icegatheringstatechange', () => {
            if (pc.iceGatheringState === 'complete') resolve();
          });
        });
      }
      pc.close();
      return { types: [...new Set(types)], refused };
    },
    { urls: url, ...login },
  );
}

test('coturn takes no credentials but those that the server makes', async ({ granted, site, coturn }) => {
  const page = await granted.newPage();
  await page.goto(site.url);
  const { url } = coturn;
  expect(await gatheredWith(page, url, credentials(SECRET, 60))).toEqual({ types: ['relay'], refused: 0 });
  expect(await gatheredWith(page, url, credentials('another secret', 60))).toEqual({
    types: [],
    refused: 401,
  });
  expect(await gatheredWith(page, url, credentials(SECRET, -60))).toEqual({ types: [], refused: 401 });
  await page.close();
});
