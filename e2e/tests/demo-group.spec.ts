import type { Page } from '@playwright/test';
import { test } from '../fixtures/demo.js';
import { expect } from '../fixtures/test.js';

/** Two cores carry four browsers. */
const LONG = { timeout: 30_000 };

/** Frames of somebody's tile. */
const framesOf = (page: Page, user: string) => async (): Promise<number> =>
  (await page
    .locator(`[data-testid=tile-${user}] video`)
    .evaluateAll(
      (videos) => (videos[0] as HTMLVideoElement | undefined)?.getVideoPlaybackQuality().totalVideoFrames,
    )) ?? 0;

test('S2-01 S2-04 S2-14 S2-16 S2-19 S2-20 a group call: start with a saved group, call a fourth, stop that ring, mute, hide a picture, join by link, go on with another device', async ({
  small,
  demo,
}) => {
  test.slow();
  const [ann, ben, cat, dee] = await Promise.all(
    ['ann', 'ben', 'cat', 'dee'].map((name) => demo.signIn(small, name)),
  );
  if (!ann || !ben || !cat || !dee) throw new Error('four people');
  await test.step('start with three, saved as a group', async () => {
    await ann.getByTestId('choose').click();
    for (const name of ['ben', 'cat']) await ann.getByTestId(`pick-${name}`).click();
    await ann.getByTestId('save-group').click();
    await ann.getByTestId('group-name').fill('Crew');
    await ann.keyboard.press('Enter');
    await ann.getByTestId('group-video-Crew').click();
    await expect(ann.getByRole('listitem', { name: 'ben, Ringing…' })).toBeVisible();
    await expect(cat.getByTestId('incoming')).toContainText('Group video call, Crew');
    for (const page of [ben, cat]) {
      await page.getByTestId('meet-cam').click();
      await page.getByTestId('answer').click();
    }
    for (const page of [ben, cat]) await expect.poll(framesOf(page, 'ann'), LONG).toBeGreaterThan(3);
    await expect(ann.getByTestId('group-facts')).toHaveText('3 people');
  });
  await test.step('call a fourth, and stop that ring', async () => {
    await ann.getByTestId('invite-key').click();
    await ann.getByTestId('invite-dee').click();
    await ann.getByTestId('invite-ring').click();
    await expect(dee.getByTestId('incoming')).toBeVisible();
    await expect(ben.getByRole('listitem', { name: /^dee, Ringing/ })).toBeVisible();
    await ann.getByTestId('people-panel-key').click();
    await ann.getByTestId('panel-stop-dee').click();
    await expect(dee.getByTestId('incoming')).toBeHidden();
    await expect(ben.getByTestId('tile-dee')).toHaveCount(0);
  });
  await test.step('who speaks and who is muted is seen', async () => {
    await expect(ann.locator('[data-testid=tile-cat].rb-tile-speaks')).toBeVisible();
    await cat.getByTestId('toggle-mic').click();
    await expect(ann.getByRole('listitem', { name: /^cat, Muted/ })).toBeVisible();
    await expect(ann.locator('[data-testid=tile-cat].rb-tile-speaks')).toHaveCount(0);
  });
  await test.step('a picture that is hidden is not sent, and comes back when it is shown', async () => {
    const tile = ben.getByTestId('tile-ann');
    await ben.getByTestId('tile-menu-ann').focus();
    await ben.keyboard.press('F10');
    await ben.getByRole('menuitem', { name: 'Hide picture' }).click();
    await expect(tile).toContainText('Picture hidden');
    await expect(tile.locator('video')).toHaveCount(0);
    await tile.click({ button: 'right' });
    await ben.getByRole('menuitem', { name: 'Show picture' }).click();
    await expect.poll(framesOf(ben, 'ann'), LONG).toBeGreaterThan(3);
  });
  await test.step('join by link', async () => {
    const begin = ann.locator('[data-testid=event-row][data-event=ON_CALL_BEGIN]');
    const [, callId] = /"callId":"([^"]+)"/.exec((await begin.textContent()) ?? '') ?? [];
    await dee.goto(`${demo.url}/?user=dee&join=${callId}`);
    await expect(dee.getByTestId('invitation')).toContainText('3 people');
    await dee.getByTestId('join').click();
    await expect(dee.getByTestId('group-facts')).toHaveText('4 people');
    await expect.poll(framesOf(dee, 'ann'), LONG).toBeGreaterThan(3);
    await expect(ann.getByTestId('tile-dee')).toBeVisible();
  });
  await test.step('go on with another device', async () => {
    const phone = await demo.signIn(small, 'cat');
    await expect(phone.getByTestId('elsewhere')).toContainText('You are in this call');
    await phone.getByTestId('move-here').click();
    await expect(phone.getByTestId('group-facts')).toHaveText('4 people');
    await expect(cat.getByTestId('in-call')).toBeHidden();
    await expect(cat.locator('[data-kind=takenOver]')).toBeVisible();
    await expect.poll(framesOf(phone, 'ann'), LONG).toBeGreaterThan(3);
    await expect(ann.getByTestId('group-facts')).toHaveText('4 people');
  });
});
