import { describe, expect, it } from 'vitest';
import { ended, info, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const loggedIn = () => new TestEngine().loggedIn();

describe('inviting into a call, and taking it back', () => {
  it('S2-14 inviteUser carries everything, each once, and resolves with nothing', async () => {
    const it = await loggedIn();
    await it.talking();
    const invite = it.watch(
      'invite',
      it.engine.inviteUser({
        userIDList: ['C', 'D', 'C'],
        timeout: 5,
        userData: 'come',
        offlinePushInfo: { title: 'A', ofAKit: 1 },
      }),
    );
    expect(it.command('invite').command).toEqual({
      op: 'invite',
      callId,
      userIds: ['C', 'D'],
      timeout: 5,
      userData: 'come',
      push: { title: 'A' },
    });
    await it.answer('invite');
    expect(invite.outcome).toEqual({ state: 'resolved', value: undefined });
  });

  it('S2-15 in a call of two, also while it still rings: from ON_USER_INVITING on its type stays (−1205)', async () => {
    const it = await loggedIn();
    await it.calling();
    const invite = it.engine.inviteUser({ userIDList: ['C'] });
    await it.answer('invite', {}, { e: 'userInviting', callId, userId: 'C' });
    await invite;
    expect(it.command('invite').command).toMatchObject({ timeout: 30, userData: '' });
    await expect(it.engine.switchCallMediaType(1)).rejects.toMatchObject({ code: -1205 });
  });

  it('S2-19 cancelInvite names whom it is about', async () => {
    const it = await loggedIn();
    await it.talking();
    const cancel = it.engine.cancelInvite({ userIDList: ['C', 'C'] });
    expect(it.command('cancelInvite').command).toEqual({ op: 'cancelInvite', callId, userIds: ['C'] });
    await it.answer('cancelInvite');
    await cancel;
  });

  it.each(['inviteUser', 'cancelInvite'] as const)(
    '%s where the call rings here, or before the server has answered: −1203',
    async (method) => {
      const callee = await loggedIn();
      await callee.ringing();
      await expect(callee.engine[method]({ userIDList: ['C'] })).rejects.toMatchObject({ code: -1203 });
      const caller = await loggedIn();
      void caller.watch('call', caller.engine.call({ userID: 'B', type: 1 }));
      await expect(caller.engine[method]({ userIDList: ['C'] })).rejects.toMatchObject({ code: -1203 });
      expect([...callee.socket.commands('invite'), ...caller.socket.commands('cancelInvite')]).toEqual([]);
    },
  );

  it.each(['inviteUser', 'cancelInvite'] as const)(
    'G-08 %s on a call that has ended, or was hung up here: 101004',
    async (method) => {
      const it = await loggedIn();
      await it.talking();
      void it.watch('hangup', it.engine.hangup());
      await expect(it.engine[method]({ userIDList: ['C'] })).rejects.toMatchObject({ code: 101004 });
      await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
      await expect(it.engine[method]({ userIDList: ['C'] })).rejects.toMatchObject({ code: 101004 });
    },
  );

  it('G-08 a second one while the first runs: −1204', async () => {
    const it = await loggedIn();
    await it.talking();
    void it.engine.inviteUser({ userIDList: ['C'] });
    await expect(it.engine.inviteUser({ userIDList: ['D'] })).rejects.toMatchObject({
      code: -1204,
      message: 'inviteUser() is ongoing, please avoid repeated calls',
    });
  });

  it('G-16 without a link: −1406 after 10 s; what had been sent is withdrawn when it is back', async () => {
    const it = await loggedIn();
    await it.talking();
    const sent = it.watch('sent', it.engine.inviteUser({ userIDList: ['C'] }));
    const { id } = it.command('invite');
    it.socket.listener.closed(1006);
    const unsent = it.watch('unsent', it.engine.cancelInvite({ userIDList: ['C'] }));
    await it.pass(10);
    expect(sent.outcome).toMatchObject({ error: { code: -1406 } });
    expect(unsent.outcome).toMatchObject({ error: { code: -1406 } });
    it.welcome({ resumed: true });
    await it.settle();
    expect(it.socket.commands('withdraw').map(({ command }) => command.commandId)).toEqual([id]);
    expect([...it.socket.commands('invite'), ...it.socket.commands('cancelInvite')]).toEqual([]);
  });

  it('G-21 what the server refuses is told as it says, and the call goes on', async () => {
    const it = await loggedIn();
    await it.talking();
    void it.watch('invite', it.engine.inviteUser({ userIDList: ['ghost'] }));
    await it.refuse('invite', 8021, 'not known, has never logged in: ghost');
    expect(it.order).toEqual(['invite rejected 8021']);
    expect(it.media.plane.last.log).not.toContain('close');
  });
});

describe('live calls', () => {
  it('S2-16 are asked for by id, by group, or as the own one, under both spellings', async () => {
    const it = await loggedIn();
    for (const params of [{ callID: 'call-9' }, { chatGroupID: 'g' }, {}, undefined]) {
      void it.engine.getLiveCalls(params);
    }
    await it.settle();
    expect(it.socket.requests('liveCalls').map(({ request }) => request)).toEqual([
      { ask: 'liveCalls', callId: 'call-9' },
      { ask: 'liveCalls', groupId: 'g' },
      { ask: 'liveCalls' },
      { ask: 'liveCalls' },
    ]);
  });

  it('S2-20 tell who is in or rings since when, and the device with which this user is in', async () => {
    const it = await loggedIn();
    const asked = it.engine.getLiveCalls();
    await it.settle();
    const call = info({ groupId: 'g', isGroup: true });
    const users = [
      { userId: 'A', state: 'in', since: 5 },
      { userId: 'B', state: 'ringing', since: 6 },
    ] as const;
    const { id } = it.socket.requests('liveCalls')[0] ?? { id: '' };
    const device = { id: 'device-of-before-00', name: 'Phone' };
    it.socket.receive({ t: 'reply', id, result: { calls: [{ ...call, users, device }] } });
    await it.settle();
    expect(await asked).toEqual([
      {
        callId,
        callID: callId,
        groupID: 'g',
        chatGroupID: 'g',
        roomID: 4711,
        strRoomID: '',
        callMediaType: 2,
        isFromGroup: true,
        users: [
          { userID: 'A', state: 'in', since: 5 },
          { userID: 'B', state: 'ringing', since: 6 },
        ],
        deviceName: 'Phone',
      },
    ]);
  });
});
