import {
  TUICallEngineError,
  TUICallEvent,
  type TUICallEventMap,
  type TUICallEventName,
} from '@ringback/engine';
import { vi } from 'vitest';
import { Controller, type World } from '../controller.js';
import type { Engine } from '../engine.js';
import type { ListedPerson } from '../server.js';

type Payload<E extends TUICallEventName> = Partial<TUICallEventMap[E]>;

/** The groups of a directory; a test changes `groupList`. */
function fakeTim() {
  const groupList: { groupID: string; name: string; ownerID: string; memberCount: number }[] = [];
  return {
    groupList,
    getGroupList: vi.fn(async () => ({ code: 0, data: { groupList, isSyncCompleted: true } })),
    getGroupMemberList: vi.fn(async (_params: { groupID: string }) => ({
      code: 0,
      data: {
        memberList: ['alice', 'bob', 'eve'].map((userID) => ({ userID, nick: '', avatar: '' })),
        offset: 0,
      },
    })),
    createGroup: vi.fn(async (_params: { name: string }) => ({ code: 0 })),
    dismissGroup: vi.fn(async (_groupID: string) => ({ code: 0 })),
    quitGroup: vi.fn(async (_groupID: string) => ({ code: 0 })),
  };
}

/** An engine whose methods are spies and whose events are sent by the test. */
export function fakeEngine() {
  const tim = fakeTim();
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  const ok = () => vi.fn(async () => {});
  const engine = {
    on: (event: string, listener: (payload: unknown) => void) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    login: ok(),
    destroyInstance: ok(),
    call: vi.fn(async () => ({ code: 0, callId: 'c1' })),
    calls: vi.fn(async () => ({ code: 0, callId: 'c1' })),
    groupCall: vi.fn(async () => ({ code: 0, callId: 'c1' })),
    inviteUser: ok(),
    cancelInvite: ok(),
    join: vi.fn(async () => ({ code: 0, callId: 'c1' })),
    getLiveCalls: vi.fn(async (): Promise<unknown[]> => []),
    accept: vi.fn(async () => ({ code: 0 })),
    reject: ok(),
    hangup: ok(),
    openCamera: ok(),
    closeCamera: ok(),
    openMicrophone: ok(),
    closeMicrophone: ok(),
    startRemoteView: ok(),
    stopRemoteView: ok(),
    switchDevice: ok(),
    switchCallMediaType: ok(),
    setSelfInfo: vi.fn(async ({ nickName }: { nickName: string }) => ({
      code: 0,
      data: { userID: 'alice', nick: nickName, avatar: '' },
    })),
    getDeviceList: vi.fn(async () => []),
    getCurrentDevice: vi.fn(() => null),
    getRecentCalls: vi.fn(async (): Promise<unknown[]> => []),
    getTRTCCloudInstance: () => ({ muteAllRemoteAudio: vi.fn() }),
    getTim: () => ({
      on: (event: string, listener: (payload: unknown) => void) => {
        listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      },
      ...tim,
      getMyProfile: async () => ({ code: 0, data: { userID: 'alice', nick: '', avatar: '' } }),
      getUserProfile: vi.fn(async ({ userIDList }: { userIDList: string[] }) => ({
        code: 0,
        data: userIDList.map((userID) => ({ userID, nick: '', avatar: '' })),
      })),
    }),
  };
  const emit = <E extends TUICallEventName>(event: E, payload: Payload<E>) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  const renamed = (userID: string, nick: string) => {
    const payload = { name: 'onProfileUpdated', data: [{ userID, nick, avatar: '' }] };
    for (const listener of listeners.get('onProfileUpdated') ?? []) listener(payload);
  };
  return { engine, emit, renamed, tim };
}

/** The app on a fake engine, in virtual time (`vi.useFakeTimers()` is the test's). */
export function fakeWorld(overrides: Partial<World> = {}) {
  const { engine, emit, renamed, tim } = fakeEngine();
  const people: ListedPerson[] = [{ userId: 'bob', nick: '', avatar: '', online: true, inCall: false }];
  const titles: string[] = [];
  const bell = { play: vi.fn(), stop: vi.fn(), test: vi.fn(), unlock: vi.fn(), setSpeaker: vi.fn() };
  const allow = { now: () => {} };
  const world: World = {
    clock: {
      now: () => performance.now(),
      wall: () => Date.now(),
      after(ms, job) {
        const timer = setTimeout(job, ms);
        return () => clearTimeout(timer);
      },
    },
    server: {
      sign: vi.fn(async (userId: string) => ({ sdkAppId: 1, userId, userSig: 'signed' })),
      people: vi.fn(async () => people),
    },
    createEngine: () => engine as unknown as Engine,
    bell,
    page: {
      isHidden: false,
      setTitle: (title) => titles.push(title),
      every: () => () => {},
      onceTouched: () => {},
    },
    permissions: {
      onceGranted(_device, job) {
        allow.now = job;
        return () => {};
      },
    },
    memory: { name: null, media: null },
    isSecure: true,
    ...overrides,
  };
  const controller = new Controller(world);
  return {
    controller,
    engine,
    emit,
    renamed,
    tim,
    bell,
    titles,
    world,
    allow,
    model: () => controller.store.model,
  };
}

export type FakeWorld = ReturnType<typeof fakeWorld>;

/** Everything that waits only for promises has happened. */
export async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

export async function signedIn(overrides: Partial<World> = {}): Promise<FakeWorld> {
  const fake = fakeWorld(overrides);
  fake.controller.act({ do: 'signIn', name: 'alice' });
  await settled();
  return fake;
}

/** bob calls alice. */
export function ring({ emit }: FakeWorld, type: 1 | 2 = 2, callId = 'c1'): void {
  emit(TUICallEvent.ON_CALL_RECEIVED, {
    callId,
    callerId: 'bob',
    calleeIdList: ['alice'],
    isFromGroup: false,
    callMediaType: type,
    timeout: 30,
    remaining: 30,
  });
}

export function begin({ emit }: FakeWorld, type: 1 | 2 = 2, callId = 'c1'): void {
  emit(TUICallEvent.ON_CALL_BEGIN, { callId, callMediaType: type, callRole: 'invitee' });
  emit(TUICallEvent.USER_ENTER, { userID: 'bob' });
}

export function refusal(code: number, message = 'no'): TUICallEngineError {
  return new TUICallEngineError(code, 'call', message);
}
