import type { Person } from '../fixtures/person.js';
import { ServerProcess } from '../fixtures/process.js';
import { APP, expect, test } from '../fixtures/test.js';

async function talk(a: Person, b: Person): Promise<void> {
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  for (const someone of [a, b]) await someone.expectMedia({ audio: true });
}

test('S1-30 a backup in which two still talk is put back: their pages, which have hung up, show nothing and are free', async ({
  person,
}) => {
  const server = await ServerProcess.start([{ ...APP }]);
  try {
    const through = server.url;
    const [a, b] = [await person('alice', { through }), await person('bob', { through })];
    await talk(a, b);
    server.backUp();
    await a.run('hangup');
    await b.heard('CALLING_END');
    await server.kill();
    for (const someone of [a, b]) await someone.expectLink('reconnecting');
    for (const someone of [a, b]) await someone.forget();
    await server.restore();
    await server.start();
    for (const someone of [a, b]) await someone.expectLink('connected');
    for (const someone of [a, b]) {
      await expect
        .poll(() => someone.run('getLiveCalls'), { message: `${someone.userID} is in no call` })
        .toMatchObject({ value: [] });
    }
    expect(await a.told()).not.toContainEqual(expect.stringContaining('BEGIN'));
    await talk(a, b);
    const shown = (await b.told()).filter((event) => /BEGIN|RECEIVED|CALLING_END|CANCEL/.test(event));
    expect(shown.map((event) => event.split('{')[0])).toEqual(['RECEIVED', 'ON_CALL_BEGIN']);
  } finally {
    await server.close();
  }
});
