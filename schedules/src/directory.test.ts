import { describe, expect, test } from 'vitest';
import { TUICallEvent } from '../../packages/engine/src/events/names.js';
import { world } from './world/people.js';
import { type AppSettings, SDK_APP_ID } from './world/server.js';

const three = async (settings?: AppSettings) => {
  const parts = await world(['A', 'B', 'C'], settings);
  const [a, b, c] = parts.phones;
  if (!a || !b || !c) throw new Error('nobody is there');
  return { ...parts, a, b, c };
};

describe('a changed name', () => {
  test('is told in a running call, to those who ring for it too, and seen by everybody else at the next look', async () => {
    const { come, a, b, c } = await three();
    const told: unknown[] = [];
    for (const phone of [a, b, c]) {
      phone.engine.on(TUICallEvent.ON_USER_PROFILE_CHANGED, (event) => told.push([phone.userId, event]));
    }
    b.tim.on('onProfileUpdated', (event) => told.push(['B tim', event]));
    await come(a.engine.call({ userID: 'B', type: 1 }));
    // Of one who only rings nobody hears: one who has blocked his caller would be told apart by it.
    await come(b.engine.setSelfInfo({ nickName: 'B' }));
    expect(told.splice(0).map((one) => (one as unknown[])[0])).toEqual(['B', 'B tim']);
    await come(b.engine.accept());
    expect(await come(b.tim.getUserProfile({ userIDList: ['A'] }))).toMatchObject({ data: [{ nick: '' }] });
    await come(a.engine.setSelfInfo({ nickName: 'Anna' }));
    const anna = { userID: 'A', nick: 'Anna', avatar: '' };
    expect(told).toEqual([
      ['A', anna],
      ['B', anna],
      ['B tim', { name: 'onProfileUpdated', data: [anna] }],
    ]);
    expect(await come(b.tim.getUserProfile({ userIDList: ['A'] }))).toEqual({ code: 0, data: [anna] });
    expect(await come(c.tim.getUserProfile({ userIDList: ['A'] }))).toEqual({ code: 0, data: [anna] });
    await come(a.engine.inviteUser({ userIDList: ['C'] }));
    told.length = 0;
    await come(b.engine.setSelfInfo({ nickName: 'Bob' }));
    expect(told.map((one) => (one as unknown[])[0]).sort()).toEqual(['A', 'B', 'B tim', 'C']);
  });

  test('in an app of contacts is seen by those alone who share a call or a group', async () => {
    const { come, a, b, c } = await three({ directory: { directory: 'contacts' } });
    const sees = async (who: typeof a, ...userIDList: string[]) => {
      const { data } = await come(who.tim.getFriendProfile({ userIDList }));
      return data.friendList.map(({ userID }) => userID);
    };
    expect(await sees(a, 'A', 'B', 'C', 'nobody')).toEqual(['A']);
    await come(c.engine.call({ userID: 'B', type: 1 }));
    expect(await sees(b, 'A', 'C')).toEqual(['C']);
    await come(b.engine.reject());
    expect(await sees(c, 'A', 'B')).toEqual(['B']);
  });
});

