import { type Firefox, firefoxPath, launchFirefox } from '../fixtures/firefox.js';
import { Person } from '../fixtures/person.js';
import { APP, test as base, expect, signFor } from '../fixtures/test.js';

const test = base.extend<{ readonly fox: Person }, { readonly firefox: Firefox }>({
  firefox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const firefox = await launchFirefox();
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  fox: async ({ firefox, ringback, site }, use, { testId }) => {
    const userID = `fox-${testId.slice(-6)}`;
    const login = {
      SDKAppID: APP.sdkAppId,
      serverURL: ringback.url,
      deviceName: 'fox',
      userID,
      userSig: signFor(userID),
    };
    // A page of Firefox is no Playwright context, and none is needed.
    const fox = new Person(userID, firefox.page, undefined as never, login);
    await fox.open(site.url);
    await use(fox);
    await fox.run('logout');
  },
});

test.skip(
  firefoxPath === null && process.env.CI === undefined,
  'no Firefox on this machine (Debian: apt-get install firefox-esr)',
);

/** Firefox counts no shown frames of a stream. */
const isShown = ({ page }: Person, userID: string) =>
  page.evaluate((id) => {
    const video = document.querySelector<HTMLVideoElement>(`#view-${CSS.escape(id)} video`);
    return video !== null && video.videoWidth > 0 && video.currentTime > 0 && !video.paused;
  }, userID);

async function talk(caller: Person, callee: Person): Promise<void> {
  expect(await caller.call(callee.userID)).toMatchObject({ ok: true });
  await callee.heard('RECEIVED');
  expect(await callee.run('accept')).toMatchObject({ ok: true });
  await caller.heard('USER_ENTER');
  await caller.run('openCamera', 'local');
  await callee.run('openCamera', 'local');
  for (const [someone, other] of [
    [caller, callee],
    [callee, caller],
  ] as const) {
    await someone.expectMedia({ audio: true, frames: true });
    await expect.poll(() => isShown(someone, other.userID)).toBe(true);
  }
}

test('Chromium calls Firefox: sound and pictures both ways, and only where they are shown', async ({
  person,
  fox,
}) => {
  const a = await person('alice');
  await talk(a, fox);
  await a.run('stopRemoteView', { userID: fox.userID });
  await expect.poll(() => fox.picturesSent()).toBe(0);
  await a.expectMedia({ audio: true });
  await a.run('startRemoteView', { userID: fox.userID, videoViewDomID: `view-${fox.userID}` });
  await a.expectShown(fox.userID);
  await a.run('hangup');
  await fox.heard('CALLING_END');
  await fox.expectReleased();
});

test('Firefox calls Chromium', async ({ person, fox }) => {
  const b = await person('bob');
  await talk(fox, b);
  await fox.run('hangup');
  await b.heard('CALLING_END');
  await fox.expectReleased();
});
