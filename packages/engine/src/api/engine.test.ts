import { afterEach, describe, expect, it, vi } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { info, SERVER_NOW, TestEngine } from '../testing/test-engine.js';
import { TUICallEngine } from './engine.js';

const loggedIn = (options = {}) => new TestEngine(options).loggedIn();

afterEach(() => vi.unstubAllGlobals());

describe('statics', () => {
  it('createInstance makes one engine, and a new one after destroyInstance', async () => {
    const first = TUICallEngine.createInstance({ SDKAppID: 1 });
    expect(TUICallEngine.createInstance({ SDKAppID: 2 })).toBe(first);
    await first.destroyInstance();
    const second = TUICallEngine.createInstance({ sdkAppID: 2, frameWork: 'vue3', component: 14, tim: null });
    expect(second).not.toBe(first);
    await first.destroyInstance();
    expect(TUICallEngine.createInstance({ SDKAppID: 1 })).toBe(second);
    await second.destroyInstance();
  });

  it.each([
    [{}, "'SDKAppID' is a required param when calling createInstance(), received: undefined."],
    [
      { SDKAppID: '1' },
      "'SDKAppID' must be type of Number when calling createInstance(), received type: string.",
    ],
    [
      { SDKAppID: 1, serverURL: 'calls.example.com' },
      "'serverURL' must be an http(s) or ws(s) address such as https://calls.example.com, received: calls.example.com.",
    ],
  ])('createInstance(%j) throws −1202', (options, message) => {
    expect(() => TUICallEngine.createInstance(options as never)).toThrow(
      expect.objectContaining({
        name: 'TUICallEngineError',
        code: -1202,
        functionName: 'createInstance',
        message,
      }),
    );
    expect(() => TUICallEngine.createInstance(undefined as never)).toThrow(
      expect.objectContaining({ code: -1202 }),
    );
  });

  it('once("ready") calls everybody, also late', async () => {
    const seen: string[] = [];
    TUICallEngine.once('ready', () => seen.push('early'));
    expect(seen).toEqual([]);
    await Promise.resolve();
    TUICallEngine.once('ready', () => seen.push('late'));
    await Promise.resolve();
    expect(seen).toEqual(['early', 'late']);
  });

  it('the server: serverURL, else setServerURL, else the page’s origin, else −1202', async () => {
    const urls = async (options: Record<string, unknown>, origin: string | null) => {
      const test = new TestEngine(options);
      test.platform.pageOrigin = origin;
      const login = test.watch('login', test.engine.login({ userID: 'A', userSig: 'sig' }));
      await test.settle();
      return login.outcome.state === 'rejected' ? login.outcome.error.code : test.socket.url;
    };
    expect(await urls({}, 'http://localhost:8080')).toBe('ws://localhost:8080/ws');
    expect(await urls({}, null)).toBe(-1202);
    expect(() => TUICallEngine.setServerURL('nowhere')).toThrow(
      expect.objectContaining({ code: -1202, functionName: 'setServerURL' }),
    );
    TUICallEngine.setServerURL('https://set.example.com');
    expect(await urls({}, 'http://localhost:8080')).toBe('wss://set.example.com/ws');
    expect(await urls({ serverURL: 'ws://own:81' }, 'http://localhost:8080')).toBe('ws://own:81/ws');
  });
});

describe('events', () => {
  it('context becomes this, the engine by default; strings of both generations mean the same event', async () => {
    const test = await loggedIn();
    const seen: unknown[] = [];
    const context = { kit: true };
    function note(this: unknown, payload: unknown) {
      seen.push([this, payload]);
    }
    test.engine.on('onKickedOffLine', note, context);
    test.engine.on(TUICallEvent.KICKED_OUT, note);
    test.engine.once('onKickedOut', note, 'once');
    test.engine.on(TUICallEvent.KICKED_OUT, note, 'gone');
    test.engine.off('onKickedOffLine', note, 'gone');
    await test.happens({ e: 'kickedOut', message: 'm' });
    expect(seen).toEqual([
      [context, { message: 'm' }],
      [test.engine, { message: 'm' }],
      ['once', { message: 'm' }],
    ]);
  });

  it('an event that nobody knows never comes, and a listener that is none is −1202', () => {
    const { engine } = new TestEngine();
    expect(() => engine.on('later' as never, () => {})).not.toThrow();
    expect(() => engine.on(undefined as never, () => {})).not.toThrow();
    expect(() => engine.on(TUICallEvent.ERROR, undefined as never)).toThrow(
      expect.objectContaining({ code: -1202 }),
    );
  });

  it('a listener that throws is reported to the page, and the next one is called', async () => {
    const test = await loggedIn();
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const failure = new Error('of the app');
    const seen: unknown[] = [];
    test.engine.on(TUICallEvent.ON_CALL_RECEIVED, () => {
      throw failure;
    });
    test.engine.on(TUICallEvent.ON_CALL_RECEIVED, ({ callerId }) => seen.push(callerId));
    await test.ringing();
    expect(seen).toEqual(['B']);
    expect(reported).toEqual([failure]);
  });
});

