import type { CallRecord, Profile } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();
const KNOWN: Record<string, Profile> = {
  A: { userId: 'A', nick: 'Anna', avatar: '' },
  B: { userId: 'B', nick: 'Bob', avatar: 'https://pictures.test/b' },
};

/** Answers every request for profiles that is out. */
async function answerProfiles(it: TestEngine): Promise<string[][]> {
  await it.settle();
  const requests = it.socket.requests('profiles');
  for (const { id, request } of requests) {
    const profiles = request.userIds.flatMap((userId) => KNOWN[userId] ?? []);
    it.socket.receive({ t: 'reply', id, result: { profiles } });
  }
  await it.settle();
  return requests.map(({ request }) => [...request.userIds]);
}

describe('names and pictures', () => {
  it('what kits ask for together travels together, and is asked for once', async () => {
    const it = await loggedIn();
    const tim = it.engine.getTim();
    expect(it.engine.tim).toBe(tim);
    const mine = tim.getMyProfile();
    const friends = tim.getFriendProfile({ userIDList: ['B', 'X', 'B'] });
    const users = tim.getUserProfile({ userIDList: ['X', 'B'] });
    expect(await answerProfiles(it)).toEqual([['A', 'B', 'X']]);
    expect(await mine).toEqual({ code: 0, data: { userID: 'A', nick: 'Anna', avatar: '' } });
    const bob = { userID: 'B', nick: 'Bob', avatar: 'https://pictures.test/b' };
    expect(await friends).toEqual({
      code: 0,
      data: {
        friendList: [{ userID: 'B', remark: '', profile: bob }],
        failureUserIDList: [{ userID: 'X' }],
      },
    });
    expect(await users).toEqual({ code: 0, data: [bob] });
    await tim.getUserProfile({ userIDList: ['B'] });
    expect(it.socket.requests('profiles')).toHaveLength(1);
    await it.pass(10);
    void tim.getUserProfile({ userIDList: ['B'] });
    expect(await answerProfiles(it)).toHaveLength(2);
  });

  it('what cannot be a user is unknown, and asks nobody', async () => {
    const it = await loggedIn();
    const friends = await it.engine.tim.getFriendProfile({ userIDList: ['', ' ', 'a\n', 'x'.repeat(65)] });
    expect(friends.data.friendList).toEqual([]);
    expect(friends.data.failureUserIDList).toHaveLength(4);
    expect(await it.engine.tim.getUserProfile(undefined as never)).toEqual({ code: 0, data: [] });
    expect(it.socket.requests('profiles')).toEqual([]);
  });

  it('at most 100 to a request', async () => {
    const it = await loggedIn();
    const userIDList = Array.from({ length: 250 }, (_, index) => `user${index}`);
    void it.engine.tim.getUserProfile({ userIDList });
    const asked = await answerProfiles(it);
    expect(asked.map((ids) => ids.length)).toEqual([100, 100, 50]);
    expect(asked.flat()).toEqual(userIDList);
  });

  it('a failure is not remembered, and carries the code and the method', async () => {
    const it = await loggedIn();
    const failed = it.watch('profile', it.engine.tim.getMyProfile());
    await it.settle();
    const [request] = it.socket.requests('profiles');
    it.socket.receive({ t: 'reply', id: request!.id, error: { code: 101001, message: 'disk full' } });
    await it.settle();
    expect(failed.outcome).toMatchObject({ error: { code: 101001, functionName: 'getMyProfile' } });
    void it.engine.tim.getMyProfile();
    await it.settle();
    expect(it.socket.requests('profiles')).toHaveLength(2);
  });

  it('without a login there are none: −1201', async () => {
    const { tim } = new TestEngine().engine;
    await expect(tim.getMyProfile()).rejects.toMatchObject({ code: -1201, functionName: 'getMyProfile' });
    await expect(tim.getUserProfile({ userIDList: ['B'] })).rejects.toMatchObject({ code: -1201 });
  });

  it('setSelfInfo sends what was given, drops what is empty, and the own profile is the new one', async () => {
    const it = await loggedIn();
    const set = it.engine.setSelfInfo({ nickName: 'Anne', avatar: '' });
    const [request] = it.socket.requests('setProfile');
    expect(request?.request).toEqual({ ask: 'setProfile', nick: 'Anne' });
    it.socket.receive({
      t: 'reply',
      id: request!.id,
      result: { profile: { userId: 'A', nick: 'Anne', avatar: '' } },
    });
    await it.settle();
    const own = { code: 0, data: { userID: 'A', nick: 'Anne', avatar: '' } };
    expect(await set).toEqual(own);
    expect(await it.engine.tim.getMyProfile()).toEqual(own);
  });
});

describe('records', () => {
  it('the own calls, in the spelling of the events', async () => {
    const it = await loggedIn();
    const calls = it.engine.getRecentCalls({ count: 5, before: 900 });
    const [request] = it.socket.requests('recentCalls');
    expect(request?.request).toEqual({ ask: 'recentCalls', limit: 5, before: 900 });
    const record: CallRecord = {
      callId: 'c1',
      roomId: 7,
      strRoomId: '',
      type: 1,
      groupId: '',
      isGroup: false,
      caller: 'B',
      userData: '',
      createdAt: 100,
      begunAt: null,
      endedAt: 200,
      reason: 3,
      endedBy: 'A',
      totalTime: 0,
      parts: [
        {
          userId: 'A',
          role: 'invitee',
          invitedBy: 'B',
          invitedAt: 100,
          enteredAt: null,
          outAt: 200,
          reason: 3,
          talkTime: 0,
        },
      ],
    };
    it.socket.receive({ t: 'reply', id: request!.id, result: { records: [record] } });
    await it.settle();
    expect(await calls).toEqual([
      {
        callId: 'c1',
        callID: 'c1',
        roomID: 7,
        strRoomID: '',
        callMediaType: 1,
        callRole: 'invitee',
        groupID: '',
        chatGroupID: '',
        isGroup: false,
        callerId: 'B',
        userData: '',
        createdAt: 100,
        begunAt: null,
        endedAt: 200,
        reason: 3,
        endedBy: 'A',
        totalTime: 0,
        parts: [
          {
            userID: 'A',
            callRole: 'invitee',
            sponsor: 'B',
            invitedAt: 100,
            enteredAt: null,
            outAt: 200,
            reason: 3,
            talkTime: 0,
          },
        ],
      },
    ]);
  });
});
