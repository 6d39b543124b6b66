import type { LiveCallsQuery } from '@ringback/calls';
import type { CallRecord, LiveCall, Profile, Request } from '@ringback/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import type { RecordPage } from '../store/contract.js';
import type { ProfileChange } from '../store/directory-contract.js';
import type { DirectoryApp } from './app.js';
import { type AskedStore, answerRequest } from './directory.js';
import { DEFAULT_DIRECTORY } from './rules/state.js';

const APP: DirectoryApp = { sdkAppId: 7, avatarHosts: [], directory: DEFAULT_DIRECTORY };
const ANN: Profile = { userId: 'ann', nick: 'Ann', avatar: '' };

/** Groups and block lists are tested with the real store, in `groups.test.ts`. */
const unused = () => Promise.reject(new Error('not asked for here'));
const UNUSED = { blockedBy: unused, group: unused, groupsOf: unused, order: unused };

let asked: unknown[];
let known: boolean;
const store: AskedStore = {
  ...UNUSED,
  async acquainted(appId: number, userId: string, userIds: readonly string[]) {
    asked.push(['acquainted', appId, userId, userIds]);
    return userIds.slice(0, 1);
  },
  async profiles(appId: number, userIds: readonly string[]) {
    asked.push(['profiles', appId, userIds]);
    return [ANN];
  },
  async setProfile(appId: number, userId: string, change: ProfileChange) {
    asked.push(['setProfile', appId, userId, change]);
    return known ? { ...ANN, ...change } : undefined;
  },
  async recordsOfUser(appId: number, userId: string, page: RecordPage): Promise<readonly CallRecord[]> {
    asked.push(['recordsOfUser', appId, userId, page]);
    return [];
  },
  async liveCalls(appId: number, query: LiveCallsQuery): Promise<readonly LiveCall[]> {
    asked.push(['liveCalls', appId, query]);
    return [];
  },
};
const ask = (request: Request, app: DirectoryApp = APP) => answerRequest(store, app, 'ann', request);

beforeEach(() => {
  asked = [];
  known = true;
});

test('profiles are asked for once each, in the user’s own app', async () => {
  expect(await ask({ ask: 'profiles', userIds: ['ann', 'bob', 'ann'] })).toEqual({ profiles: [ANN] });
  expect(asked).toEqual([['profiles', 7, ['ann', 'bob']]]);
});

test('where the app says so only acquaintances are seen; the others are as unknown', async () => {
  const app: DirectoryApp = { ...APP, directory: { directory: 'contacts', groups: 'backend' } };
  await ask({ ask: 'profiles', userIds: ['ann', 'bob', 'ann'] }, app);
  expect(asked).toEqual([
    ['acquainted', 7, 'ann', ['ann', 'bob']],
    ['profiles', 7, ['ann']],
  ]);
});

test('recent calls are the asking user’s own', async () => {
  expect(await ask({ ask: 'recentCalls', limit: 20, before: 5 })).toEqual({ records: [] });
  expect(asked).toEqual([['recordsOfUser', 7, 'ann', { limit: 20, before: 5 }]]);
});

test('live calls are those that the asking user may know', async () => {
  expect(await ask({ ask: 'liveCalls', groupId: 'g' })).toEqual({ calls: [] });
  expect(asked).toEqual([['liveCalls', 7, { userId: 'ann', callId: undefined, groupId: 'g' }]]);
});

describe('setProfile', () => {
  test('changes only what is given', async () => {
    expect(await ask({ ask: 'setProfile', nick: 'Annie' })).toEqual({ profile: { ...ANN, nick: 'Annie' } });
    expect(asked).toEqual([['setProfile', 7, 'ann', { nick: 'Annie' }]]);
  });

  test('takes control and direction characters out of the nick', async () => {
    const nick = 'A\u202enn\u0000\n\u2066ie\u200f\u2028\ud800\u{1F600} Åsa';
    await ask({ ask: 'setProfile', nick });
    expect(asked).toEqual([['setProfile', 7, 'ann', { nick: 'Annie😀 Åsa' }]]);
  });

  test.each(['', 'https://pictures.example/ann.png?size=64', 'data:image/png;base64,iVBORw0KGgo='])(
    'takes %j as a picture',
    async (avatar) => {
      await ask({ ask: 'setProfile', avatar });
      expect(asked).toEqual([['setProfile', 7, 'ann', { avatar }]]);
    },
  );

  test.each([
    'http://pictures.example/ann.png',
    'javascript:alert(1)',
    'ann.png',
    '//pictures.example/ann.png',
    'https://ann:secret@pictures.example/ann.png',
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:image/png,plain',
    ' data:image/png;base64,iVBORw0KGgo=',
  ])('refuses %j as a picture, and nothing changes', async (avatar) => {
    await expect(ask({ ask: 'setProfile', nick: 'x', avatar })).rejects.toMatchObject({
      code: -1202,
      message: expect.stringContaining('avatar'),
    });
    expect(asked).toEqual([]);
  });

  test('an app can restrict the hosts of pictures', async () => {
    const app: DirectoryApp = { ...APP, avatarHosts: ['pictures.example'] };
    await ask({ ask: 'setProfile', avatar: 'https://pictures.example/ann.png' }, app);
    await ask({ ask: 'setProfile', avatar: 'data:image/png;base64,iVBORw0KGgo=' }, app);
    const elsewhere = ask({ ask: 'setProfile', avatar: 'https://tracker.example/ann.png' }, app);
    await expect(elsewhere).rejects.toMatchObject({
      code: -1202,
      message: expect.stringContaining('tracker.example'),
    });
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['a host on any port', 'pictures.example', { '': true, ':443': true, ':8443': true }],
    ['a host on a port', 'pictures.example:8443', { '': false, ':8443': true, ':8444': false }],
    ['a host on the port of https', 'pictures.example:443', { '': true, ':443': true, ':8443': false }],
  ])('%s can be one of them', async (_what, host, expected) => {
    const app: DirectoryApp = { ...APP, avatarHosts: [host] };
    for (const [port, isTaken] of Object.entries(expected)) {
      const asking = ask({ ask: 'setProfile', avatar: `https://pictures.example${port}/ann.png` }, app);
      if (isTaken) await asking;
      else await expect(asking, port).rejects.toMatchObject({ code: -1202 });
    }
  });

  test('a user who is not known has no profile', async () => {
    known = false;
    await expect(ask({ ask: 'setProfile', nick: 'x' })).rejects.toMatchObject({ code: -1201 });
  });
});
