import type { Person } from '../fixtures/person.js';
import { expect, test } from '../fixtures/test.js';

/** Of the picture that comes from this user. */
const widthOf = ({ page }: Person, userID: string) =>
  page.evaluate((id) => {
    const video = document.querySelector<HTMLVideoElement>(`#view-${CSS.escape(id)} video`);
    return video?.videoWidth ?? 0;
  }, userID);

test('video is sent only to those who show it, and no larger than they do', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await a.run('openCamera', 'local');
  await b.expectShown(a.userID);

  // The page's views have 320 × 240. How much more a larger one gets depends on what else the machine does.
  await expect.poll(() => widthOf(b, a.userID)).toBeLessThanOrEqual(320);

  await b.run('stopRemoteView', { userID: a.userID });
  await expect.poll(() => a.picturesSent()).toBe(0);
  await b.expectMedia({ audio: true });

  await b.run('startRemoteView', { userID: a.userID, videoViewDomID: `view-${a.userID}` });
  await b.expectShown(a.userID);

  // Hidden by the app, as by a kit that turns to another page of its grid: no kit stops a view.
  const display = (value: string) =>
    b.page.evaluate(
      ([id, css]) => {
        const view = document.getElementById(`view-${id}`);
        if (view) view.style.display = css;
      },
      [a.userID, value] as const,
    );
  await display('none');
  await expect.poll(() => a.picturesSent()).toBe(0);
  await display('block');
  await b.expectShown(a.userID);
});