describe('groups', () => {
  const settings: AppSettings = { directory: { groups: 'users' } };

  test('are made, listed, changed and left through getTim()', async () => {
    const { time, come, a, b, c } = await three(settings);
    const made = await come(
      a.tim.createGroup({ name: 'Team', memberList: [{ userID: 'B' }, { userID: 'x' }] }),
    );
    const { groupID } = made.data.group;
    expect(made.data).toMatchObject({
      group: { name: 'Team', ownerID: 'A', memberCount: 2, selfInfo: { role: 'Owner' } },
      failureUserIDList: ['x'],
    });
    await come(b.engine.setSelfInfo({ nickName: 'Bob', avatar: 'https://pictures.test/b' }));
    expect(await come(b.tim.getGroupList())).toMatchObject({ data: { groupList: [{ groupID }] } });
    const page = await come(b.tim.getGroupMemberList({ groupID, count: 1, offset: 0 }));
    expect(page.data).toMatchObject({ memberList: [{ userID: 'A', role: 'Owner' }], offset: 1 });
    expect(await come(b.tim.getGroupMemberList({ groupID, count: 1, offset: 1 }))).toMatchObject({
      code: 0,
      data: {
        memberList: [{ userID: 'B', nick: 'Bob', avatar: 'https://pictures.test/b', role: 'Member' }],
        offset: 0,
      },
    });
    await expect(come(c.tim.getGroupMemberList({ groupID }))).rejects.toMatchObject({
      code: 10010,
      functionName: 'getGroupMemberList',
    });
    await expect(come(b.tim.addGroupMember({ groupID, userIDList: ['C'] }))).rejects.toMatchObject({
      code: 10007,
    });
    expect(await come(a.tim.addGroupMember({ groupID, userIDList: ['B', 'C'] }))).toMatchObject({
      data: { successUserIDList: ['C'], existedUserIDList: ['B'], group: { memberCount: 3 } },
    });
    await come(a.tim.updateGroupProfile({ groupID, name: 'The team' }));
    expect(await come(c.tim.getGroupProfile({ groupID }))).toMatchObject({
      data: { group: { name: 'The team', memberCount: 3 } },
    });
    expect(await come(a.tim.deleteGroupMember({ groupID, userIDList: ['C', 'x'] }))).toMatchObject({
      data: { userIDList: ['C'], group: { memberCount: 2 } },
    });
    expect(await come(b.tim.quitGroup(groupID))).toEqual({ code: 0, data: { groupID } });
    await expect(come(a.tim.quitGroup(groupID))).rejects.toMatchObject({ code: 10009 });
    await come(a.tim.dismissGroup(groupID));
    expect(await come(a.tim.getGroupList())).toMatchObject({ data: { groupList: [] } });
    await time.pass(60_000);
  });

  test('by the backend alone where the app says nothing else', async () => {
    const { come, a } = await three();
    await expect(come(a.tim.createGroup({ name: 'Team' }))).rejects.toMatchObject({ code: 10007 });
  });

  test('G-20 callers: contacts: a group makes contacts of its members, and so does a talk', async () => {
    const { come, server, a, b } = await three({ policy: { callers: 'contacts' } });
    await expect(come(a.engine.call({ userID: 'B', type: 1 }))).rejects.toMatchObject({ code: 20009 });
    expect(b.heard).toEqual([]);
    const profile = { name: 'Team', avatar: '', introduction: '', notification: '' };
    const by = { kind: 'backend' } as const;
    await come(
      server.store.order(SDK_APP_ID, {
        kind: 'createGroup',
        by,
        groupId: 'team',
        ownerId: 'A',
        profile,
        userIds: ['B'],
      }),
    );
    await come(a.engine.call({ userID: 'B', type: 1 }));
    expect(b.heard).toContain(TUICallEvent.ON_CALL_RECEIVED);
    await come(b.engine.accept());
    await come(a.engine.hangup());
    await come(b.tim.quitGroup('team'));
    await come(b.engine.call({ userID: 'A', type: 1 }));
    expect(a.heard).toContain(TUICallEvent.ON_CALL_RECEIVED);
  });

  test('S2-16 joinInGroupCall by members alone, who hear of the group’s calls', async () => {
    const { come, a, b, c } = await three(settings);
    const { data } = await come(a.tim.createGroup({ name: 'Team', memberList: [{ userID: 'B' }] }));
    const { groupID } = data.group;
    const placed = await come(a.engine.groupCall({ userIDList: ['B'], type: 1, groupID }));
    await come(b.engine.accept());
    const join = { type: 1, groupID, roomID: placed.roomID } as const;
    expect(await come(c.engine.getLiveCalls({ groupID }))).toEqual([]);
    await expect(come(c.engine.joinInGroupCall(join))).rejects.toMatchObject({ code: 101004 });
    await come(a.tim.addGroupMember({ groupID, userIDList: ['C'] }));
    expect(await come(c.engine.getLiveCalls({ groupID }))).toHaveLength(1);
    await come(c.engine.joinInGroupCall(join));
    expect(c.heard).toContain(TUICallEvent.ON_CALL_BEGIN);
  });
});

