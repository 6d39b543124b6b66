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
const FLAGS = ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

const scratch = mkdtempSync(join(tmpdir(), 'ringback-pictures-'));
const executablePath = findChromium();
const browsers = [];

async function launch(args = []) {
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...args] });
  browsers.push(browser);
  return browser;
}

/** A browser has one camera, so everybody has a browser. */
async function open(user, viewport, colorScheme = 'light') {
  const camera = join(scratch, `${user}.mjpeg`);
  const painter = await browsers[0].newPage({ viewport: { width: 640, height: 480 } });
  await painter.setContent(`<body style="margin:0">${portrait(PEOPLE[user])}</body>`);
  writeFileSync(camera, await painter.screenshot({ type: 'jpeg', quality: 92 }));
  await painter.close();
  const browser = await launch([`--use-file-for-fake-video-capture=${camera}`]);
  const page = await (await browser.newContext({ viewport, colorScheme })).newPage();
  await page.goto(`${URL}/?user=${user}`);
  await page.getByTestId('people').waitFor();
  return page;
}

const shoot = (page, name) => page.screenshot({ path: join(OUT, `${name}.png`) });

const pointAt = async (page) => {
  await page.mouse.move(200, 300);
  await page.mouse.move(220, 340);
  // The controls fade in.
  await page.waitForTimeout(500);
};

async function talk(caller, callee, { user, incoming, inCall }) {
  await caller.getByTestId(`call-video-${user}`).click();
  await callee.getByTestId('incoming').waitFor();
  await shoot(callee, incoming);
  await callee.getByTestId('answer').click();
  for (const page of [caller, callee]) {
    await page.waitForFunction(() => {
      const video = document.querySelector('[data-testid=remote-view] video');
      return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 60;
    });
  }
  await pointAt(callee);
  await shoot(callee, inCall);
  await pointAt(caller);
  await caller.getByTestId('hangup').click();
  await caller.getByTestId('in-call').waitFor({ state: 'hidden' });
}

/** Everybody sees everybody. */
const seesAll = (page, users) =>
  page.waitForFunction(
    (names) =>
      names.every((name) => {
        const video = document.querySelector(`[data-testid=tile-${name}] video`);
        return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 20;
      }),
    users,
  );

/** The caller calls all of them, who answer one after the other; the last is pictured as it rings. */
async function talkTogether(caller, callees, { incoming, inCall, phone }) {
  await caller.getByTestId('choose').click();
  for (const user of Object.keys(callees)) await caller.getByTestId(`pick-${user}`).click();
  await caller.getByTestId('group-video').click();
  const pages = Object.values(callees);
  for (const page of pages) await page.getByTestId('incoming').waitFor();
  await shoot(pages[0], incoming);
  for (const page of pages) await page.getByTestId('answer').click();
  await seesAll(caller, Object.keys(callees));
  await caller.getByTestId('toggle-events').first().click();
  await pointAt(caller);
  await shoot(caller, inCall);
  const [[onPhone, phonePage]] = Object.entries(callees).filter(
    ([, page]) => page.viewportSize().width < 480,
  );
  await seesAll(
    phonePage,
    Object.keys(callees).filter((user) => user !== onPhone),
  );
  await shoot(phonePage, phone);
  for (const page of [caller, ...pages]) {
    await pointAt(page);
    await page
      .getByTestId('hangup')
      .click({ timeout: 5_000 })
      .catch(() => {});
  }
}

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
  await launch();
  const amara = await open('Amara', DESKTOP, 'dark');
  const mei = await open('Mei', DESKTOP);
  const jonas = await open('Jonas', PHONE);
  await talk(amara, mei, { user: 'Mei', incoming: 'incoming-desktop', inCall: 'in-call-desktop' });
  await talk(amara, jonas, { user: 'Jonas', incoming: 'incoming-phone', inCall: 'in-call-phone' });
  await amara.getByTestId('recent-item').nth(1).waitFor();
  await shoot(amara, 'people-dark');
  const rafael = await open('Rafael', DESKTOP);
  const group = { Amara: amara, Jonas: jonas, Rafael: rafael };
  await talkTogether(mei, group, {
    incoming: 'incoming-group-desktop',
    inCall: 'group-desktop',
    phone: 'group-phone',
  });
} finally {
  for (const browser of browsers) await browser.close();
  process.kill(-server.pid, 'SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(scratch, { recursive: true, force: true });
}
