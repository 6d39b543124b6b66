import type { Page } from '@playwright/test';
import { test } from '../fixtures/demo.js';
import { expect } from '../fixtures/test.js';

const frames = (page: Page) =>
  page
    .locator('[data-testid=remote-view] video')
    .evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);

test('the README’s first ten minutes: sign in twice, call by video, talk, hang up, see it in the records', async ({
  granted,
  demo,
}) => {
  const alice = await demo.signIn(granted, 'alice');
  const bob = await demo.signIn(granted, 'bob');
  await alice.getByTestId('call-video-bob').click();
  await expect(bob.getByTestId('incoming')).toBeVisible();
  await expect(bob).toHaveTitle(/alice/);
  await bob.getByTestId('answer').click();
  for (const page of [alice, bob]) {
    await expect(page.getByTestId('in-call')).toBeVisible();
    await expect.poll(() => frames(page)).toBeGreaterThan(5);
  }
  // The controls fade when nobody moves.
  await alice.mouse.move(600, 300);
  await alice.mouse.move(640, 360);
  await alice.getByTestId('hangup').click();
  for (const page of [alice, bob]) {
    await expect(page.getByTestId('in-call')).toBeHidden();
    await expect(page.getByTestId('recent-item').first()).toBeVisible({ timeout: 20_000 });
    await expect(page.locator('[data-testid=event-row][data-event=CALLING_END]').first()).toBeAttached();
  }
});

test('a voice call is declined; neither then nor when the page is back does a stray Enter dial', async ({
  granted,
  demo,
}) => {
  const carol = await demo.signIn(granted, 'carol');
  const dave = await demo.signIn(granted, 'dave');
  await carol.getByTestId('call-audio-dave').focus();
  await carol.keyboard.press('Enter');
  await dave.getByTestId('decline').click();
  await expect(dave.getByTestId('incoming')).toBeHidden();
  await expect(carol.getByRole('heading', { name: 'dave declined' })).toBeVisible();
  await carol.keyboard.press('Enter');
  await expect(carol.getByTestId('ended')).toBeVisible();
  // The first step from here is the first action.
  await carol.keyboard.press('Tab');
  await expect(carol.getByTestId('call-again')).toBeFocused();
  await carol.getByTestId('close-ended').focus();
  await carol.keyboard.press('Enter');
  await expect(carol.getByTestId('person-dave')).toBeFocused();
  await carol.keyboard.press('Enter');
  await expect(carol.getByTestId('outgoing')).toHaveCount(0);
  await carol.keyboard.press('Tab');
  await expect(carol.getByTestId('call-audio-dave')).toBeFocused();
});

test('minimised, the call goes on in a small window while the page is used: a new name is seen in the running call', async ({
  granted,
  demo,
}) => {
  const heidi = await demo.signIn(granted, 'heidi');
  const ivan = await demo.signIn(granted, 'ivan');
  await heidi.getByTestId('call-video-ivan').click();
  await ivan.getByTestId('answer').click();
  for (const page of [heidi, ivan]) await expect.poll(() => frames(page)).toBeGreaterThan(5);
  const video = await heidi.locator('[data-testid=remote-view] video').elementHandle();
  await heidi.getByTestId('minimise').click();
  await expect(heidi.getByTestId('person-ivan')).toContainText('In the call');
  await expect(heidi.getByTestId('back-to-call')).toBeFocused();
  const before = await frames(heidi);
  await expect.poll(() => frames(heidi)).toBeGreaterThan(before + 5);
  await heidi.getByTestId('account').click();
  await heidi.getByLabel('Display name').fill('Heidi Berg');
  await heidi.keyboard.press('Enter');
  await expect(ivan.getByTestId('in-call')).toContainText('Heidi Berg');
  await heidi.getByTestId('back-to-call').focus();
  await heidi.keyboard.press('p');
  await expect(heidi.locator('rb-home')).toHaveAttribute('inert', '');
  await expect(heidi.getByTestId('minimise')).toBeFocused();
  // The picture is the same element; nothing was made anew.
  expect(await video?.evaluate((element) => element.isConnected)).toBe(true);
});

test('by keyboard alone: Tab gets to Answer, and the device menus open, close and give the focus back', async ({
  granted,
  demo,
}) => {
  const erin = await demo.signIn(granted, 'erin');
  const frank = await demo.signIn(granted, 'frank');
  await erin.getByTestId('call-video-frank').click();
  const answer = frank.getByTestId('answer');
  await expect(answer).toHaveAttribute('title', / Shift A$/);
  await frank.getByTestId('decline').focus();
  await frank.keyboard.press('Tab');
  await expect(answer).toBeFocused();
  await frank.keyboard.press('Enter');
  await expect(frank.getByTestId('in-call')).toBeVisible();
  for (const device of ['cam', 'mic']) {
    const opener = frank.getByTestId(`devices-${device}`);
    await opener.focus();
    await frank.keyboard.press('Enter');
    await expect(frank.locator('rb-menu [aria-checked="true"]').first()).toBeFocused();
    await frank.keyboard.press('Escape');
    await expect(frank.locator('rb-menu')).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
});

test('a name that is refused stays in its field', async ({ granted, demo }) => {
  const page = await demo.visit(granted);
  const name = 'ü'.repeat(33);
  await page.getByTestId('signin-name').fill(name);
  await page.getByTestId('signin-go').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByTestId('signin-name')).toHaveValue(name);
});

test('S1-28 a page that is reloaded in a call is back in it, with microphone and camera as they were', async ({
  granted,
  demo,
}) => {
  const judy = await demo.signIn(granted, 'judy');
  const karl = await demo.signIn(granted, 'karl');
  await judy.getByTestId('call-video-karl').click();
  await karl.getByTestId('answer').click();
  for (const page of [judy, karl]) await expect.poll(() => frames(page)).toBeGreaterThan(5);
  await karl.getByTestId('toggle-mic').click();
  await expect(karl.getByTestId('toggle-mic')).toHaveAttribute('aria-pressed', 'false');
  await karl.reload();
  await expect(karl.getByTestId('in-call')).toBeVisible();
  await expect.poll(() => frames(karl)).toBeGreaterThan(5);
  await expect(karl.getByTestId('toggle-cam')).toHaveAttribute('aria-pressed', 'true');
  await expect(karl.getByTestId('toggle-mic')).toHaveAttribute('aria-pressed', 'false');
  // A new connection: what Judy sees is Karl's camera after the reload.
  await expect.poll(() => frames(judy)).toBeGreaterThan(5);
});
