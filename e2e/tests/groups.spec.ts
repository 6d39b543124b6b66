import { Group } from '../fixtures/group.js';
import type { Person } from '../fixtures/person.js';
import { expect, HASTY, SMALL, test } from '../fixtures/test.js';

const ids = (...people: Person[]): string[] => people.map(({ userID }) => userID);
const call = (caller: Person, callees: readonly Person[], options: Record<string, unknown> = {}) =>
  caller.run('calls', { userIDList: ids(...callees), type: 2, ...options });

test('S2-01 S2-02 S2-03 S2-14 S2-12 S2-13 four people: ring, answer, one more, pictures and sound between all, and one after the other leaves', async ({
  person,
}) => {
  const group = new Group(person);
  const [a, b, c, d] = (await group.people('A', 'B', 'C', 'D')) as [Person, Person, Person, Person];

  expect(
    await a.run('groupCall', { userIDList: ids(b, c), type: 2, groupID: 'team', userData: 'standup' }),
  ).toMatchObject({
    ok: true,
    value: { code: 0, groupID: 'team', userIDList: ids(b, c) },
  });
  await group.expectTold({ A: ['groupCall() resolved'], B: ['RECEIVED{A}'], C: ['RECEIVED{A}'] });
  for (const callee of [b, c]) {
    expect(await callee.lastEvent('ON_CALL_RECEIVED')).toMatchObject({
      isFromGroup: true,
      calleeIdList: ids(b, c),
      groupID: 'team',
      chatGroupID: 'team',
      userData: 'standup',
    });
  }

  await b.run('accept');
  await group.expectTold({
    A: ['USER_ACCEPT{B}', 'ON_CALL_BEGIN{2}', 'USER_ENTER{B}', 'LIST{[A,B],[C]}'],
    B: ['accept() resolved', 'ON_CALL_BEGIN{2}', 'USER_ENTER{A}', 'LIST{[A,B],[C]}'],
    C: ['USER_ACCEPT{B}'],
  });

  await c.run('accept');
  const third = ['USER_ACCEPT{C}', 'USER_ENTER{C}', 'LIST{[A,B,C],[]}'];
  await group.expectTold({
    A: third,
    B: third,
    C: ['accept() resolved', 'ON_CALL_BEGIN{2}', 'USER_ENTER{A}', 'USER_ENTER{B}', 'LIST{[A,B,C],[]}'],
  });

  expect(await b.run('inviteUser', { userIDList: ids(d) })).toMatchObject({ ok: true });
  const inviting = ['ON_USER_INVITING{D}', 'LIST{[A,B,C],[D]}'];
  await group.expectTold({
    A: inviting,
    B: ['inviteUser() resolved', ...inviting],
    C: inviting,
    D: ['RECEIVED{B}'],
  });
  await d.run('accept');
  const fourth = ['USER_ACCEPT{D}', 'USER_ENTER{D}', 'LIST{[A,B,C,D],[]}'];
  await group.expectTold({
    A: fourth,
    B: fourth,
    C: fourth,
    D: [
      'accept() resolved',
      'ON_CALL_BEGIN{2}',
      'USER_ENTER{A}',
      'USER_ENTER{B}',
      'USER_ENTER{C}',
      'LIST{[A,B,C,D],[]}',
    ],
  });

  for (const someone of [a, b, c, d]) await someone.run('openCamera', 'local');
  await group.expectMesh(a, b, c, d);

  await d.run('hangup');
  const three = ['USER_LEAVE{D}', 'LIST{[A,B,C],[]}'];
  await group.expectTold({ A: three, B: three, C: three, D: ['hangup() resolved', 'CALLING_END{D, 1}'] });
  await d.expectReleased();
  await group.expectMesh(a, b, c);

  await a.run('hangup');
  const two = ['USER_LEAVE{A}', 'LIST{[B,C],[]}'];
  await group.expectTold({ A: ['hangup() resolved', 'CALLING_END{A, 1}'], B: two, C: two });
  await c.run('hangup');
  await group.expectTold({
    B: ['USER_LEAVE{C}', 'CALLING_END{C, 1}'],
    C: ['hangup() resolved', 'CALLING_END{C, 1}'],
  });
  for (const someone of [a, b, c]) await someone.expectReleased();
});

