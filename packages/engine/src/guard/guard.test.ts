import { describe, expect, it } from 'vitest';
import { TUICallEngine } from '../api/engine.js';
import { TUICallEngineError } from '../errors/engine-error.js';
import type { CallStatus } from '../session/stage.js';
import { ended, info, TestEngine } from '../testing/test-engine.js';
import { METHODS, type MethodName } from './table.js';

/** Arguments with which each method passes its parameter check. */
const GOOD: Record<MethodName, unknown[]> = {
  login: [{ userID: 'A', userSig: 'sig' }],
  init: [{ userID: 'A', userSig: 'sig' }],
  logout: [],
  destroyInstance: [],
  setSelfInfo: [{ nickName: 'Anna' }],
  call: [{ userID: 'B', type: 1 }],
  calls: [{ userIDList: ['B', 'C'], type: 1 }],
  groupCall: [{ userIDList: ['B'], type: 1, groupID: 'g' }],
  inviteUser: [{ userIDList: ['C'] }],
  cancelInvite: [{ userIDList: ['C'] }],
  join: [{ callId: 'call-00000000000000009' }],
  joinInGroupCall: [{ type: 1, groupID: 'g', roomID: 7 }],
  getLiveCalls: [],
  accept: [],
  reject: [],
  hangup: [],
  switchCallMediaType: [1],
  openCamera: ['local'],
  closeCamera: [],
  openMicrophone: [],
  closeMicrophone: [],
  startRemoteView: [{ userID: 'B', videoViewDomID: 'remote', options: { objectFit: 'cover' } }],
  stopRemoteView: [{ userID: 'B' }],
  setVideoQuality: ['720p'],
  setVideoRenderParams: [{ objectFit: 'contain' }],
  getDeviceList: ['camera'],
  switchDevice: [{ deviceType: 'audio', deviceId: 'm1' }],
  switchCamera: [1],
  setBlurBackground: [0],
  setVirtualBackground: [''],
  enableAIVoice: [false],
  setBeautyLevel: [{ style: 0, beautyLevel: 0 }],
  startLocalView: [{ userID: 'A', videoViewDomID: 'local' }],
  stopLocalView: [{ userID: 'A' }],
  enableMultiDeviceAbility: [true],
  callExperimentalAPI: ['{"api":"forceUseV2API","params":{"enable":true}}'],
  getRecentCalls: [{ count: 3 }],
};

/** The table of client.md §2.1, written down a second time: with login, and the states. */
const TABLE: Record<MethodName, { login: boolean; states: CallStatus[] }> = {
  login: { login: false, states: ['idle', 'calling', 'connected'] },
  init: { login: false, states: ['idle', 'calling', 'connected'] },
  logout: { login: false, states: ['idle', 'calling', 'connected'] },
  destroyInstance: { login: false, states: ['idle', 'calling', 'connected'] },
  setSelfInfo: { login: true, states: ['idle', 'calling', 'connected'] },
  call: { login: true, states: ['idle'] },
  calls: { login: true, states: ['idle'] },
  groupCall: { login: true, states: ['idle'] },
  inviteUser: { login: true, states: ['calling', 'connected'] },
  cancelInvite: { login: true, states: ['calling', 'connected'] },
  // While it rings: of the very call alone, see joining.test.ts.
  join: { login: true, states: ['idle'] },
  joinInGroupCall: { login: true, states: ['idle'] },
  getLiveCalls: { login: true, states: ['idle', 'calling', 'connected'] },
  accept: { login: true, states: ['calling'] },
  reject: { login: true, states: ['calling'] },
  hangup: { login: true, states: ['calling', 'connected'] },
  switchCallMediaType: { login: true, states: ['calling', 'connected'] },
  openCamera: { login: true, states: ['calling', 'connected'] },
  closeCamera: { login: true, states: ['calling', 'connected'] },
  openMicrophone: { login: true, states: ['calling', 'connected'] },
  closeMicrophone: { login: true, states: ['calling', 'connected'] },
  startRemoteView: { login: true, states: ['connected'] },
  stopRemoteView: { login: true, states: ['connected'] },
  setVideoQuality: { login: false, states: ['idle', 'calling', 'connected'] },
  setVideoRenderParams: { login: false, states: ['idle', 'calling', 'connected'] },
  getDeviceList: { login: true, states: ['idle', 'calling', 'connected'] },
  switchDevice: { login: true, states: ['calling', 'connected'] },
  switchCamera: { login: true, states: ['calling', 'connected'] },
  setBlurBackground: { login: true, states: ['idle', 'calling', 'connected'] },
  setVirtualBackground: { login: true, states: ['idle', 'calling', 'connected'] },
  enableAIVoice: { login: true, states: ['idle', 'calling', 'connected'] },
  setBeautyLevel: { login: false, states: ['idle', 'calling', 'connected'] },
  startLocalView: { login: true, states: ['calling', 'connected'] },
  stopLocalView: { login: true, states: ['calling', 'connected'] },
  enableMultiDeviceAbility: { login: false, states: ['idle', 'calling', 'connected'] },
  callExperimentalAPI: { login: false, states: ['idle', 'calling', 'connected'] },
  getRecentCalls: { login: true, states: ['idle', 'calling', 'connected'] },
};