describe('meters', () => {
  it('volume every second and quality every 2 s, from the first other user on, self first, until the end', async () => {
    const test = await loggedIn();
    await test.calling();
    await test.pass(3);
    expect(test.measured).toEqual([]);
    const { last: media } = test.media.plane;
    media.volumes = new Map([['B', 55]]);
    media.samples = [{ userId: 'B', connected: true, delay: 100, upLoss: 0, downLoss: null }];
    const { callId } = info();
    await test.happens({ e: 'begin', call: info(), role: 'inviter', since: SERVER_NOW });
    await test.happens({ e: 'userEnter', callId, userId: 'B' });
    await test.pass(4);
    const of = (name: string) => test.measured.filter(({ event }) => event === name);
    expect(of(TUICallEvent.USER_VOICE_VOLUME)).toHaveLength(4);
    expect(of(TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED)).toHaveLength(2);
    expect(of(TUICallEvent.USER_VOICE_VOLUME)[0]?.payload).toEqual({
      volumeMap: [
        { userId: 'A', userID: 'A', audioVolume: 7, volume: 7 },
        { userId: 'B', userID: 'B', audioVolume: 55, volume: 55 },
      ],
    });
    const networkQualityList = [
      { userId: 'A', userID: 'A', quality: 1, upLoss: 0, downLoss: 0, delay: 100 },
      { userId: 'B', userID: 'B', quality: 1, upLoss: 0, downLoss: 0, delay: 100 },
    ];
    expect(of(TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED)[0]?.payload).toEqual({
      networkQualityList,
      network: networkQualityList,
    });
    void test.engine.hangup();
    test.measured.length = 0;
    await test.pass(4);
    expect(test.measured).toEqual([]);
  });
});

describe('media choices', () => {
  it('are remembered for the next call', async () => {
    const test = await loggedIn();
    await test.engine.setVideoQuality('720p');
    await test.engine.setVideoRenderParams({ objectFit: 'contain' });
    await test.engine.setVideoRenderParams({ userID: 'B', mirror: true });
    await test.engine.setVideoRenderParams({ userID: 'A', rotation: 90 });
    test.engine.getTRTCCloudInstance().muteAllRemoteAudio(true);
    await test.calling();
    expect(test.media.plane.last.log.slice(0, 4)).toEqual([
      'setVideoProfile(720)',
      'muteAllRemoteAudio(true)',
      'setRemoteViewOptions(null, {"objectFit":"contain"})',
      'setRemoteViewOptions(B, {"mirror":true})',
    ]);
    expect(test.media.capture.log).toContain('setVideoProfile(720)');
    expect(test.media.preview.log.slice(0, 2)).toEqual([
      'setOptions({"objectFit":"contain"})',
      'setOptions({"rotation":90})',
    ]);
  });

  it('for a user who then logs in are for the own picture', async () => {
    const test = new TestEngine();
    await test.engine.setVideoRenderParams({ userID: 'A', mirror: false });
    await test.engine.setVideoRenderParams({ userID: 'B', mirror: true });
    expect(test.media.preview.log).toEqual([]);
    await test.loggedIn();
    expect(test.media.preview.log).toEqual(['setOptions({"mirror":false})']);
    await test.calling();
    expect(test.media.plane.last.log.filter((line) => line.startsWith('setRemoteViewOptions'))).toEqual([
      'setRemoteViewOptions(null, {})',
      'setRemoteViewOptions(B, {"mirror":true})',
    ]);
  });

  it('change the call that runs; the end of a call gives the sound back', async () => {
    const test = await loggedIn();
    await test.calling();
    const { last: media } = test.media.plane;
    await test.engine.setVideoQuality('1080p');
    test.engine.getTRTCCloudInstance().muteAllRemoteAudio(true);
    expect(media.log.slice(-2)).toEqual(['setVideoProfile(1080)', 'muteAllRemoteAudio(true)']);
    void test.engine.hangup();
    await test.answer('hangup');
    await test.calling(info({ callId: 'call-00000000000000002' }));
    expect(test.media.plane.last.log).toContain('muteAllRemoteAudio(false)');
  });

  it('ON_AUTOPLAY_BLOCKED, and as the media engine’s onAutoPlayFailed', async () => {
    const test = await loggedIn();
    await test.calling();
    const cloud = test.engine.getTRTCCloudInstance();
    const failed = vi.fn();
    cloud.on('onAutoPlayFailed', failed);
    test.media.plane.last.options.onAutoplayBlocked();
    expect(test.heard).toEqual([{ event: TUICallEvent.ON_AUTOPLAY_BLOCKED, payload: {} }]);
    expect(failed).toHaveBeenCalledOnce();
    await expect(failed.mock.lastCall?.[0].resume()).resolves.toBeUndefined();
    cloud.off('onAutoPlayFailed', failed);
    test.media.plane.last.options.onAutoplayBlocked();
    expect(failed).toHaveBeenCalledOnce();
  });
});
