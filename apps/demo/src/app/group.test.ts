import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memberOf } from '../model/group.js';
import { type FakeWorld, refusal, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** alice calls bob and eve, and bob answers. */
async function talking(): Promise<FakeWorld> {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob', 'eve'], media: 'video' });
  await settled();
  fake.emit(TUICallEvent.ON_CALL_BEGIN, { callId: 'c1', callMediaType: 2, callRole: 'inviter' });
  fake.emit(TUICallEvent.USER_ENTER, { userID: 'bob' });
  list(fake, ['alice', 'bob'], ['eve']);
  return fake;
}

function list({ emit }: FakeWorld, userIDList: string[], invitingUserIDList: string[] = []): void {
  emit(TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE, { userIDList, invitingUserIDList });
}

const partOf = (fake: FakeWorld, userId: string) => {
  const { call } = fake.model();
  return call.phase === 'group' ? memberOf(call, userId)?.part : undefined;
};

test('S2-01 several are called together, and the own camera opens as with one', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob', 'eve', 'bob', 'alice'], media: 'video' });
  expect(fake.model().call).toMatchObject({ phase: 'group', step: 'ringing' });
  await settled();
  expect(fake.engine.calls).toHaveBeenCalledWith({ userIDList: ['bob', 'eve'], type: 2, timeout: 30 });
  expect(fake.engine.openCamera).toHaveBeenCalledTimes(1);
  expect(fake.bell.play).not.toHaveBeenCalled();
  fake.emit(TUICallEvent.ON_USER_RINGING, { userID: 'eve' });
  expect(fake.bell.play).toHaveBeenCalledWith('ringback', 'alice', expect.anything());
});

test('S2-02 the camera of who answers a group call opens when his place is in the page', async () => {
  const fake = await signedIn();
  fake.emit(TUICallEvent.ON_CALL_RECEIVED, {
    callId: 'c1',
    callerId: 'bob',
    calleeIdList: ['alice', 'eve'],
    isFromGroup: true,
    groupID: '',
    callMediaType: 2,
    timeout: 30,
    remaining: 30,
  });
  fake.emit(TUICallEvent.ON_CALL_BEGIN, { callId: 'c1', callMediaType: 2, callRole: 'invitee' });
  expect(fake.engine.openCamera).not.toHaveBeenCalled();
  list(fake, ['bob', 'alice'], ['eve']);
  await settled();
  list(fake, ['bob', 'alice', 'eve']);
  await settled();
  expect(partOf(fake, 'alice')).toEqual({ is: 'self' });
  expect(fake.engine.openCamera).toHaveBeenCalledTimes(1);
});

test('one of several is a call of two', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob', 'alice'], media: 'audio' });
  await settled();
  expect(fake.engine.call).toHaveBeenCalledWith({ userID: 'bob', type: 1, timeout: 30 });
  expect(fake.model().call.phase).toBe('outgoing');
});

test('G-21 somebody unknown among them: nobody rings, and the message says who', async () => {
  const fake = await signedIn();
  fake.engine.calls.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_INVALID_SEND_FAIL, 'not known: eve'));
  fake.controller.act({ do: 'call', userIds: ['bob', 'eve'], media: 'audio' });
  await settled();
  expect(fake.model().call.phase).toBe('idle');
  expect(fake.model().notices[0]?.body).toEqual({ kind: 'notPlaced', message: 'not known: eve' });
});

test('S2-04 who declines is said so in his place for 8 s', async () => {
  const fake = await talking();
  fake.emit(TUICallEvent.REJECT, { userID: 'eve' });
  expect(partOf(fake, 'eve')).toMatchObject({ is: 'gone', why: 'declined', tile: true });
  await vi.advanceTimersByTimeAsync(8_000);
  expect(partOf(fake, 'eve')).toMatchObject({ is: 'gone', tile: false });
});

test('S2-08 nobody comes: who did not and why, and all can be called again', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob', 'eve'], media: 'audio' });
  await settled();
  fake.emit(TUICallEvent.REJECT, { userID: 'bob' });
  fake.emit(TUICallEvent.LINE_BUSY, { userID: 'eve' });
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, { callId: 'c1', userID: 'alice', reason: 5 } as never);
  expect(fake.model().call).toMatchObject({
    phase: 'ended',
    outcome: {
      why: 'nobody',
      refusals: [
        { person: { userId: 'bob' }, why: 'declined' },
        { person: { userId: 'eve' }, why: 'busy' },
      ],
    },
  });
  fake.controller.act({ do: 'callAgain' });
  await settled();
  expect(fake.engine.calls).toHaveBeenLastCalledWith({ userIDList: ['bob', 'eve'], type: 1, timeout: 30 });
});

