import type { Person } from '../fixtures/person.js';
import { CONTACTS, expect, SILENT, test } from '../fixtures/test.js';

const AVATAR = 'https://pictures.example.com/anna.png';

/** The names that a person is told of others, by their user ids. */
async function names(person: Person, ...others: Person[]): Promise<unknown> {
  const asked = await person.tim('getUserProfile', { userIDList: others.map(({ userID }) => userID) });
  if (!asked.ok) return asked.code;
  const profiles = asked.value as unknown as { userID: string; nick: string }[];
  return Object.fromEntries(profiles.map(({ userID, nick }) => [userID, nick]));
}

async function talk(caller: Person, callee: Person): Promise<void> {
  expect(await caller.call(callee.userID, { type: 1 })).toMatchObject({ ok: true });
  await callee.heard('RECEIVED');
  expect(await callee.run('accept')).toMatchObject({ ok: true });
  for (const person of [caller, callee]) await person.heard('ON_CALL_BEGIN');
}

test('a name and a picture that change in a running call are told to the other one, and to nobody else', async ({
  person,
}) => {
  const [a, b, c] = [await person('a'), await person('b'), await person('c')];
  await talk(a, b);
  expect(await names(b, a)).toEqual({ [a.userID]: '' });
  expect(await a.run('setSelfInfo', { nickName: 'Anna', avatar: AVATAR })).toMatchObject({ ok: true });
  await b.heard(`PROFILE_UPDATED{${a.userID}}`);
  expect(await b.tim('getUserProfile', { userIDList: [a.userID] })).toMatchObject({
    value: [{ userID: a.userID, nick: 'Anna', avatar: AVATAR }],
  });
  await a.run('hangup');
  await b.heard('CALLING_END');
  expect((await c.told()).filter((event) => event.startsWith('PROFILE'))).toEqual([]);
});

test('an app of contacts: strangers have no names; who has talked has, and adds nobody else to a group', async ({
  person,
}) => {
  const app = CONTACTS;
  const [a, b, c] = [await person('a', { app }), await person('b', { app }), await person('c', { app })];
  await a.run('setSelfInfo', { nickName: 'Anna' });
  const unknown = await names(b, a);
  expect(JSON.stringify(unknown)).not.toContain('Anna');
  await talk(a, b);
  await a.run('hangup');
  await b.heard('CALLING_END');
  // The engine asks again for a profile that it has had for 10 s; a page that is loaded anew asks at once.
  await b.reload();
  expect(await names(b, a)).toEqual({ [a.userID]: 'Anna' });
  expect(JSON.stringify(await names(c, a))).not.toContain('Anna');
  const members = [{ userID: b.userID }, { userID: c.userID }];
  const made = await a.tim('createGroup', { name: 'Crew', memberList: members });
  expect(made).toMatchObject({
    ok: true,
    value: { failureUserIDList: [c.userID], group: { memberCount: 2 } },
  });
  const { groupID } = (made as unknown as { value: { group: { groupID: string } } }).value.group;
  expect(await b.tim('getGroupMemberList', { groupID })).toMatchObject({
    value: {
      offset: 0,
      memberList: [
        { userID: a.userID, nick: 'Anna', role: 'Owner' },
        { userID: b.userID, role: 'Member' },
      ],
    },
  });
  expect(await c.tim('getGroupMemberList', { groupID })).toMatchObject({ ok: false, code: 10010 });
});

test('who is blocked learns it (`tell`): 20007, and nobody rings; a call that runs goes on', async ({
  person,
}) => {
  const [a, b] = [await person('a'), await person('b')];
  await talk(a, b);
  const blocked = await b.tim('addToBlacklist', { userIDList: [a.userID] });
  expect(blocked).toMatchObject({ ok: true, value: [a.userID] });
  await b.expectMedia({ audio: true });
  await a.run('hangup');
  await b.heard('CALLING_END');
  for (const one of [a, b]) await one.forget();
  expect(await a.call(b.userID)).toMatchObject({ ok: false, code: 20007 });
  await a.expectTold('call() rejected 20007', 'ERROR{20007}');
  await b.tim('removeFromBlacklist', { userIDList: [a.userID] });
  expect(await a.call(b.userID)).toMatchObject({ ok: true });
  await b.heard('RECEIVED');
  // Had the blocked call rung, it would stand before this one.
  expect((await b.told()).filter((event) => event.startsWith('RECEIVED'))).toHaveLength(1);
  await a.run('hangup');
});

test('who is blocked learns nothing (`silent`): it rings nowhere until the window is over', async ({
  person,
}) => {
  const [a, b] = [await person('a', { app: SILENT }), await person('b', { app: SILENT })];
  await b.tim('addToBlacklist', { userIDList: [a.userID] });
  expect(await a.call(b.userID, { timeout: 3 })).toMatchObject({ ok: true });
  await a.heard('NO_RESP');
  expect((await a.told()).filter((event) => event.startsWith('ON_USER_RINGING'))).toEqual([]);
  expect(await b.told()).toEqual([]);
});
