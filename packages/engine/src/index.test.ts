import { afterEach, expect, it, vi } from 'vitest';

/** Everything that only a browser has. A server that renders the page must be able to import the engine. */
const BROWSER = [
  'window',
  'document',
  'navigator',
  'location',
  'WebSocket',
  'RTCPeerConnection',
  'localStorage',
];

afterEach(() => vi.unstubAllGlobals());

it('importing the engine touches nothing of the browser', async () => {
  const before = BROWSER.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of BROWSER) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        throw new Error(`${name} was touched`);
      },
    });
  }
  try {
    vi.resetModules();
    const engine = await import('./index.js');
    expect(Object.keys(engine).sort()).toEqual([
      'CallEndReason',
      'LOG_LEVEL',
      'TRTCBeautyStyle',
      'TRTCVideoFillMode',
      'TRTCVideoMirrorType',
      'TRTCVideoRotation',
      'TUICallCameraPosition',
      'TUICallEngine',
      'TUICallEngineError',
      'TUICallEvent',
      'TUICallType',
      'TUICamera',
      'TUIErrorCode',
      'TUINetworkQuality',
      'default',
    ]);
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
});

it('an engine may be created where there is no browser, and says what is missing', async () => {
  const { TUICallEngine } = await import('./index.js');
  const engine = TUICallEngine.createInstance({ SDKAppID: 1 });
  engine.setLogLevel(4);
  await expect(engine.login({ userID: 'A', userSig: 'sig' })).rejects.toMatchObject({
    code: -1202,
    message: expect.stringContaining('no server address'),
  });
  expect(engine.getCurrentDevice('camera')).toBeNull();
  await engine.destroyInstance();
});
