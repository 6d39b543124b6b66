import type { CallOver, ServerEvent, Snapshot } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { CANCEL, RECEIVED } from '../testing/expected.js';
import { ended, info, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const GROUP = info({ isGroup: true });
const OTHER = info({ callId: 'call-00000000000000002' });
const loggedIn = () => new TestEngine().loggedIn();

const enter = (userId: string): ServerEvent => ({ e: 'userEnter', callId, userId });
const begin = (call = info()): ServerEvent => ({ e: 'begin', call, role: 'inviter', since: SERVER_NOW });
const list = (inCall: string[], ringing: string[]): ServerEvent => ({
  e: 'members',
  callId,
  inCall,
  ringing,
});
const available = (userId: string, changed: { audio?: boolean; video?: boolean }): ServerEvent => ({
  e: 'available',
  callId,
  userId,
  changed,
});
const restored = (call = info(), since = SERVER_NOW, ringing: string[] = []): ServerEvent => ({
  e: 'restored',
  call,
  role: 'inviter',
  userIds: ['A'],
  ringing,
  since,
});

/** The link comes back to the kept device, whose inbox has a gap. */
async function returns(it: TestEngine, snapshot: Snapshot, over?: CallOver): Promise<void> {
  it.socket.listener.closed(1006);
  await it.pass(1);
  it.forget();
  it.welcome({ resumed: true, seq: 700, snapshot, over });
  await it.settle();
}

/** What was shown, in the notation of the scenarios; events about somebody with his name. */
const shown = (it: TestEngine): string[] =>
  it.heard
    .filter(({ event }) => event !== TUICallEvent.ON_LINK_CHANGED)
    .map(({ event, payload }) => {
      const it = payload as Record<string, unknown>;
      if (it.userIDList) return `${event} ${it.userIDList}|${it.invitingUserIDList}`;
      const values = [
        'userID',
        'isAudioAvailable',
        'isVideoAvailable',
        'isReachable',
        'reason',
        'newCallType',
      ];
      return [event, ...values.flatMap((name) => it[name] ?? [])].join(' ');
    });

describe('S1-30 a link whose inbox has a gap', () => {
  it('the call goes on: nothing is emitted where nothing has changed, and its inbox goes on behind the gap', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens(available('B', { audio: true }));
    await returns(it, { events: [restored(), begin(), enter('B'), available('B', { audio: true })] });
    expect(shown(it)).toEqual([]);
    it.socket.receive({ t: 'inbox', seq: 701, events: [ended(info(), 'inviter', 'B', 1)] });
    await it.settle();
    expect(shown(it)).toEqual([`${TUICallEvent.CALLING_END} B 1`]);
  });

  it('S2-14 who is gone leaves, who came enters, who is newly invited rings, then LIST, then availability and links', async () => {
    const it = await loggedIn();
    await it.talking(GROUP);
    await it.happens(
      { e: 'userInviting', callId, userId: 'C' },
      { e: 'userInviting', callId, userId: 'D' },
      list(['A', 'B'], ['C', 'D']),
      available('B', { audio: true, video: true }),
    );
    const events = [
      restored(GROUP),
      begin(GROUP),
      ...[enter('B'), enter('C'), enter('E')],
      list(['A', 'B', 'C', 'E'], ['F']),
      available('B', { audio: true }),
      available('E', { video: true }),
      { e: 'userLink', callId, userId: 'C', isReachable: false } as const,
    ];
    await returns(it, { events });
    expect(shown(it)).toEqual([
      `${TUICallEvent.USER_LEAVE} D`,
      `${TUICallEvent.USER_ACCEPT} C`,
      `${TUICallEvent.USER_ENTER} C`,
      `${TUICallEvent.USER_ENTER} E`,
      `${TUICallEvent.ON_USER_INVITING} F`,
      `${TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE} A,B,C,E|F`,
      `${TUICallEvent.USER_VIDEO_AVAILABLE} B false`,
      `${TUICallEvent.ON_USER_LINK_CHANGED} C false`,
      `${TUICallEvent.USER_VIDEO_AVAILABLE} E true`,
    ]);
    await returns(it, { events: events.filter(({ e }) => e !== 'userLink') });
    expect(shown(it)).toEqual([`${TUICallEvent.ON_USER_LINK_CHANGED} C true`]);
  });

  it('who was in and rings again has left and was invited anew', async () => {
    const it = await loggedIn();
    await it.talking(GROUP);
    await it.happens(enter('C'), list(['A', 'B', 'C'], []));
    await returns(it, { events: [restored(GROUP), begin(GROUP), enter('B'), list(['A', 'B'], ['C'])] });
    expect(shown(it)).toEqual([
      `${TUICallEvent.USER_LEAVE} C`,
      `${TUICallEvent.ON_USER_INVITING} C`,
      `${TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE} A,B|C`,
    ]);
  });

  it('S2-14 a call that only rings, into which somebody was invited meanwhile: he is told of alone, LIST comes with the begin', async () => {
    const it = await loggedIn();
    await it.calling();
    await returns(it, { events: [restored(GROUP, 0, ['B', 'C'])] });
    expect(shown(it)).toEqual([`${TUICallEvent.ON_USER_INVITING} C`]);
    await returns(it, { events: [restored(GROUP, 0, ['B', 'C'])] });
    expect(shown(it)).toEqual([]);
  });

  it('a call that began meanwhile begins, with the type that it has', async () => {
    const it = await loggedIn();
    await it.calling();
    const audio = info({ type: 1 });
    await returns(it, {
      events: [restored(audio), begin(audio), enter('B'), available('B', { audio: true })],
    });
    expect(shown(it)).toEqual([
      `${TUICallEvent.USER_ACCEPT} B`,
      TUICallEvent.ON_CALL_BEGIN,
      `${TUICallEvent.CALL_TYPE_CHANGED} 1`,
      `${TUICallEvent.USER_ENTER} B`,
      `${TUICallEvent.USER_AUDIO_AVAILABLE} B true`,
    ]);
    await returns(it, { events: [restored(), begin(), enter('B'), available('B', { audio: true })] });
    expect(shown(it)).toEqual([`${TUICallEvent.CALL_TYPE_CHANGED} 2`]);
  });

  it('a call that the server no longer has ends with the record’s reason, once', async () => {
    const it = await loggedIn();
    await it.talking();
    await returns(it, { events: [] }, { callId, reason: 1, entered: true, userId: 'B', totalTime: 17 });
    expect(shown(it)).toEqual([`${TUICallEvent.CALLING_END} B 1`]);
    expect(it.heard.at(-1)?.payload).toMatchObject({ totalTime: 17 });
    expect(it.media.capture.log.at(-1)).toBe('release');
  });

  it('another call rings by now: the one that was shown ends before', async () => {
    const it = await loggedIn();
    await it.calling();
    await returns(
      it,
      { events: [received(OTHER)] },
      { callId, reason: 3, entered: true, userId: 'A', totalTime: 0 },
    );
    expect(it.order.slice(1)).toEqual([...CANCEL, ...RECEIVED]);
  });

  it('a ring goes on without those who have left it, its sponsor too', async () => {
    const it = await loggedIn();
    await it.happens({ ...received(GROUP), userIds: ['A', 'C', 'D'] } as ServerEvent);
    const rings = { ...received(GROUP), userIds: ['A', 'C'] } as ServerEvent;
    await returns(it, { events: [rings, { e: 'userLeave', callId, userId: 'B' }] });
    expect(shown(it)).toEqual([`${TUICallEvent.USER_LEAVE} B`, `${TUICallEvent.USER_LEAVE} D`]);
  });

  it('a call whose answer was missed is answered before what became of it is shown', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 2 }));
    await it.settle();
    const commandId = it.command('call').id;
    await returns(it, { events: [restored(), begin(), enter('B')], commandId });
    expect(call.outcome).toMatchObject({ value: { callId } });
    expect(it.socket.commands('hangup')).toEqual([]);
    expect(it.order).toEqual([
      'call resolved',
      TUICallEvent.ON_LINK_CHANGED,
      TUICallEvent.USER_ACCEPT,
      TUICallEvent.ON_CALL_BEGIN,
      TUICallEvent.USER_ENTER,
    ]);
  });

  it('an accept whose answer was missed likewise', async () => {
    const it = await loggedIn();
    await it.ringing();
    const accept = it.watch('accept', it.engine.accept());
    await it.settle();
    const commandId = it.command('accept').id;
    await returns(it, { events: [restored(), begin(), enter('B')], commandId });
    expect(accept.outcome).toMatchObject({ state: 'resolved' });
    expect(it.socket.commands('hangup')).toEqual([]);
    expect(it.order).toEqual([
      'accept resolved',
      TUICallEvent.ON_LINK_CHANGED,
      TUICallEvent.ON_CALL_BEGIN,
      TUICallEvent.USER_ENTER,
    ]);
  });

  it('a call of which the page knows nothing, taken back or of a restored backup, is not shown but left', async () => {
    const it = await loggedIn();
    await returns(it, { events: [restored(), begin(), enter('B')], commandId: 'command-0000000000001' });
    expect(it.command('hangup').command).toEqual({ op: 'hangup', callId });
    await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
    expect(shown(it)).toEqual([]);
  });

  it('a later call than that of a restored backup ends here, and the older one is left', async () => {
    const it = await loggedIn();
    await it.talking(OTHER);
    await returns(it, { events: [restored(), begin(), enter('B')] });
    expect(shown(it)).toEqual([`${TUICallEvent.CALLING_END} A 4`]);
    expect(it.command('hangup').command).toEqual({ op: 'hangup', callId });
  });

  it('a ring that was held back and is over is never shown', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 2 }));
    await it.settle();
    await it.happens(received(OTHER));
    await returns(it, { events: [] });
    await it.refuse('call', -1203);
    await it.pass(1);
    expect(call.outcome.state).toBe('rejected');
    expect(shown(it)).toEqual([]);
  });
});