test('S2-04 S2-10 S2-11 S2-10b G-21 one declines and is asked again; the caller leaves while he rings', async ({
  person,
}) => {
  const group = new Group(person);
  const [a, b, c] = (await group.people('A', 'B', 'C')) as [Person, Person, Person];
  const ringing = async () => {
    await call(a, [b, c]);
    await b.heard('RECEIVED');
    await c.heard('RECEIVED');
    await b.run('accept');
    await a.heard('LIST');
    await b.heard('LIST');
    await c.heard('USER_ACCEPT');
    for (const someone of [a, b, c]) await someone.forget();
  };

  await ringing();
  await c.run('reject');
  const declined = ['REJECT{C}', 'LIST{[A,B],[]}'];
  await group.expectTold({ A: declined, B: declined, C: ['reject() resolved', 'CANCEL{C, 2}'] });

  await a.run('inviteUser', { userIDList: ids(b, c, c) });
  const again = ['ON_USER_INVITING{C}', 'LIST{[A,B],[C]}'];
  await group.expectTold({ A: ['inviteUser() resolved', ...again], B: again, C: ['RECEIVED{A}'] });
  await a.run('hangup');
  await group.expectTold({
    A: ['hangup() resolved', 'CALLING_END{A, 1}'],
    B: ['USER_LEAVE{A}', 'LIST{[B],[C]}'],
    C: ['USER_LEAVE{A}'],
  });
  await c.run('reject');
  await group.expectTold({ B: ['REJECT{C}', 'CALLING_END{C, 2}'], C: ['reject() resolved', 'CANCEL{C, 2}'] });

  await ringing();
  await a.run('hangup');
  await group.expectTold({
    A: ['hangup() resolved', 'CALLING_END{A, 1}'],
    B: ['USER_LEAVE{A}', 'LIST{[B],[C]}'],
    C: ['USER_LEAVE{A}'],
  });
  await b.run('hangup');
  await group.expectTold({
    B: ['hangup() resolved', 'CALLING_END{B, 1}'],
    C: ['USER_LEAVE{B}', 'CANCEL{C, 6}'],
  });
  for (const someone of [a, b, c]) await someone.expectReleased();
});

test('S2-05 S2-06 S2-07 S2-08 S2-09 nobody comes: busy, no answer, declined, cancelled', async ({
  person,
}) => {
  const group = new Group(person);
  const [a, b, c, d] = (await group.people('A', 'B', 'C', 'D')) as [Person, Person, Person, Person];

  await call(a, [b, c], { timeout: 2 });
  await group.expectTold({
    A: ['calls() resolved', 'NO_RESP{A, [B,C]}', 'CANCEL{A, 3}'],
    B: ['RECEIVED{A}', 'CANCEL{B, 3}'],
    C: ['RECEIVED{A}', 'CANCEL{C, 3}'],
  });

  await call(a, [b, c], { timeout: 3 });
  await b.heard('RECEIVED');
  await b.run('accept');
  const late = ['NO_RESP{A, [C]}', 'LIST{[A,B],[]}'];
  await group.expectTold({
    A: [
      'calls() resolved',
      'USER_ACCEPT{B}',
      'ON_CALL_BEGIN{2}',
      'USER_ENTER{B}',
      'LIST{[A,B],[C]}',
      ...late,
    ],
    B: ['RECEIVED{A}', 'accept() resolved', 'ON_CALL_BEGIN{2}', 'USER_ENTER{A}', 'LIST{[A,B],[C]}', ...late],
    C: ['RECEIVED{A}', 'USER_ACCEPT{B}', 'CANCEL{C, 3}'],
  });
  await a.run('hangup');
  await group.expectTold({
    A: ['hangup() resolved', 'CALLING_END{A, 1}'],
    B: ['USER_LEAVE{A}', 'CALLING_END{A, 1}'],
  });

  await call(a, [b, c]);
  await b.heard('RECEIVED');
  await c.heard('RECEIVED');
  await b.run('reject');
  await c.heard('REJECT');
  await c.run('reject');
  await group.expectTold({
    A: ['calls() resolved', 'REJECT{B}', 'REJECT{C}', 'CANCEL{A, 2}'],
    B: ['RECEIVED{A}', 'reject() resolved', 'CANCEL{B, 2}'],
    C: ['RECEIVED{A}', 'REJECT{B}', 'reject() resolved', 'CANCEL{C, 2}'],
  });

  await d.call(c.userID);
  await c.heard('RECEIVED');
  await c.run('accept');
  await d.heard('USER_ENTER');
  await c.heard('USER_ENTER');
  for (const someone of [c, d]) await someone.forget();
  await call(a, [b, c]);
  await group.expectTold({
    A: ['calls() resolved', 'LINE_BUSY{C}'],
    B: ['RECEIVED{A}', 'LINE_BUSY{C}'],
    C: ['ON_CALL_CANCELED{C, 5}'],
  });
  await a.run('hangup');
  await group.expectTold({ A: ['hangup() resolved', 'CANCEL{A, 6}'], B: ['CANCEL{B, 6}'] });
  for (const someone of [a, b]) await someone.expectReleased();
});

