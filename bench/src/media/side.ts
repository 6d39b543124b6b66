import { type Browser, chromium, type Page } from '@playwright/test';

/** From the press of the button, ms. */
export interface Answered {
  readonly frameMs: number;
  readonly audioMs: number;
}

/** What came on one path since it stands. */
export interface PathFigures {
  readonly frames: number;
  /** Of the last picture. */
  readonly lines: number;
  /** Of the video. */
  readonly bytes: number;
  readonly audioPackets: number;
  /** Of the sound that was played, and of it what was made up for what was missing. */
  readonly samples: number;
  readonly concealed: number;
}

/** Of the connections of a page. */
export interface Connections {
  readonly made: number;
  /** The states of each that is not closed. */
  readonly open: readonly string[];
}

/** What the pages offer, see `pages/`: those of a call of two, and those of a call of several. Times by the clock of all pages, ms. */
interface PageSide {
  ready(who: unknown): Promise<void>;
  call(userID: string): Promise<void>;
  rings(): Promise<void>;
  answer(): Promise<Answered>;
  over(): Promise<void>;
  hangUp(): Promise<void>;
  callAll(userIDs: readonly string[]): Promise<void>;
  /** Answers the ring, or waits for it. Resolves, camera open, with the time of the press. */
  comeIn(others: readonly string[]): Promise<number>;
  /** When the last of so many paths had its first picture. */
  framed(paths: number): Promise<number>;
  leave(): Promise<void>;
  paths(): Promise<Connections>;
  figures(): Promise<PathFigures[]>;
}

const FLAGS = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's Chromium, with a camera and a microphone that are made up. */
export const launchBrowser = (framesPerSecond: number): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...FLAGS, `--use-fake-device-for-media-stream=fps=${framesPerSecond}`],
  });

/** One of the people, at a page of his own. */
export class Side {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser, url: string, who: unknown): Promise<Side> {
    const page = await (await browser.newContext()).newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(url);
    await page.waitForFunction(() => 'side' in globalThis);
    const side = new Side(page);
    await side.do('ready', who);
    return side;
  }

  /** Calls what the page offers, in the page. */
  do<K extends keyof PageSide>(what: K, ...args: Parameters<PageSide[K]>): ReturnType<PageSide[K]> {
    const done = this.#page.evaluate(
      ([name, values]) => {
        const { side } = globalThis as unknown as { side: Record<string, (...all: unknown[]) => unknown> };
        return side[name]?.(...values);
      },
      [what as string, args as unknown[]] as const,
    );
    return done as ReturnType<PageSide[K]>;
  }
}
