import type { Person } from '../fixtures/person.js';
import { ServerProcess } from '../fixtures/process.js';
import { SmallDisk } from '../fixtures/small-disk.js';
import { APP, test as base, expect } from '../fixtures/test.js';

const NOT_STORED = { ok: false, code: 101001 };

/** A server in a process of its own, on a disk of its own. */
const test = base.extend<{ readonly disk: SmallDisk; readonly server: ServerProcess }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  disk: async ({}, use, { skip }) => {
    const disk = SmallDisk.mount();
    skip(disk === null, 'no file system can be mounted here: it needs to be root');
    if (disk === null) return;
    await use(disk);
    disk.unmount();
  },
  server: async ({ disk }, use) => {
    const server = await ServerProcess.start([{ ...APP }], disk.path);
    await use(server);
    await server.close();
  },
});

async function expectTalking(...people: readonly Person[]): Promise<void> {
  for (const someone of people) await someone.expectMedia({ audio: true });
}

test('a full disk: commands answer 101001 and change nothing, calls go on, and with room again all works', async ({
  person,
  disk,
  server,
}) => {
  const through = server.url;
  const [a, b] = [await person('alice', { through }), await person('bob', { through })];
  const [c, d] = [await person('cid', { through }), await person('dan', { through })];
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await expectTalking(a, b);
  for (const someone of [a, b]) await someone.forget();

  disk.fill();
  expect(await c.call(d.userID)).toMatchObject(NOT_STORED);
  expect(await d.told()).toEqual([]);
  await expectTalking(a, b);
  expect(await a.told()).toEqual([]);
  expect(await a.run('switchCallMediaType', 1)).toMatchObject(NOT_STORED);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  // Who hangs up is not heard any more, and the call is over as soon as that can be stored (G-16).
  const leaving = b.run('hangup');
  expect(await a.told()).toEqual(['switchCallMediaType() rejected 101001']);

  await a.forget();
  disk.makeRoom();
  expect(await leaving).toMatchObject({ ok: true });
  await a.expectTold(`USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 1}`);
  await c.call(d.userID);
  await d.heard(`RECEIVED{${c.userID}}`);
  await d.run('accept');
  await c.heard('USER_ENTER');
  await expectTalking(c, d);
});
