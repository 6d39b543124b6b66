import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeWorld, refusal, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const crew = { groupID: 'g1', name: 'Crew', ownerID: 'alice', memberCount: 3 };

/** alice is in a group with bob and eve, which she made. */
async function withCrew(): Promise<FakeWorld> {
  const fake = await signedIn();
  fake.tim.groupList.push(crew);
  await vi.advanceTimersByTimeAsync(3_000);
  return fake;
}

test('the groups of the directory are listed, oneself left out; who is in one is read when it has changed', async () => {
  const fake = await withCrew();
  expect(fake.model().groups).toMatchObject([
    { groupId: 'g1', name: 'Crew', own: true, others: [{ userId: 'bob' }, { userId: 'eve' }] },
  ]);
  const before = fake.model().groups;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(fake.tim.getGroupMemberList).toHaveBeenCalledTimes(1);
  expect(fake.model().groups).toBe(before);
  fake.tim.groupList[0] = { ...crew, name: 'Night crew', memberCount: 4 };
  await vi.advanceTimersByTimeAsync(3_000);
  expect(fake.tim.getGroupMemberList).toHaveBeenCalledTimes(2);
  expect(fake.model().groups[0]?.name).toBe('Night crew');
});

test('an answer that comes late does not undo the one after it', async () => {
  const fake = await withCrew();
  let answerLate = () => {};
  fake.tim.getGroupList.mockReturnValueOnce(
    new Promise((resolve) => {
      answerLate = () => resolve({ code: 0, data: { groupList: [crew], isSyncCompleted: true } });
    }),
  );
  await vi.advanceTimersByTimeAsync(3_000);
  fake.tim.groupList[0] = { ...crew, name: 'Night crew' };
  await vi.advanceTimersByTimeAsync(3_000);
  answerLate();
  await settled();
  expect(fake.model().groups[0]?.name).toBe('Night crew');
});

test('S2-01 a saved group is called in its name, and again when nobody came', async () => {
  const fake = await withCrew();
  const userIds = ['bob', 'eve'];
  fake.controller.act({ do: 'call', userIds, media: 'video', groupId: 'g1' });
  expect(fake.model().call).toMatchObject({ phase: 'group', step: 'ringing', groupId: 'g1' });
  await settled();
  const placed = { groupID: 'g1', userIDList: userIds, type: 2, timeout: 30 };
  expect(fake.engine.groupCall).toHaveBeenCalledWith(placed);
  for (const userID of userIds) fake.emit(TUICallEvent.REJECT, { userID });
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, { callId: 'c1', userID: 'alice', reason: 2 } as never);
  fake.controller.act({ do: 'callAgain' });
  await settled();
  expect(fake.engine.groupCall).toHaveBeenCalledTimes(2);
  expect(fake.engine.groupCall).toHaveBeenLastCalledWith(placed);
});

test('a group of two is called as a group', async () => {
  const fake = await withCrew();
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'audio', groupId: 'g1' });
  expect(fake.model().call.phase).toBe('group');
  await settled();
  expect(fake.engine.call).not.toHaveBeenCalled();
});

test('a call of a group that rings here knows the group, and keeps it when answered', async () => {
  const fake = await withCrew();
  fake.emit(TUICallEvent.ON_CALL_RECEIVED, {
    callId: 'c2',
    callerId: 'bob',
    calleeIdList: ['alice', 'eve'],
    isFromGroup: true,
    groupID: 'g1',
    callMediaType: 1,
    timeout: 30,
    remaining: 30,
  });
  expect(fake.model().call).toMatchObject({ phase: 'incoming', groupId: 'g1' });
  fake.emit(TUICallEvent.ON_CALL_BEGIN, { callId: 'c2', callMediaType: 1, callRole: 'invitee' });
  expect(fake.model().call).toMatchObject({ phase: 'group', groupId: 'g1' });
});

test('those who were chosen are saved as a group; what the server says against it is said', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'saveGroup', name: 'Crew', userIds: ['bob', 'eve'] });
  await settled();
  const memberList = [{ userID: 'bob' }, { userID: 'eve' }];
  expect(fake.tim.createGroup).toHaveBeenCalledWith({ name: 'Crew', memberList });
  fake.tim.createGroup.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_PARAM_INVALID, 'not here'));
  fake.controller.act({ do: 'saveGroup', name: 'Crew', userIds: ['bob'] });
  await settled();
  expect(fake.model().notices[0]?.body).toEqual({ kind: 'notSaved', message: 'not here' });
});

test('one’s own group is deleted, another’s is left', async () => {
  const fake = await withCrew();
  fake.tim.groupList.push({ ...crew, groupID: 'g2', ownerID: 'bob' });
  await vi.advanceTimersByTimeAsync(3_000);
  fake.controller.act({ do: 'dropGroup', groupId: 'g1' });
  fake.controller.act({ do: 'dropGroup', groupId: 'g2' });
  await settled();
  expect(fake.tim.dismissGroup.mock.calls).toEqual([['g1']]);
  expect(fake.tim.quitGroup.mock.calls).toEqual([['g2']]);
});
