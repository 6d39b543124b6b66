import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { TestEngine } from '../testing/test-engine.js';
import { TUICallEngine } from './engine.js';

const who = { userID: 'A', userSig: 'sig' };

/** What engines hold of this page. */
const held = ({ platform, media }: TestEngine) => ({
  links: platform.sockets.filter((socket) => !socket.closedByEngine).length,
  pageListeners: (['leaving', 'network', 'online'] as const).map((event) => platform.listeners(event)),
  timers: platform.clock.pending,
  locks: platform.tab.held,
  captures: media.capture.listeners,
  devicesWatched: media.devices.isWatched,
  calls: media.plane.calls.filter(({ log }) => !log.includes('close')).length,
  tracks: [media.capture.audioTrack, media.capture.videoTrack].filter(Boolean).length,
});

const NOTHING = {
  links: 0,
  pageListeners: [0, 0, 0],
  timers: 0,
  locks: 0,
  captures: 0,
  devicesWatched: false,
  calls: 0,
  tracks: 0,
};

/** A page logged in by one engine alone: no engine that was there before may show in it. */
async function single() {
  const test = await new TestEngine().loggedIn();
  return held(test);
}

/** A component's effect that ran, was cleaned up at once and ran again, as React's StrictMode has it; hot reloads do the same later. */
async function mountedTwice(between: (test: TestEngine) => Promise<void> | void) {
  const test = new TestEngine();
  const first = test.watch('first', test.engine.login(who));
  await between(test);
  void test.engine.destroyInstance();
  const engine = new TUICallEngine({ SDKAppID: 1 }, test);
  engine.setLogLevel(4);
  const seen: string[] = [];
  engine.on(TUICallEvent.SDK_READY, () => seen.push('ready'));
  const login = test.watch('second', engine.login(who));
  await test.settle();
  test.welcome();
  await test.settle();
  return { test, engine, first, login, seen };
}

describe('mounted twice', () => {
  it.each([
    ['before the socket opens', () => {}],
    ['while the server looks at the login', (test: TestEngine) => test.socket.listener.opened()],
    [
      'when it is logged in',
      async (test: TestEngine) => {
        test.welcome();
        await test.settle();
      },
    ],
    [
      'while it reconnects',
      async (test: TestEngine) => {
        test.welcome();
        await test.settle();
        test.socket.listener.closed(1006);
        await test.settle();
      },
    ],
  ])('%s: one engine is left, and all that the first one held is gone', async (_, between) => {
    const { test, login, seen } = await mountedTwice(between);
    expect(login.outcome.state).toBe('resolved');
    expect(seen).toEqual(['ready']);
    await test.pass(6);
    expect(held(test)).toEqual(await single());
  });

  it('a login that was cut short rejects −1203, and its engine hears nothing any more', async () => {
    const { test, first } = await mountedTwice(() => {});
    expect(first.outcome).toMatchObject({ error: { code: -1203 } });
    expect(test.heard).toEqual([]);
  });

  it('createInstance gives one engine until it is destroyed, and logging in again is the same login', async () => {
    const test = await new TestEngine().loggedIn();
    await test.engine.login(who);
    await test.engine.login(who);
    await test.settle();
    expect(test.heard.filter(({ event }) => event === TUICallEvent.SDK_READY)).toHaveLength(2);
    expect(test.platform.sockets).toHaveLength(1);
    expect(held(test)).toEqual(await single());
  });

  it('S1-32 a login that is asked for again is not told of after the logout that follows it', async () => {
    const test = await new TestEngine().loggedIn();
    void test.engine.login(who);
    void test.engine.logout();
    await test.settle();
    expect(test.heard).toEqual([]);
  });

  it('a login that is asked for twice while it is under way is told of once', async () => {
    const test = new TestEngine();
    const logins = [test.engine.login(who), test.engine.login(who)];
    await test.settle();
    test.welcome();
    await test.settle();
    await Promise.all(logins);
    expect(test.heard.filter(({ event }) => event === TUICallEvent.SDK_READY)).toHaveLength(1);
  });
});

describe('destroyInstance leaves nothing', () => {
  it.each<[string, (test: TestEngine) => Promise<void>]>([
    ['while idle', async () => {}],
    ['while it rings here', (test) => test.ringing()],
    ['while a call of its own rings', (test) => test.calling()],
    [
      'in a call with the camera on',
      async (test) => {
        test.platform.elements.set('local', { id: 'local', nodeType: 1 } as HTMLElement);
        await test.talking();
        await test.engine.openCamera('local');
        await test.engine.openMicrophone();
        expect(held(test).tracks).toBe(2);
      },
    ],
    [
      'while the microphone is asked for',
      async (test) => {
        test.media.capture.microphone = () => new Promise(() => {});
        test.watch('call', test.engine.call({ userID: 'B', type: 1 }));
        await test.settle();
      },
    ],
    [
      'while the link is down in a call',
      async (test) => {
        await test.talking();
        test.socket.listener.closed(1006);
        await test.settle();
      },
    ],
  ])('%s', async (_, bring) => {
    const test = await new TestEngine().loggedIn();
    await bring(test);
    test.forget();
    const left = test.watch('left', test.engine.destroyInstance());
    await test.pass(6);
    expect(left.outcome.state).toBe('resolved');
    expect(held(test)).toEqual(NOTHING);
    expect(test.heard).toEqual([]);
  });
});
