import type { BrowserContext } from '@playwright/test';
import { Person } from '../fixtures/person.js';
import { expect, HASTY, type LoginOptions, test } from '../fixtures/test.js';

type Open = (name: string, options?: LoginOptions) => Promise<Person>;

const INVISIBLE = /AUDIO|VIDEO|RINGING|ON_USER_LINK_CHANGED|resolved/;

async function talking(person: Open, options: LoginOptions = {}): Promise<{ a: Person; b: Person }> {
  const a = await person('alice', options);
  const b = await person('bob', options);
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await b.heard('USER_ENTER');
  await a.run('openCamera', 'local');
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true, frames: true });
  await a.forget();
  await b.forget();
  return { a, b };
}

/** What somebody was told of the call itself. */
const toldOfCall = async (person: Person): Promise<string[]> =>
  (await person.told()).filter((event) => !INVISIBLE.test(event));

for (const who of ['alice', 'bob']) {
  test(`S1-28 ${who} reloads the page: the call goes on, and sound and pictures flow again both ways`, async ({
    person,
  }) => {
    const { a, b } = await talking(person);
    const [reloads, stays] = who === 'alice' ? [a, b] : [b, a];
    await reloads.reload();
    await reloads.heard(`USER_ENTER{${stays.userID}}`);
    expect(await toldOfCall(reloads)).toEqual([
      'ON_CALL_RESTORED',
      'ON_CALL_BEGIN{2}',
      `USER_ENTER{${stays.userID}}`,
    ]);
    expect(await reloads.page.evaluate(() => window.app.liveTracks())).toEqual([]);
    await reloads.run('openMicrophone');
    await reloads.run('openCamera', 'local');
    await stays.run('openCamera', 'local');
    await stays.heard(`VIDEO{${reloads.userID}, true}`);
    await reloads.heard(`VIDEO{${stays.userID}, true}`);
    await reloads.expectMedia({ audio: true, frames: true });
    await stays.expectMedia({ audio: true, frames: true });
    await reloads.expectShown(stays.userID);
    await stays.expectShown(reloads.userID);
    expect(await toldOfCall(stays)).toEqual([]);
    await reloads.run('hangup');
    await stays.heard(`CALLING_END{${reloads.userID}, 1}`);
    expect(await toldOfCall(stays)).toEqual([
      `USER_LEAVE{${reloads.userID}}`,
      `CALLING_END{${reloads.userID}, 1}`,
    ]);
    await reloads.expectReleased();
    await stays.expectReleased();
  });
}

test('S1-28 a reloaded app without a view for it: its part of the call ends, and it hears nothing', async ({
  person,
}) => {
  const { a, b } = await talking(person);
  await b.reload({ restores: false });
  await a.heard('CALLING_END');
  expect(await toldOfCall(a)).toEqual([`USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 1}`]);
  expect(await toldOfCall(b)).toEqual([]);
  await a.expectReleased();
  await a.call(b.userID);
  await b.heard('RECEIVED');
});

test('S1-28 a ring that a reloaded page was placing goes on, and its answer begins the call', async ({
  person,
}) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await a.reload();
  await a.heard('ON_CALL_RESTORED');
  expect(await a.lastEvent('ON_CALL_RESTORED')).toMatchObject({
    totalTime: 0,
    invitingUserIDList: [b.userID],
  });
  expect(await b.run('accept')).toMatchObject({ ok: true });
  await a.heard('USER_ENTER');
  await a.run('openMicrophone');
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
});

test('S1-28 a ring is shown again by a reloaded page, with what is left of its window', async ({
  person,
}) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.reload();
  await b.heard('RECEIVED');
  const { timeout, remaining } = (await b.lastEvent('INVITED')) as { timeout: number; remaining: number };
  expect(timeout).toBe(30);
  expect(remaining).toBeLessThanOrEqual(30);
  expect(await b.run('accept')).toMatchObject({ ok: true });
  await a.heard('USER_ENTER');
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
});

test('S1-17 the tab is closed: the other side’s call ends with reason 4 after the short grace time', async ({
  person,
}) => {
  const { a, b } = await talking(person);
  const closedAt = Date.now();
  await b.page.close({ runBeforeUnload: false });
  await a.heard('CALLING_END');
  // 5 s instead of the app's 20 s: the page had said that it is leaving (G-10, G-18).
  expect(Date.now() - closedAt).toBeLessThan(10_000);
  expect(await toldOfCall(a)).toEqual([`USER_LEAVE{${b.userID}}`, `CALLING_END{${b.userID}, 4}`]);
  await a.expectReleased();
});

test('S1-17 the tab is killed: nothing within the grace time, then USER_LEAVE and the end', async ({
  person,
}) => {
  const { a, b } = await talking(person, { app: HASTY });
  const crashed = b.page.waitForEvent('crash');
  b.page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await a.heard('CALLING_END');
  expect(await a.told()).toEqual(
    expect.arrayContaining([
      `ON_USER_LINK_CHANGED{${b.userID}, false}`,
      `USER_LEAVE{${b.userID}}`,
      `CALLING_END{${b.userID}, 4}`,
    ]),
  );
  await a.expectReleased();
});

/** Chromium copies sessionStorage into a window that its page opens, as it does for a duplicated tab. */
async function duplicate(person: Person, context: BrowserContext): Promise<Person> {
  const [copy] = await Promise.all([
    context.waitForEvent('page'),
    person.page.evaluate(() => void window.open(location.href)),
  ]);
  return new Person(person.userID, copy, context, person.login);
}

test('a duplicated tab is a device of its own: the call of the first one goes on', async ({
  person,
  site,
}) => {
  const { a, b } = await talking(person);
  const copy = await duplicate(b, b.context);
  await copy.open(site.url);
  expect(await copy.told()).toEqual([]);
  await a.run('hangup');
  await b.heard(`CALLING_END{${a.userID}, 1}`);
  expect(await toldOfCall(a)).toEqual([`CALLING_END{${a.userID}, 1}`]);
  await a.call(b.userID);
  await copy.heard('RECEIVED');
  expect(await copy.run('accept')).toMatchObject({ ok: true });
  await b.heard(`CANCEL{${b.userID}, 7}`);
});
