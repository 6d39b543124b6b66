import type { ServerEvent } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { notation } from '../testing/notation.js';
import { canceled, ended, info, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const call = info({ isGroup: true, groupId: 'g' });
const { callId } = call;

const about =
  (e: 'userAccept' | 'userEnter' | 'userLeave' | 'reject' | 'lineBusy' | 'userInviting') =>
  (userId: string): ServerEvent => ({ e, callId, userId });
const [userAccept, userEnter, userLeave] = [about('userAccept'), about('userEnter'), about('userLeave')];
const [reject, lineBusy, userInviting] = [about('reject'), about('lineBusy'), about('userInviting')];
const noResponse = (...userIds: string[]): ServerEvent => ({
  e: 'noResponse',
  callId,
  sponsor: 'A',
  userIds,
});
const list = (inCall: string[], ringing: string[] = []): ServerEvent => ({
  e: 'members',
  callId,
  inCall,
  ringing,
});
const begin = (role: 'inviter' | 'invitee'): ServerEvent => ({ e: 'begin', call, role, since: SERVER_NOW });

/** As whom, and how far this engine has come. */
const AS = {
  'A, who calls B and C': async (it: TestEngine) => {
    const placed = it.engine.calls({ userIDList: ['B', 'C'], type: 2 });
    await it.settle();
    await it.answer('call', { call, state: 'ringing' });
    await placed;
  },
  'A, with B': async (it: TestEngine) => {
    await AS['A, who calls B and C'](it);
    await it.happens(userAccept('B'), begin('inviter'), userEnter('B'), list(['A', 'B'], ['C']));
  },
  'A, with B and C': async (it: TestEngine) => {
    await AS['A, with B'](it);
    await it.happens(userAccept('C'), userEnter('C'), list(['A', 'B', 'C']));
  },
  'C, who rings': async (it: TestEngine) => {
    await it.happens(received(call, { sponsor: 'A', userId: 'C' }));
  },
};

/** What the server tells in one commit, and what the app hears of it: it adds nothing and leaves nothing out. */
const STORIES: [id: string, as: keyof typeof AS, server: ServerEvent[], app: string[]][] = [
  [
    'S2-02',
    'A, who calls B and C',
    [userAccept('B'), begin('inviter'), userEnter('B'), list(['A', 'B'], ['C'])],
    ['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'LIST{[A,B],[C]}'],
  ],
  ['S2-02', 'C, who rings', [userAccept('B')], ['USER_ACCEPT{B}']],
  [
    'S2-03',
    'A, with B',
    [userAccept('C'), userEnter('C'), list(['A', 'B', 'C'])],
    ['USER_ACCEPT{C}', 'USER_ENTER{C}', 'LIST{[A,B,C],[]}'],
  ],
  ['S2-04', 'A, with B', [reject('C'), list(['A', 'B'])], ['REJECT{C}', 'LIST{[A,B],[]}']],
  ['S2-05', 'A, who calls B and C', [lineBusy('C')], ['LINE_BUSY{C}']],
  ['S2-06', 'A, with B', [noResponse('C'), list(['A', 'B'])], ['NO_RESP{A, [C]}', 'LIST{[A,B],[]}']],
  [
    'S2-07',
    'A, who calls B and C',
    [noResponse('B', 'C'), canceled(call, 'inviter', 3)],
    ['NO_RESP{A, [B,C]}', 'CANCEL{A, 3}'],
  ],
  ['S2-07', 'C, who rings', [canceled(call, 'invitee', 3)], ['CANCEL{C, 3}']],
  [
    'S2-08',
    'A, who calls B and C',
    [reject('B'), reject('C'), canceled(call, 'inviter', 2)],
    ['REJECT{B}', 'REJECT{C}', 'CANCEL{A, 2}'],
  ],
  ['S2-09', 'C, who rings', [canceled(call, 'invitee', 6)], ['CANCEL{C, 6}']],
  ['S2-10', 'C, who rings', [userLeave('A')], ['USER_LEAVE{A}']],
  [
    'S2-10b',
    'C, who rings',
    [userLeave('B'), canceled(call, 'invitee', 6)],
    ['USER_LEAVE{B}', 'CANCEL{C, 6}'],
  ],
  [
    'S2-11',
    'A, with B',
    [noResponse('C'), ended(call, 'inviter', 'C', 3)],
    ['NO_RESP{A, [C]}', 'CALLING_END{C, 3}'],
  ],
  ['S2-12', 'A, with B and C', [userLeave('B'), list(['A', 'C'])], ['USER_LEAVE{B}', 'LIST{[A,C],[]}']],
  [
    'S2-13',
    'A, with B',
    [userLeave('B'), ended(call, 'inviter', 'B', 1)],
    ['USER_LEAVE{B}', 'CALLING_END{B, 1}'],
  ],
  [
    'S2-14',
    'A, with B',
    [userInviting('D'), list(['A', 'B'], ['C', 'D'])],
    ['ON_USER_INVITING{D}', 'LIST{[A,B],[C,D]}'],
  ],
  [
    'S2-16',
    'A, with B',
    [userEnter('E'), list(['A', 'B', 'E'], ['C'])],
    ['USER_ENTER{E}', 'LIST{[A,B,E],[C]}'],
  ],
  ['S2-19', 'A, with B', [userLeave('C'), list(['A', 'B'])], ['USER_LEAVE{C}', 'LIST{[A,B],[]}']],
  [
    'S2-19',
    'A, with B',
    [userLeave('C'), ended(call, 'inviter', 'B', 6)],
    ['USER_LEAVE{C}', 'CALLING_END{B, 6}'],
  ],
];

describe('what the app hears of a group call', () => {
  it.each(STORIES)('%s as %s', async (_id, as, server, app) => {
    const it = await new TestEngine().loggedIn(as.slice(0, 1));
    await AS[as](it);
    it.forget();
    await it.happens(...server);
    expect(notation(it.heard)).toEqual(app);
  });
});

describe('the media of a group call', () => {
  it.each([
    ['S2-04', reject('C')],
    ['S2-05', lineBusy('C')],
    ['S2-06', noResponse('C')],
    ['S2-12', userLeave('C')],
  ])('%s what was prepared with one who does not come, or is gone, is let go', async (_id, event) => {
    const it = await new TestEngine().loggedIn();
    await AS['A, with B'](it);
    await it.happens(event);
    expect(it.media.plane.last.log.at(-1)).toBe('leave(C)');
    expect(it.media.plane.last.log).not.toContain('leave(B)');
  });

  it('S2-03 each who comes gets a path, and one media carries them all', async () => {
    const it = await new TestEngine().loggedIn();
    await AS['A, with B and C'](it);
    expect(it.media.plane.calls).toHaveLength(1);
    expect(it.media.plane.last.log.filter((line) => line.startsWith('enter'))).toEqual([
      'enter(B)',
      'enter(C)',
    ]);
  });

  it('a picture of each is shown and taken out by itself', async () => {
    const it = await new TestEngine().loggedIn();
    await AS['A, with B and C'](it);
    for (const id of ['b', 'c']) it.platform.elements.set(id, { id, nodeType: 1 } as HTMLElement);
    await it.engine.startRemoteView({ userID: 'B', videoViewDomID: 'b' });
    await it.engine.startRemoteView({ userID: 'C', videoViewDomID: 'c' });
    await it.engine.stopRemoteView({ userID: 'B' });
    expect(it.media.plane.last.log.slice(-3)).toEqual([
      'startRemoteView(B, b, {})',
      'startRemoteView(C, c, {})',
      'stopRemoteView(B)',
    ]);
  });
});
