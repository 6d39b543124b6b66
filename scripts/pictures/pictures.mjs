// The pictures in docs/images, taken of the demo as `npm start` serves it: node scripts/pictures/pictures.mjs
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../chromium.mjs';
import { PEOPLE, portrait } from './portrait.mjs';

const PORT = 8099;
const URL = `http://localhost:${PORT}`;
const OUT = 'docs/images';
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const GROUP = 'Sheet four';
/** Four pages that encode and decode for each other take their time on two cores. */
const PATIENCE_MS = 180_000;
const FLAGS = ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

const scratch = mkdtempSync(join(tmpdir(), 'ringback-pictures-'));

/** In the page: a camera that shows a drawn person, ten times a second. */
function drawCamera(svg) {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  mediaDevices.getUserMedia = async ({ audio, video }) => {
    const stream = audio ? await open({ audio }) : new MediaStream();
    if (!video) return stream;
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const pen = canvas.getContext('2d');
    const [track] = canvas.captureStream(10).getVideoTracks();
    const draw = setInterval(() => {
      pen.drawImage(image, 0, 0);
      if (track.readyState === 'ended') clearInterval(draw);
    }, 100);
    stream.addTrack(track);
    return stream;
  };
}

async function open(user, { viewport = DESKTOP, colorScheme = 'light', hasTouch = false } = {}) {
  // The page's policy allows no data: pictures; its camera is one.
  const context = await browser.newContext({ viewport, colorScheme, hasTouch, bypassCSP: true });
  await context.addInitScript(drawCamera, portrait(PEOPLE[user]));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${URL}/?user=${user}`);
  await page.getByTestId('people').waitFor();
  return page;
}

/** As WebP: a fifth of what a PNG takes. */
async function shoot(page, name) {
  const png = await page.screenshot();
  const painter = await browser.newPage();
  const webp = await painter.evaluate(
    async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.88);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await painter.close();
  writeFileSync(join(OUT, `${name}.webp`), Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64'));
}

const stage = (page, testId) => page.locator('rb-call').getByTestId(testId);

/** What has come fades in. */
const fadedIn = (page) => page.waitForTimeout(600);

/** The controls leave when nobody moves, and come when somebody does; a key that is pointed at says what it does. */
async function wake(page) {
  const middle = page.viewportSize().width / 2;
  for (const y of [8, 12]) await page.mouse.move(middle, y);
  await fadedIn(page);
}

async function press(page, testId) {
  await wake(page);
  await stage(page, testId).click();
}

const shows = (page, selector, frames) =>
  page.waitForFunction(
    ([wanted, least]) => {
      const video = document.querySelector(`${wanted} video`);
      return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > least;
    },
    [selector, frames],
  );

/** Everybody sees everybody. */
const seesAll = (page, users) =>
  Promise.all(users.map((user) => shows(page, `[data-testid=tile-${user}]`, 20)));

async function hangUp(page) {
  await press(page, 'hangup');
  await page.getByTestId('in-call').waitFor({ state: 'hidden' });
}

async function talk(caller, callee, { user, incoming, inCall }) {
  await caller.getByTestId(`call-video-${user}`).click();
  await callee.getByTestId('incoming').waitFor();
  await fadedIn(callee);
  await shoot(callee, incoming);
  await callee.getByTestId('answer').click();
  for (const page of [caller, callee]) await shows(page, '[data-testid=remote-view]', 60);
  if (callee.viewportSize().width > PHONE.width) await press(callee, 'toggle-events');
  await wake(callee);
  await shoot(callee, inCall);
  await hangUp(caller);
}

/** Saves all of them as a group and calls it; one who is muted and one who speaks are seen in the grid. */
async function talkTogether(caller, callees) {
  await caller.getByTestId('choose').click();
  for (const user of Object.keys(callees)) await caller.getByTestId(`pick-${user}`).click();
  await caller.getByTestId('save-group').click();
  await caller.getByTestId('group-name').fill(GROUP);
  await caller.keyboard.press('Enter');
  await caller.getByTestId(`group-video-${GROUP}`).click();
  const pages = Object.values(callees);
  for (const page of pages) await page.getByTestId('incoming').waitFor();
  for (const page of pages) await page.getByTestId('answer').click();
  await seesAll(caller, Object.keys(callees));
  const { Jonas, Rafael } = callees;
  await seesAll(Jonas, ['Mei', 'Amara', 'Rafael']);
  for (const page of [caller, Jonas, Rafael]) await press(page, 'toggle-mic');
  for (const page of [caller, Jonas]) await page.locator('[data-testid=tile-Amara].rb-tile-speaks').waitFor();
  for (const page of [caller, Jonas]) await wake(page);
  await shoot(caller, 'group-desktop');
  await shoot(Jonas, 'group-phone');
  await press(Jonas, 'minimise');
  await wake(Jonas);
  await shoot(Jonas, 'minimised-phone');
}

const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
const server = spawn('npm', ['start'], {
  detached: true,
  env: { ...process.env, RINGBACK_PORT: String(PORT), RINGBACK_DATA: join(scratch, 'data') },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await new Promise((resolve) => {
    server.stdout.on('data', (chunk) => String(chunk).includes(URL) && resolve());
  });
  mkdirSync(OUT, { recursive: true });
  const amara = await open('Amara', { colorScheme: 'dark' });
  const mei = await open('Mei');
  const jonas = await open('Jonas', { viewport: PHONE, hasTouch: true });
  await talk(amara, mei, { user: 'Mei', incoming: 'incoming-desktop', inCall: 'in-call-desktop' });
  await talk(amara, jonas, { user: 'Jonas', incoming: 'incoming-phone', inCall: 'in-call-phone' });
  await amara.getByTestId('recent-item').nth(1).waitFor();
  await amara.locator('[data-kind=ended]').waitFor({ state: 'hidden' });
  await shoot(amara, 'people-dark');
  const rafael = await open('Rafael');
  // The list is read anew every few seconds.
  await mei.getByTestId('person-Rafael').waitFor();
  await talkTogether(mei, { Amara: amara, Jonas: jonas, Rafael: rafael });
} finally {
  await browser.close();
  process.kill(-server.pid, 'SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(scratch, { recursive: true, force: true });
}
