import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';

const ROOT = join(import.meta.dirname, '../..');

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

let start: ChildProcess;
let data: string;
let url: string;

/** As the README says: `npm start`, and it prints the address. */
test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'ringback-demo-'));
  const port = await freePort();
  start = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, RINGBACK_PORT: String(port), RINGBACK_DATA: data, NODE_ENV: '' },
  });
  let printed = '';
  start.stdout?.on('data', (chunk) => {
    printed += String(chunk);
  });
  url = `http://localhost:${port}`;
  await expect.poll(() => printed, { timeout: 120_000 }).toContain(url);
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => start.once('exit', resolve));
  if (start.pid !== undefined) process.kill(-start.pid, 'SIGTERM');
  await ended;
  await rm(data, { recursive: true, force: true });
});

async function signIn(browser: Browser, user: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${url}/?user=${user}`);
  await expect(page.getByTestId('people')).toBeVisible();
  return page;
}

const frames = (page: Page) =>
  page
    .locator('[data-testid=remote-view] video')
    .evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);

test('the README’s first ten minutes: sign in twice, call by video, talk, hang up, see it in the records', async ({
  granted,
}) => {
  const alice = await signIn(granted, 'alice');
  const bob = await signIn(granted, 'bob');
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

test('a voice call is declined', async ({ granted }) => {
  const carol = await signIn(granted, 'carol');
  const dave = await signIn(granted, 'dave');
  await carol.getByTestId('call-audio-dave').click();
  await dave.getByTestId('decline').click();
  await expect(dave.getByTestId('incoming')).toBeHidden();
  await expect(carol.getByRole('heading', { name: 'dave declined' })).toBeVisible();
});

test('by keyboard alone: Tab gets to Answer, and the device menus open, close and give the focus back', async ({
  granted,
}) => {
  const erin = await signIn(granted, 'erin');
  const frank = await signIn(granted, 'frank');
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

test('a name that is refused stays in its field', async ({ granted }) => {
  const page = await granted.newPage();
  await page.goto(url);
  const name = 'ü'.repeat(33);
  await page.getByTestId('signin-name').fill(name);
  await page.getByTestId('signin-go').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByTestId('signin-name')).toHaveValue(name);
});

test('S1-28 a page that is reloaded in a call is back in it, with microphone and camera as they were', async ({
  granted,
}) => {
  const frank = await signIn(granted, 'frank');
  const grace = await signIn(granted, 'grace');
  await frank.getByTestId('call-video-grace').click();
  await grace.getByTestId('answer').click();
  for (const page of [frank, grace]) await expect.poll(() => frames(page)).toBeGreaterThan(5);
  await grace.getByTestId('toggle-mic').click();
  await expect(grace.getByTestId('toggle-mic')).toHaveAttribute('aria-pressed', 'false');
  await grace.reload();
  await expect(grace.getByTestId('in-call')).toBeVisible();
  await expect.poll(() => frames(grace)).toBeGreaterThan(5);
  await expect(grace.getByTestId('toggle-cam')).toHaveAttribute('aria-pressed', 'true');
  await expect(grace.getByTestId('toggle-mic')).toHaveAttribute('aria-pressed', 'false');
  // A new connection: what Frank sees is Grace's camera after the reload.
  await expect.poll(() => frames(frank)).toBeGreaterThan(5);
});

/** Two cores carry four browsers. */
const LONG = { timeout: 30_000 };

/** Frames of somebody's tile. */
const framesOf = (page: Page, user: string) => async (): Promise<number> =>
  (await page
    .locator(`[data-testid=tile-${user}] video`)
    .evaluateAll(
      (videos) => (videos[0] as HTMLVideoElement | undefined)?.getVideoPlaybackQuality().totalVideoFrames,
    )) ?? 0;

test('S2-01 S2-04 S2-14 S2-16 S2-19 S2-20 a group call: start with three, call a fourth, stop that ring, mute, join by link, go on with another device', async ({
  small,
}) => {
  test.slow();
  const [ann, ben, cat, dee] = await Promise.all(
    ['ann', 'ben', 'cat', 'dee'].map((name) => signIn(small, name)),
  );
  if (!ann || !ben || !cat || !dee) throw new Error('four people');
  await test.step('start with three', async () => {
    await ann.getByTestId('choose').click();
    for (const name of ['ben', 'cat']) await ann.getByTestId(`pick-${name}`).click();
    await ann.getByTestId('group-video').click();
    await expect(ann.getByRole('listitem', { name: 'ben, Ringing…' })).toBeVisible();
    await expect(cat.getByTestId('incoming')).toContainText('Group video call');
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
  await test.step('join by link', async () => {
    const begin = ann.locator('[data-testid=event-row][data-event=ON_CALL_BEGIN]');
    const [, callId] = /"callId":"([^"]+)"/.exec((await begin.textContent()) ?? '') ?? [];
    await dee.goto(`${url}/?user=dee&join=${callId}`);
    await expect(dee.getByTestId('invitation')).toContainText('3 people');
    await dee.getByTestId('join').click();
    await expect(dee.getByTestId('group-facts')).toHaveText('4 people');
    await expect.poll(framesOf(dee, 'ann'), LONG).toBeGreaterThan(3);
    await expect(ann.getByTestId('tile-dee')).toBeVisible();
  });
  await test.step('go on with another device', async () => {
    const phone = await signIn(small, 'cat');
    await expect(phone.getByTestId('elsewhere')).toContainText('You are in this call');
    await phone.getByTestId('move-here').click();
    await expect(phone.getByTestId('group-facts')).toHaveText('4 people');
    await expect(cat.getByTestId('in-call')).toBeHidden();
    await expect(cat.locator('[data-kind=takenOver]')).toBeVisible();
    await expect.poll(framesOf(phone, 'ann'), LONG).toBeGreaterThan(3);
    await expect(ann.getByTestId('group-facts')).toHaveText('4 people');
  });
});
