import { describe, expect, it } from 'vitest';
import { TUICallEngine } from '../api/engine.js';
import { TUICallEngineError } from '../errors/engine-error.js';
import type { CallStatus } from '../session/stage.js';
import { ended, info, TestEngine } from '../testing/test-engine.js';
import { METHODS, type MethodName } from './table.js';
import { invoke, refusal } from './testing/refusal.js';

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

  it.each(['inviteUser', 'cancelInvite'] as const)(
    'G-08 %s on a call that has ended: 101004',
    async (method) => {
      const it = await new TestEngine().loggedIn();
      await it.talking();
      await it.happens(ended(info(), 'inviter', 'B', 1));
      await expect(it.engine[method]({ userIDList: ['C'] })).rejects.toMatchObject({ code: 101004 });
    },
  );
});
