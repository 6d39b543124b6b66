import type { LiveCall } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { RECEIVED } from '../testing/expected.js';
import { info, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const call = info({ isGroup: true, groupId: 'g' });
const { callId } = call;
const begins = (role: 'inviter' | 'invitee' = 'invitee') =>
  [
    { e: 'begin', call, role, since: SERVER_NOW },
    { e: 'userEnter', callId, userId: 'B' },
    { e: 'members', callId, inCall: ['B', 'A'], ringing: [] },
  ] as const;
const BEGUN = [
  TUICallEvent.ON_CALL_BEGIN,
  TUICallEvent.USER_ENTER,
  TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE,
];

/** `live`: what the server tells of the call; nothing of one that it does not know. */
async function joining(live: readonly LiveCall[] = []) {
  const it = await new TestEngine().loggedIn();
  const join = it.watch('join', it.engine.join({ callId }));
  await it.settle();
  const { id } = it.socket.requests('liveCalls')[0] ?? { id: '' };
  it.socket.receive({ t: 'reply', id, result: { calls: live } });
  await it.settle();
  return { it, join };
}

const users = [{ userId: 'A', state: 'in', since: SERVER_NOW }] as const;

describe('joining', () => {
  it('S2-16 join resolves, then ON_CALL_BEGIN → USER_ENTER each → LIST; the microphone is on, the camera is not', async () => {
    const { it, join } = await joining([{ ...call, users }]);
    expect(it.command('join').command).toEqual({
      op: 'join',
      callId,
      publish: { audio: true, video: false },
    });
    expect(it.media.plane.last.log).not.toContain('bind');
    await it.answer('join', { call, role: 'invitee', state: 'in' }, ...begins());
    expect(it.order).toEqual(['join resolved', ...BEGUN]);
    expect(join.outcome).toMatchObject({
      value: {
        code: 0,
        callId,
        callID: callId,
        roomID: 4711,
        groupID: 'g',
        callType: 2,
        callRole: 'invitee',
      },
    });
    expect(it.media.plane.last.log.slice(-2)).toEqual(['bind', 'enter(B)']);
  });

  it('S2-16 joinInGroupCall asks by group and room', async () => {
    const it = await new TestEngine().loggedIn();
    void it.watch('join', it.engine.joinInGroupCall({ type: 2, groupID: 'g', roomID: 0, strRoomID: 'room' }));
    await it.settle();
    expect(it.command('joinGroup').command).toEqual({
      op: 'joinGroup',
      groupId: 'g',
      roomId: 0,
      strRoomId: 'room',
      publish: { audio: true, video: false },
    });
    await it.answer('joinGroup', { call, role: 'invitee', state: 'in' }, ...begins());
    expect(it.order).toEqual(['join resolved', ...BEGUN]);
  });

  it('S2-16 joinInGroupCall without anything that names the room: −1202', async () => {
    const it = await new TestEngine().loggedIn();
    const join = it.engine.joinInGroupCall({ type: 1, groupID: 'g', roomID: 0 });
    await expect(join).rejects.toMatchObject({ code: -1202 });
  });

  it('S2-16 unknown, ended or not allowed: rejects 101004, no event, nothing stays open', async () => {
    const { it } = await joining();
    await it.refuse('join', 101004);
    expect(it.order).toEqual(['join rejected 101004']);
    expect(it.media.plane.last.log.at(-1)).toBe('close');
    expect(it.media.capture.published.audio).toBe(false);
  });

  it('G-15 a ring that comes meanwhile is held back, and shown when the join has failed', async () => {
    const { it } = await joining();
    await it.happens(received(info({ callId: 'call-00000000000000002' })));
    expect(it.order).toEqual([]);
    await it.refuse('join', -1203);
    expect(it.order).toEqual(['join rejected -1203', ...RECEIVED]);
  });

  it('S2-16 by an idle device of a user whom that call rings meanwhile: as accept', async () => {
    const { it } = await joining();
    await it.happens(received(call));
    await it.answer('join', { call, role: 'invitee', state: 'in' }, ...begins());
    expect(it.order).toEqual(['join resolved', ...BEGUN]);
  });

  it('S2-16 while the very call rings here it is accepted; any other is refused', async () => {
    const it = await new TestEngine().loggedIn();
    await it.ringing(call);
    await expect(it.engine.join({ callId: 'another' })).rejects.toMatchObject({ code: -1203 });
    const join = it.watch('join', it.engine.join({ callId }));
    await it.settle();
    await it.answer('accept', { call }, ...begins());
    expect(join.outcome).toMatchObject({ value: { code: 0, callId, callRole: 'invitee' } });
    expect(it.order).toEqual(['join resolved', ...BEGUN]);
  });

  it('S2-20 take-over: join names the device that it replaces', async () => {
    const { it } = await joining([{ ...call, users, device: { id: 'device-of-before-00', name: 'Phone' } }]);
    expect(it.command('join').command.replaces).toBe('device-of-before-00');
    await it.answer('join', { call, role: 'inviter', state: 'in' }, ...begins('inviter'));
    expect(it.order).toEqual(['join resolved', ...BEGUN]);
    expect(it.media.plane.last.log.slice(-2)).toEqual(['bind(moved)', 'enter(B)']);
  });

  it('S2-20 take-over of a call that still rings: nothing but the answer, then as for its caller', async () => {
    const { it } = await joining([{ ...call, users, device: { id: 'device-of-before-00', name: 'Phone' } }]);
    await it.answer('join', { call, role: 'inviter', state: 'ringing' });
    expect(it.order).toEqual(['join resolved']);
    await expect(it.engine.accept()).rejects.toMatchObject({ code: -1203 });
    await it.happens({ e: 'userAccept', callId, userId: 'B' }, ...begins('inviter'));
    expect(it.order.slice(1)).toEqual([TUICallEvent.USER_ACCEPT, ...BEGUN]);
  });

  it('S2-20 the device that is replaced: CALLING_END{self, 7, device}, and capture stops at once', async () => {
    const it = await new TestEngine().loggedIn();
    await it.talking(call);
    const device = { name: 'Laptop' };
    await it.happens({ e: 'ended', call, role: 'inviter', userId: 'A', reason: 7, totalTime: 3, device });
    expect(it.heard).toMatchObject([
      { event: TUICallEvent.CALLING_END, payload: { userID: 'A', reason: 7, totalTime: 3, device } },
    ]);
    expect(it.media.capture.log.at(-1)).toBe('release');
  });

  it('hung up meanwhile: the join is withdrawn, and rejects −1203', async () => {
    const { it } = await joining();
    void it.engine.hangup();
    await it.settle();
    expect(it.order).toContain('join rejected -1203');
    expect(it.command('withdraw').command.commandId).toBe(it.command('join').id);
  });
});
