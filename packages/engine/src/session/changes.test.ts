import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { canceled, info, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const loggedIn = () => new TestEngine().loggedIn();

describe('changing the type', () => {
  it('S1-20 video to audio: CALL_TYPE_CHANGED{2,1}, the camera closes, and the server is not told what it has done itself', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.openCamera({ id: 'local', nodeType: 1 } as HTMLElement);
    await it.answer('publish');
    void it.watch('switch', it.engine.switchCallMediaType(1));
    await it.settle();
    expect(it.command('switchType').command).toEqual({ op: 'switchType', callId, type: 1 });
    await it.answer('switchType', {}, { e: 'typeChanged', callId, oldType: 2, newType: 1 });
    expect(it.order).toEqual(['switch resolved', TUICallEvent.CALL_TYPE_CHANGED]);
    expect(it.heard[0]?.payload).toEqual({ oldCallType: 2, newCallType: 1 });
    expect(it.media.capture.published.video).toBe(false);
    expect(it.socket.commands('publish')).toHaveLength(1);
    await expect(it.engine.switchCallMediaType(1)).rejects.toMatchObject({
      code: -1204,
      message: 'Consistent with the current call type, please do not switch repeatedly',
    });
  });

  it('S1-21 audio to video opens no camera', async () => {
    const it = await loggedIn();
    await it.talking(info({ type: 1 }));
    await it.happens({ e: 'typeChanged', callId, oldType: 1, newType: 2 });
    expect(it.media.capture.published.video).toBe(false);
    expect(it.media.capture.log).not.toContain('openCamera');
  });

  it('S1-20 who is called cannot while it rings, nobody can in a group call', async () => {
    const it = await loggedIn();
    await it.ringing();
    await expect(it.engine.switchCallMediaType(1)).rejects.toMatchObject({ code: -1203 });
    await it.happens(canceled(info(), 'invitee', 6));
    await it.talking();
    await it.happens({ e: 'members', callId, inCall: ['A', 'B'], ringing: ['C'] });
    expect(it.heard.at(-1)).toEqual({
      event: TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE,
      payload: { userIDList: ['A', 'B'], invitingUserIDList: ['C'] },
    });
    await expect(it.engine.switchCallMediaType(1)).rejects.toMatchObject({ code: -1205 });
  });
});

describe('who rings and who is reachable', () => {
  it('S1-26 this device tells that it has the ring, and the caller hears it', async () => {
    const callee = await loggedIn();
    await callee.ringing();
    expect(callee.command('alerted').command).toEqual({ op: 'alerted', callId });
    const caller = await loggedIn();
    await caller.calling();
    await caller.happens({ e: 'userRinging', callId, userId: 'B' });
    expect(caller.heard).toEqual([
      { event: TUICallEvent.ON_USER_RINGING, payload: { userID: 'B', callId, callID: callId } },
    ]);
  });

  it('S1-27 another user’s link', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens({ e: 'userLink', callId, userId: 'B', isReachable: false });
    expect(it.heard).toEqual([
      {
        event: TUICallEvent.ON_USER_LINK_CHANGED,
        payload: { userID: 'B', callId, callID: callId, isReachable: false },
      },
    ]);
  });

  it('ON_USER_INVITING', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens({ e: 'userInviting', callId, userId: 'C' });
    expect(it.heard).toEqual([
      { event: TUICallEvent.ON_USER_INVITING, payload: { userID: 'C', callId, callID: callId } },
    ]);
  });
});