test('S2-15 S2-16 S2-20 a call of two grows: invited, joined by its id, and taken over by another device', async ({
  person,
}) => {
  const group = new Group(person);
  const [a, b, c, e] = (await group.people('A', 'B', 'C', 'E')) as [Person, Person, Person, Person];
  const placed = await a.call(b.userID);
  const callId = placed.ok ? placed.value.callId : '';
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await b.heard('USER_ENTER');
  for (const someone of [a, b]) await someone.run('openCamera', 'local');
  for (const someone of [a, b]) await someone.forget();

  expect(await e.run('join', { callId })).toMatchObject({ ok: false, code: 101004 });
  expect(await e.run('join', { callId: 'no-such-call-0000000' })).toMatchObject({ ok: false, code: 101004 });
  await group.expectTold({ E: ['join() rejected 101004', 'join() rejected 101004'] });
  await e.expectReleased();

  await b.run('inviteUser', { userIDList: ids(c) });
  const inviting = ['ON_USER_INVITING{C}', 'LIST{[A,B],[C]}'];
  await group.expectTold({ A: inviting, B: ['inviteUser() resolved', ...inviting], C: ['RECEIVED{B}'] });

  expect(await e.run('getLiveCalls', { callId })).toMatchObject({
    ok: true,
    value: [{ callId, users: [{ userID: a.userID, state: 'in' }, { state: 'in' }, { state: 'ringing' }] }],
  });
  expect(await e.run('join', { callId })).toMatchObject({ ok: true, value: { code: 0, callId } });
  const joined = ['USER_ENTER{E}', 'LIST{[A,B,E],[C]}'];
  await group.expectTold({
    A: joined,
    B: joined,
    E: ['join() resolved', 'ON_CALL_BEGIN{2}', 'USER_ENTER{A}', 'USER_ENTER{B}', 'LIST{[A,B,E],[C]}'],
  });
  await e.run('openCamera', 'local');
  await group.expectMesh(a, b, e);

  const phone = await group.person('A', { device: 'phone' });
  expect(await phone.run('getLiveCalls')).toMatchObject({ ok: true, value: [{ callId, deviceName: 'A' }] });
  expect(await phone.run('join', { callId })).toMatchObject({ ok: true, value: { callRole: 'inviter' } });
  await group.expectTold({
    A: ['CALLING_END{A, 7}'],
    phone: ['join() resolved', 'ON_CALL_BEGIN{2}', 'USER_ENTER{B}', 'USER_ENTER{E}', 'LIST{[A,B,E],[C]}'],
  });
  expect(await a.lastEvent('CALLING_END')).toMatchObject({ device: { name: 'phone' } });
  await a.expectReleased();
  await phone.run('openCamera', 'local');
  await b.heard(`VIDEO{${a.userID}, true}`);
  await group.expectMesh(phone, b, e);
});

