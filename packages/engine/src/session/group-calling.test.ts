import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { idsOf } from '../testing/expected.js';
import { info, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const group = info({ isGroup: true, groupId: 'g' });
const loggedIn = () => new TestEngine().loggedIn();

/** A has called B and C, who ring. */
async function ringing() {
  const it = await loggedIn();
  const placed = it.engine.groupCall({ userIDList: ['B', 'C'], type: 2, groupID: 'g' });
  await it.settle();
  await it.answer('call', { call: group, state: 'ringing' });
  await placed;
  it.forget();
  return it;
}

describe('calling several', () => {
  it('S2-01 calls: the command carries everything, each callee once; resolves with the ids', async () => {
    const it = await loggedIn();
    const calls = it.watch(
      'calls',
      it.engine.calls({
        userIDList: ['B', 'C', 'B'],
        type: 2,
        chatGroupID: 'g',
        roomID: 12,
        timeout: 60,
        userData: 'hi',
        offlinePushInfo: { title: 'A' },
      }),
    );
    await it.settle();
    expect(it.command('call').command).toEqual({
      op: 'call',
      userIds: ['B', 'C'],
      type: 2,
      groupId: 'g',
      roomId: 12,
      strRoomId: '',
      timeout: 60,
      userData: 'hi',
      push: { title: 'A' },
      publish: { audio: true, video: false },
    });
    await it.answer('call', { call: group, state: 'ringing' });
    expect(calls.outcome).toEqual({
      state: 'resolved',
      value: {
        code: 0,
        message: 'success',
        callId,
        callID: callId,
        inviteID: callId,
        roomID: 4711,
        strRoomID: '',
        userIDList: ['B', 'C'],
        groupID: 'g',
        chatGroupID: 'g',
      },
    });
    expect(it.order).toEqual(['calls resolved']);
  });

  it('S2-01 each is prepared with while it rings: the offers follow the answer, and nothing is bound before it', async () => {
    const it = await ringing();
    expect(it.socket.frames('signal')).toEqual(
      ['B', 'C'].map((to) => ({
        t: 'signal',
        callId,
        to,
        signal: { kind: 'description', type: 'offer', sdp: `offer to ${to}` },
      })),
    );
    expect(it.media.plane.last.log.slice(-3)).toEqual(['offersFor(B)', 'offersFor(C)', 'bind']);
  });

  it('S2-05 one with whom nothing can be prepared keeps nobody else from it', async () => {
    const it = await loggedIn();
    const calls = it.watch('calls', it.engine.calls({ userIDList: ['B', 'C'], type: 1 }));
    await it.settle();
    const { last } = it.media.plane;
    const offersFor = last.offersFor.bind(last);
    last.offersFor = (userIds) => (userIds.includes('B') ? new Promise(() => {}) : offersFor(userIds));
    await it.answer('call', { call: group, state: 'ringing' });
    expect(calls.outcome).toMatchObject({ state: 'resolved' });
    expect(it.socket.frames('signal').map(({ to }) => to)).toEqual(['C']);
  });

  it('calls of one without a group is call(): one offer goes with it', async () => {
    const it = await loggedIn();
    void it.engine.calls({ userIDList: ['B'], type: 1 });
    await it.settle();
    expect(it.command('call').command).toMatchObject({ groupId: '', offers: { B: 'offer to B' } });
  });

  it.each(['calls', 'groupCall', 'inviteUser'] as const)('G-21 %s with oneself: −1202', async (method) => {
    const it = await loggedIn();
    if (method === 'inviteUser') await it.talking();
    const params = { userIDList: ['B', 'A'], type: 1 as const, groupID: 'g' };
    await expect(it.engine[method](params)).rejects.toMatchObject({
      code: -1202,
      message: `'userIDList' cannot contain yourself when calling ${method}().`,
    });
  });

  it('S2-02 the caller: USER_ACCEPT → ON_CALL_BEGIN → USER_ENTER → LIST', async () => {
    const it = await ringing();
    await it.happens(
      { e: 'userAccept', callId, userId: 'B' },
      { e: 'begin', call: group, role: 'inviter', since: SERVER_NOW },
      { e: 'userEnter', callId, userId: 'B' },
      { e: 'members', callId, inCall: ['A', 'B'], ringing: ['C'] },
    );
    expect(it.order).toEqual([
      TUICallEvent.USER_ACCEPT,
      TUICallEvent.ON_CALL_BEGIN,
      TUICallEvent.USER_ENTER,
      TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE,
    ]);
    expect(it.heard[1]?.payload).toEqual({ ...idsOf('inviter'), groupID: 'g', chatGroupID: 'g' });
    expect(it.heard[3]?.payload).toEqual({ userIDList: ['A', 'B'], invitingUserIDList: ['C'] });
  });
});