test('S2-12 who leaves is said once; a ring that is stopped is not', async () => {
  const fake = await talking();
  fake.emit(TUICallEvent.USER_LEAVE, { userID: 'eve' });
  expect(fake.model().notices).toEqual([]);
  fake.emit(TUICallEvent.USER_LEAVE, { userID: 'bob' });
  expect(fake.model().notices[0]?.body).toMatchObject({ kind: 'left', person: { userId: 'bob' } });
});

test('who is renamed while people talk is shown by his new name', async () => {
  const fake = await talking();
  fake.renamed('bob', 'Bob Stone');
  const { call } = fake.model();
  expect(call.phase === 'group' && memberOf(call, 'bob')?.person.name).toBe('Bob Stone');
});

test('S2-14, S2-19 calling somebody in and stopping it, and what the server says against it', async () => {
  const fake = await talking();
  fake.controller.act({ do: 'invite', userIds: ['dan'] });
  fake.controller.act({ do: 'stopRing', userId: 'eve' });
  await settled();
  expect(fake.engine.inviteUser).toHaveBeenCalledWith({ userIDList: ['dan'], timeout: 30 });
  expect(fake.engine.cancelInvite).toHaveBeenCalledWith({ userIDList: ['eve'] });
  fake.engine.inviteUser.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_PARAM_INVALID, 'at most 9 people'));
  fake.controller.act({ do: 'invite', userIds: ['zoe'] });
  await settled();
  expect(fake.model().notices[0]?.body).toEqual({ kind: 'notInvited', message: 'at most 9 people' });
});

test('S2-15 somebody who is busy when called into a call of two is told of, and it stays one of two', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'audio' });
  await settled();
  fake.emit(TUICallEvent.ON_CALL_BEGIN, { callId: 'c1', callMediaType: 1, callRole: 'inviter' });
  fake.emit(TUICallEvent.USER_ENTER, { userID: 'bob' });
  fake.emit(TUICallEvent.LINE_BUSY, { userID: 'eve' });
  expect(fake.model().call.phase).toBe('talking');
  expect(fake.model().notices[0]?.body).toMatchObject({
    kind: 'absent',
    person: { userId: 'eve' },
    why: 'busy',
  });
});

const live = (change: object = {}) => ({
  callId: 'c9',
  isFromGroup: true,
  callMediaType: 2,
  users: [
    { userID: 'bob', state: 'in', since: 1_000 },
    { userID: 'eve', state: 'in', since: 5_000 },
    { userID: 'dan', state: 'ringing', since: 6_000 },
  ],
  ...change,
});

test('S2-16 a call that is named by its link is shown first, and joined when asked', async () => {
  const fake = await signedIn();
  fake.engine.getLiveCalls.mockResolvedValue([live()]);
  fake.controller.act({ do: 'askJoin', text: 'https://calls.example.com/?join=c9' });
  await settled();
  expect(fake.model().invitation).toMatchObject({
    is: 'open',
    call: { isGroup: true, media: 'video', people: [{ userId: 'bob' }, { userId: 'eve' }], since: 5_000 },
  });
  fake.controller.act({ do: 'join', callId: 'c9' });
  expect(fake.model().call).toMatchObject({ phase: 'group', step: 'joining' });
  await settled();
  expect(fake.engine.join).toHaveBeenCalledWith({ callId: 'c9' });
  expect(fake.model().invitation).toBeNull();
});

test.each([
  [TUIErrorCode.NO_SUCH_CALL, 'gone'],
  [TUIErrorCode.CALL_FULL, 'full'],
])('S2-16, S2-18 what keeps from joining is said: %i is %s', async (code, why) => {
  const fake = await signedIn();
  fake.engine.join.mockRejectedValueOnce(refusal(code));
  fake.controller.act({ do: 'join', callId: 'c9' });
  await settled();
  expect(fake.model().call.phase).toBe('idle');
  expect(fake.model().notices[0]?.body).toEqual({ kind: 'notJoined', why });
});

test('S2-20 the call that is on another device is offered, and a call of two is taken over as one', async () => {
  const fake = await signedIn({
    server: {
      sign: async (userId) => ({ sdkAppId: 1, userId, userSig: 'signed' }),
      people: async () => [{ userId: 'alice', nick: '', avatar: '', online: true, inCall: true }],
    },
  });
  const users = [
    { userID: 'alice', state: 'in', since: 1_000 },
    { userID: 'bob', state: 'in', since: 2_000 },
  ];
  fake.engine.getLiveCalls.mockResolvedValue([live({ isFromGroup: false, users, deviceName: 'laptop' })]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(fake.model().elsewhere).toMatchObject({ device: 'laptop', people: [{ userId: 'bob' }] });
  fake.controller.act({ do: 'join', callId: 'c9' });
  expect(fake.model().call).toMatchObject({
    phase: 'outgoing',
    step: 'connecting',
    person: { userId: 'bob' },
  });
});