test('S2-16 S2-17 S2-18 S2-19 by group and room; too many; a ring is stopped; one is gone', async ({
  person,
}) => {
  const group = new Group(person);
  const [a, b, c, e] = (await Promise.all(
    ['A', 'B', 'C', 'E'].map((name) => group.person(name, { app: { ...SMALL } })),
  )) as [Person, Person, Person, Person];
  expect(await call(a, [b, c, e])).toMatchObject({ ok: false, code: -1202 });
  await group.expectTold({ A: ['calls() rejected -1202'] });
  await call(a, [b, c], { chatGroupID: 'team', roomID: 4711 });
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('LIST');
  await b.heard('LIST');
  await c.heard('USER_ACCEPT');
  for (const someone of [a, b, c]) await someone.forget();

  const room = { type: 2, groupID: 'team', roomID: 4711 };
  expect(await e.run('joinInGroupCall', { ...room, roomID: 4712 })).toMatchObject({
    ok: false,
    code: 101004,
  });
  expect(await e.run('joinInGroupCall', room)).toMatchObject({ ok: false, code: 101005 });
  await group.expectTold({ E: ['joinInGroupCall() rejected 101004', 'joinInGroupCall() rejected 101005'] });

  await b.run('cancelInvite', { userIDList: ids(c) });
  const stopped = ['USER_LEAVE{C}', 'LIST{[A,B],[]}'];
  await group.expectTold({ A: stopped, B: ['cancelInvite() resolved', ...stopped], C: ['CANCEL{C, 6}'] });

  expect(await e.run('joinInGroupCall', room)).toMatchObject({ ok: true, value: { code: 0, roomID: 4711 } });
  const joined = ['USER_ENTER{E}', 'LIST{[A,B,E],[]}'];
  await group.expectTold({
    A: joined,
    B: joined,
    E: [
      'joinInGroupCall() resolved',
      'ON_CALL_BEGIN{2}',
      'USER_ENTER{A}',
      'USER_ENTER{B}',
      'LIST{[A,B,E],[]}',
    ],
  });
  for (const someone of [a, b, e]) await someone.expectMedia({ audio: true });

  await b.run('logout');
  const gone = ['USER_LEAVE{B}', 'LIST{[A,E],[]}'];
  await group.expectTold({ A: gone, B: ['logout() resolved'], E: gone });
  await e.reload();
  await e.heard('LIST');
  expect((await e.told()).filter((event) => !event.startsWith('AUDIO'))).toEqual([
    'ON_CALL_RESTORED',
    'ON_CALL_BEGIN{2}',
    `USER_ENTER{${a.userID}}`,
    `LIST{[${ids(a, e)}],[]}`,
  ]);
  await e.forget();
  await e.run('openMicrophone');
  await a.expectMedia({ audio: true });
});

test('S2-17 the page of one of three is closed: after his grace time he is out, and the call goes on for the others', async ({
  person,
}) => {
  const group = new Group(person);
  const [a, b, c] = (await Promise.all(
    ['A', 'B', 'C'].map((name) => group.person(name, { app: HASTY })),
  )) as [Person, Person, Person];
  await call(a, [b, c]);
  for (const callee of [b, c]) {
    await callee.heard('RECEIVED');
    await callee.run('accept');
  }
  await a.heard(`USER_ENTER{${c.userID}}`);
  await b.heard(`USER_ENTER{${c.userID}}`);
  for (const someone of [a, b]) await someone.forget();
  await c.page.close({ runBeforeUnload: false });
  for (const someone of [a, b]) await someone.heard(`USER_LEAVE{${c.userID}}`);
  await a.expectMedia({ audio: true });
  await b.expectMedia({ audio: true });
});