/** A second one while the first runs is −1204. */
const ALONE: readonly MethodName[] = [
  'call',
  'calls',
  'groupCall',
  'inviteUser',
  'cancelInvite',
  'join',
  'joinInGroupCall',
  'accept',
  'reject',
  'hangup',
  'switchCallMediaType',
  'enableMultiDeviceAbility',
];

/** Those that report nothing by a promise, and so have no guard. */
const UNGUARDED = [
  'on',
  'once',
  'off',
  'tim',
  'getTim',
  'trtcCloud',
  'getTRTCCloudInstance',
  'setLogLevel',
  'reportLog',
  'getCurrentDevice',
  'getDevicePermission',
];

const NAMES = Object.keys(METHODS) as MethodName[];
const SITUATIONS = {
  idle: async (it: TestEngine) => void (await it.loggedIn()),
  // Only a ring that came here can be answered; the caller may do the rest.
  calling: async (it: TestEngine, method: MethodName) =>
    method === 'accept' || method === 'reject'
      ? (await it.loggedIn()).ringing()
      : (await it.loggedIn()).calling(),
  connected: async (it: TestEngine) => (await it.loggedIn()).talking(),
} satisfies Record<CallStatus, (it: TestEngine, method: MethodName) => Promise<void>>;

function invoke(engine: TUICallEngine, method: MethodName, args: readonly unknown[]): Promise<unknown> {
  return (engine[method] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
}

/** The code with which the guard refuses, or 'passes': whatever comes after it is not the guard's. */
async function guarded(it: TestEngine, method: MethodName, args = GOOD[method]): Promise<number | 'passes'> {
  const watched = it.watch(method, invoke(it.engine, method, args));
  await it.settle();
  const { outcome } = watched;
  if (outcome.state !== 'rejected' || ![-1201, -1203].includes(outcome.error.code)) return 'passes';
  expect(outcome.error).toBeInstanceOf(TUICallEngineError);
  expect(outcome.error).toMatchObject({ name: 'TUICallEngineError', functionName: method });
  expect(outcome.error.getCode()).toBe(outcome.error.code);
  return outcome.error.code;
}

describe.each(NAMES)('%s', (method) => {
  it('without a login', async () => {
    expect(await guarded(new TestEngine(), method)).toBe(TABLE[method].login ? -1201 : 'passes');
  });

  it.each(Object.keys(SITUATIONS) as CallStatus[])('while %s', async (status) => {
    const test = new TestEngine();
    test.platform.elements.set('remote', { id: 'remote', nodeType: 1 } as HTMLElement);
    await SITUATIONS[status](test, method);
    expect(await guarded(test, method)).toBe(TABLE[method].states.includes(status) ? 'passes' : -1203);
  });

  it('twice at once', async () => {
    const test = new TestEngine();
    await SITUATIONS[TABLE[method].states[0] ?? 'idle'](test, method);
    void test.watch('first', invoke(test.engine, method, GOOD[method]));
    const second = test.watch('second', invoke(test.engine, method, GOOD[method]));
    await test.settle();
    const repeated = second.outcome.state === 'rejected' && second.outcome.error.code === -1204;
    expect(repeated).toBe(ALONE.includes(method));
  });
});

it('the table has every method of an engine', () => {
  const methods = new Set<string>();
  for (let it = TUICallEngine.prototype; it !== Object.prototype; it = Object.getPrototypeOf(it)) {
    for (const name of Object.getOwnPropertyNames(it)) if (name !== 'constructor') methods.add(name);
  }
  expect([...methods].sort()).toEqual([...NAMES, ...UNGUARDED].sort());
});

async function refusal(method: MethodName, ...args: readonly unknown[]): Promise<TUICallEngineError> {
  const it = await new TestEngine().loggedIn();
  try {
    await invoke(it.engine, method, args);
  } catch (error) {
    if (error instanceof TUICallEngineError) return error;
  }
  throw new Error(`${method} was not refused`);
}

describe('messages', () => {
  it('−1203 names the states and the one that is', async () => {
    expect(await refusal('hangup')).toMatchObject({
      code: -1203,
      message: "'callStatus' must be one of calling|connected when calling hangup(), received: idle.",
    });
    expect((await refusal('startRemoteView', ...GOOD.startRemoteView)).message).toBe(
      "'callStatus' must be one of connected when calling startRemoteView(), received: idle.",
    );
  });

  it('−1204 is the text that kits look for', async () => {
    const test = await new TestEngine().loggedIn();
    void test.watch('first', test.engine.call({ userID: 'B', type: 1 }));
    await expect(test.engine.call({ userID: 'B', type: 1 })).rejects.toMatchObject({
      code: -1204,
      message: 'call() is ongoing, please avoid repeated calls',
    });
  });

  it.each<[MethodName, unknown[], string]>([
    ['call', [], "'userID' is a required param when calling call(), received: undefined."],
    [
      'call',
      [{ userID: null, type: 1 }],
      "'userID' is a required param when calling call(), received: null.",
    ],
    ['call', ['B'], "'params' must be type of Object when calling call(), received type: string."],
    ['call', [[]], "'params' must be type of Object when calling call(), received type: array."],
    [
      'call',
      [{ userID: 7, type: 1 }],
      "'userID' must be type of String when calling call(), received type: number.",
    ],
    ['call', [{ userID: '  ', type: 1 }], "'userID' cannot be empty when calling call()."],
    [
      'call',
      [{ userID: 'ü'.repeat(33), type: 1 }],
      "'userID' must be at most 64 bytes when calling call(), received 66 bytes.",
    ],
    [
      'call',
      [{ userID: 'B\n', type: 1 }],
      "'userID' must not contain control characters when calling call().",
    ],
    ['call', [{ userID: 'B', type: 0 }], "'type' must be one of 1|2 when calling call(), received: 0."],
    ['call', [{ userID: 'B', type: 3 }], "'type' must be one of 1|2 when calling call(), received: 3."],
    [
      'call',
      [{ userID: 'B', type: '1' }],
      "'type' must be type of Number when calling call(), received type: string.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, roomID: -1 }],
      "'roomID' must be the range of 0~2147483647 when calling call(), received: -1.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, roomID: Number.NaN }],
      "'roomID' must be the range of 0~2147483647 when calling call(), received: NaN.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, roomID: 1.5 }],
      "'roomID' must be a whole number when calling call(), received: 1.5.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, timeout: 601 }],
      "'timeout' must be the range of 0~600 when calling call(), received: 601.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, userData: 'x'.repeat(4097) }],
      "'userData' must be at most 4096 bytes when calling call(), received 4097 bytes.",
    ],
    [
      'calls',
      [{ userIDList: 'B', type: 1 }],
      "'userIDList' must be type of Array when calling calls(), received type: string.",
    ],
    ['calls', [{ userIDList: [], type: 1 }], "'userIDList' cannot be empty when calling calls()."],
    ['calls', [{ userIDList: ['B', ' '], type: 1 }], "'userIDList[1]' cannot be empty when calling calls()."],
    [
      'calls',
      [{ userIDList: Array.from({ length: 101 }, (_, index) => `user${index}`), type: 1 }],
      "'userIDList' must have at most 100 entries when calling calls(), received 101.",
    ],
    [
      'groupCall',
      [{ userIDList: ['B'], type: 1 }],
      "'groupID' is a required param when calling groupCall(), received: undefined.",
    ],
    [
      'inviteUser',
      [{ userIDList: ['B'], offlinePushInfo: { title: 7 } }],
      "'offlinePushInfo.title' must be type of String when calling inviteUser(), received type: number.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, offlinePushInfo: { extension: 'x'.repeat(1025) } }],
      "'offlinePushInfo.extension' must be at most 1024 bytes when calling call(), received 1025 bytes.",
    ],
    ['join', [{}], "'callId' is a required param when calling join(), received: undefined."],
    [
      'joinInGroupCall',
      [{ type: 1, groupID: 'g' }],
      "'roomID' is a required param when calling joinInGroupCall(), received: undefined.",
    ],
    ['login', [{ userID: 'A' }], "'userSig' is a required param when calling login(), received: undefined."],
    [
      'openCamera',
      [7],
      "'videoViewDomID' must be type of String/HTMLElement when calling openCamera(), received type: number.",
    ],
    ['openCamera', [''], "'videoViewDomID' cannot be empty when calling openCamera()."],
    [
      'openCamera',
      ['local', 1],
      "'isFrontCamera' must be type of Boolean when calling openCamera(), received type: number.",
    ],
    [
      'setVideoQuality',
      ['1p'],
      "'profile' must be one of 120p|120p_2|180p|180p_2|240p|360p|360p_2|480p|480p_2|720p|1080p|1440p|4K when calling setVideoQuality(), received: 1p.",
    ],
    [
      'setVideoQuality',
      ['toString'],
      "'profile' must be one of 120p|120p_2|180p|180p_2|240p|360p|360p_2|480p|480p_2|720p|1080p|1440p|4K when calling setVideoQuality(), received: toString.",
    ],
    [
      'setVideoRenderParams',
      [{ objectFit: 'stretch' }],
      "'objectFit' must be one of contain|cover|fill when calling setVideoRenderParams(), received: stretch.",
    ],
    [
      'switchDevice',
      [{ deviceType: 'screen', deviceId: 'x' }],
      "'deviceType' must be one of camera|microphone|microphones|speaker|video|audio when calling switchDevice(), received: screen.",
    ],
    ['switchCamera', [2], "'cameraPosition' must be one of 0|1 when calling switchCamera(), received: 2."],
    [
      'setBlurBackground',
      [],
      "'level' is a required param when calling setBlurBackground(), received: undefined.",
    ],
    [
      'enableMultiDeviceAbility',
      ['yes'],
      "'enable' must be type of Boolean when calling enableMultiDeviceAbility(), received type: string.",
    ],
    ['callExperimentalAPI', ['{'], `'jsonStr' must be JSON such as {"api":"…","params":{…}}, received: {.`],
    [
      'callExperimentalAPI',
      ['{"api":"makeCoffee"}'],
      "'makeCoffee' is no experimental API of Ringback; there are setExcludeFromHistoryMessage, setAssetsPath, forceUseV2API, enableAutoPlayDialog.",
    ],
    [
      'getRecentCalls',
      [{ count: 101 }],
      "'count' must be the range of 1~100 when calling getRecentCalls(), received: 101.",
    ],
  ])('%s(%j): %s', async (method, args, message) => {
    expect(await refusal(method, ...args)).toMatchObject({ code: -1202, functionName: method, message });
  });

  it.each(['inviteUser', 'cancelInvite'] as const)(
    'G-08 %s on a call that has ended: 101004',
    async (method) => {
      const it = await new TestEngine().loggedIn();
      await it.talking();
      await it.happens(ended(info(), 'inviter', 'B', 1));
      await expect(it.engine[method]({ userIDList: ['C'] })).rejects.toMatchObject({ code: 101004 });
    },
  );

  it('parameters are checked before the login and the state', async () => {
    await expect(new TestEngine().engine.call({ userID: '', type: 1 })).rejects.toMatchObject({
      code: -1202,
    });
  });
});
