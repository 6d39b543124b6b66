import { describe, expect, it } from 'vitest';
import { TestEngine } from '../testing/test-engine.js';

const GROUP = {
  groupId: 'g',
  name: 'Team',
  avatar: '',
  introduction: '',
  notification: '',
  ownerId: 'B',
  createdAt: 5_500,
  joinedAt: 7_900,
  memberCount: 2,
};

describe('groups and block list', () => {
  it('a group in the spelling of chat clients', async () => {
    const test = await new TestEngine().loggedIn();
    const profile = test.engine.getTim().getGroupProfile({ groupID: 'g' });
    const [request] = test.socket.requests('group');
    test.socket.receive({ t: 'reply', id: request!.id, result: { group: GROUP } });
    await test.settle();
    expect(await profile).toEqual({
      code: 0,
      data: {
        group: {
          groupID: 'g',
          name: 'Team',
          avatar: '',
          introduction: '',
          notification: '',
          type: 'Private',
          ownerID: 'B',
          createTime: 5,
          memberCount: 2,
          maxMemberCount: 500,
          selfInfo: { userID: 'A', role: 'Member', joinTime: 7 },
        },
      },
    });
  });

  it('a group without an id gets one that is drawn, so that a repeat over a new link makes no second one', async () => {
    const test = await new TestEngine().loggedIn();
    const { tim } = test.engine;
    const made = tim.createGroup({
      name: 'Team',
      memberList: [{ userID: 'B' }],
      type: 'Public',
      joinOption: 'x',
    });
    const [request] = test.socket.requests('createGroup');
    expect(request?.request).toEqual({
      ask: 'createGroup',
      groupId: expect.stringMatching(/^.{16,}$/),
      name: 'Team',
      userIds: ['B'],
    });
    test.socket.receive({
      t: 'reply',
      id: request!.id,
      result: { group: GROUP, added: [], already: [], overLimit: ['C'], failed: ['B'] },
    });
    await test.settle();
    expect(await made).toMatchObject({
      code: 0,
      data: { group: { groupID: 'g' }, overLimitUserIDList: ['C'], failureUserIDList: ['B'] },
    });
  });

  it('wrong parameters: −1202, with the method, and the server is not asked', async () => {
    const test = await new TestEngine().loggedIn();
    const { tim } = test.engine;
    const many = Array.from({ length: 101 }, (_, index) => `user${index}`);
    const wrong: [string, Promise<unknown>][] = [
      ['getGroupProfile', tim.getGroupProfile(undefined as never)],
      ['getGroupMemberList', tim.getGroupMemberList({ groupID: 'g', count: 101 })],
      ['getGroupMemberList', tim.getGroupMemberList({ groupID: 'g', offset: -1 })],
      ['createGroup', tim.createGroup({ name: ' ' })],
      ['createGroup', tim.createGroup({ name: 'x', memberList: [{} as never] })],
      ['updateGroupProfile', tim.updateGroupProfile({ groupID: '' })],
      ['addGroupMember', tim.addGroupMember({ groupID: 'g', userIDList: many })],
      ['deleteGroupMember', tim.deleteGroupMember({ groupID: 'g', userIDList: [] })],
      ['quitGroup', tim.quitGroup('')],
      ['dismissGroup', tim.dismissGroup(undefined as never)],
      ['getGroupAttributes', tim.getGroupAttributes({ groupID: '' })],
      ['addToBlacklist', tim.addToBlacklist({ userIDList: 'B' as never })],
      ['removeFromBlacklist', tim.removeFromBlacklist(undefined as never)],
    ];
    for (const [functionName, promise] of wrong) {
      await expect(promise).rejects.toMatchObject({ code: -1202, functionName, name: 'TUICallEngineError' });
    }
    expect(test.socket.frames('request')).toEqual([]);
  });

  it('without a login: −1201', async () => {
    const { tim } = new TestEngine().engine;
    const asked = [
      tim.getGroupList(),
      tim.getBlacklist(),
      tim.getGroupAttributes({ groupID: 'g' }),
      tim.dismissGroup('g'),
    ];
    for (const promise of asked) await expect(promise).rejects.toMatchObject({ code: -1201 });
  });

  it('what the server refuses comes with its code and the method', async () => {
    const test = await new TestEngine().loggedIn();
    const refused = test.watch('dismiss', test.engine.tim.dismissGroup('g'));
    const [request] = test.socket.requests('dismissGroup');
    test.socket.receive({ t: 'reply', id: request!.id, error: { code: 10007, message: 'only the owner' } });
    await test.settle();
    expect(refused.outcome).toMatchObject({ error: { code: 10007, functionName: 'dismissGroup' } });
  });
});

describe('events of chat clients', () => {
  it('onProfileUpdated with the context as this; others may be subscribed to and never come', async () => {
    const test = await new TestEngine().loggedIn();
    const { tim } = test.engine;
    const context = { heard: [] as unknown[] };
    const listener = function (this: unknown, event: unknown) {
      (this as typeof context).heard.push(event);
    };
    tim.on('onProfileUpdated', listener, context);
    tim.on('groupAttributesUpdated', listener, context);
    tim.on('onProfileUpdated', undefined as never);
    const profile = { userId: 'B', nick: 'Bob', avatar: '' };
    test.socket.receive({ t: 'profile', profile });
    await test.settle();
    const data = [{ userID: 'B', nick: 'Bob', avatar: '' }];
    expect(context.heard).toEqual([{ name: 'onProfileUpdated', data }]);
    tim.off('onProfileUpdated', listener, context);
    test.socket.receive({ t: 'profile', profile });
    await test.settle();
    expect(context.heard).toHaveLength(1);
    // The frame was the newest word on him: nobody is asked.
    expect(await tim.getUserProfile({ userIDList: ['B'] })).toEqual({ code: 0, data });
    expect(test.socket.frames('request')).toEqual([]);
  });
});
