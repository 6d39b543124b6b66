import type { Browser } from '@playwright/test';
import { signUserSig } from '@ringback/server';
import { APP } from '../load/client.js';
import { launchBrowser, Side } from '../media/side.js';
import { openSite } from '../media/site.js';
import { Child } from '../processes/child.js';
import { withScratch } from './scratch.js';
import { serverSettings } from './settings.js';

/** A browser, and a server for its pages. */
export interface Pages {
  readonly browser: Browser;
  readonly server: Child;
  /** Somebody at a page of his own, of this name in `pages/`. */
  open(page: string, userID: string, more?: Readonly<Record<string, unknown>>): Promise<Side>;
}

/** Of all of it nothing is left when `run` is done. @param framesPerSecond of the cameras */
export async function withPages(
  framesPerSecond: number,
  run: (pages: Pages) => Promise<void>,
): Promise<void> {
  await withScratch(async (data) => {
    const env = serverSettings(data, { RINGBACK_ALLOWED_ORIGINS: '*' });
    const server = await Child.start('ringback', {
      cores: { kind: 'unpinned', why: 'browsers run beside it' },
      env,
    });
    const site = await openSite();
    const browser = await launchBrowser(framesPerSecond);
    try {
      const { sdkAppId, secretKey } = APP;
      const options = { SDKAppID: sdkAppId, serverURL: `http://localhost:${server.port}` };
      await run({
        browser,
        server,
        open(page, userID, more = {}) {
          const userSig = signUserSig({
            sdkAppId,
            secretKey,
            userId: userID,
            expire: 86_400,
            now: Date.now(),
          });
          return Side.open(browser, `${site.url}/${page}.html`, { options, userID, userSig, ...more });
        },
      });
    } finally {
      await browser.close();
      await site.close();
      await server.kill();
    }
  });
}