describe('block list', () => {
  test('blocked: tell: 20007 with ERROR, and nobody rings', async () => {
    const { come, a, b } = await three();
    expect(await come(b.tim.addToBlacklist({ userIDList: ['A', 'x'] }))).toEqual({
      code: 0,
      data: ['A', 'x'],
    });
    await expect(come(a.engine.call({ userID: 'B', type: 1 }))).rejects.toMatchObject({ code: 20007 });
    expect(a.heard).toEqual([TUICallEvent.ERROR]);
    expect(b.heard).toEqual([]);
    expect(await come(b.tim.removeFromBlacklist({ userIDList: ['A'] }))).toEqual({ code: 0, data: ['x'] });
    expect(await come(b.tim.getBlacklist())).toEqual({ code: 0, data: ['x'] });
    await come(a.engine.call({ userID: 'B', type: 1 }));
    expect(b.heard).toContain(TUICallEvent.ON_CALL_RECEIVED);
  });

  test('blocked: silent: as if B were offline, also in what is recorded, and B is free meanwhile', async () => {
    const { time, come, a, b, c } = await three({ policy: { blocked: 'silent' } });
    await come(b.tim.addToBlacklist({ userIDList: ['A'] }));
    const { callId } = await come(a.engine.call({ userID: 'B', type: 1, timeout: 10 }));
    await time.pass(5_000);
    expect(a.heard).toEqual([]);
    await come(c.engine.call({ userID: 'B', type: 1 }));
    expect(b.heard).toContain(TUICallEvent.ON_CALL_RECEIVED);
    await come(b.engine.reject());
    b.heard.length = 0;
    await time.pass(5_000);
    expect(a.heard).toEqual([
      TUICallEvent.NO_RESP,
      TUICallEvent.ON_CALL_NOT_CONNECTED,
      TUICallEvent.ON_CALL_CANCELED,
      TUICallEvent.CALLING_CANCEL,
    ]);
    expect(b.heard).toEqual([]);
    const [record] = await come(a.engine.getRecentCalls());
    expect(record).toMatchObject({ callId, reason: 3 });
    expect(JSON.stringify(record)).not.toContain('unheard');
    const own = await come(b.engine.getRecentCalls());
    expect(own.map((one) => one.callerId)).toEqual(['C']);
  });

  test('blocked: silent: a call of his own is untouched, and what is told in it never reaches A', async () => {
    const { come, a, b, c } = await three({ policy: { blocked: 'silent' } });
    await come(b.tim.addToBlacklist({ userIDList: ['A'] }));
    await come(c.engine.call({ userID: 'B', type: 1 }));
    await come(b.engine.accept());
    await come(a.engine.call({ userID: 'B', type: 1 }));
    for (const { heard } of [a, b, c]) heard.length = 0;
    await come(b.engine.setSelfInfo({ nickName: 'Bob' }));
    expect(c.heard).toEqual([TUICallEvent.ON_USER_PROFILE_CHANGED]);
    await come(a.engine.hangup());
    expect(b.heard).toEqual([TUICallEvent.ON_USER_PROFILE_CHANGED]);
    await come(b.engine.hangup());
    expect(c.heard.at(-1)).toBe(TUICallEvent.CALLING_END);
    expect(a.heard).not.toContain(TUICallEvent.ON_USER_PROFILE_CHANGED);
  });

  test('in calls with others always silently', async () => {
    const { time, come, a, b, c } = await three();
    await come(b.tim.addToBlacklist({ userIDList: ['A'] }));
    await come(a.engine.calls({ userIDList: ['B', 'C'], type: 1, timeout: 10 }));
    await come(c.engine.accept());
    await time.pass(10_000);
    expect(a.heard).toContain(TUICallEvent.NO_RESP);
    expect(c.heard).toContain(TUICallEvent.NO_RESP);
    expect(b.heard).toEqual([]);
    expect(await come(c.engine.getLiveCalls())).toMatchObject([
      { users: [{ userID: 'A' }, { userID: 'C' }] },
    ]);
  });
});
