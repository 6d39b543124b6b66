import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { liveCalls } from './queries/live-calls.js';
import { Harness, type TestDevice } from './testing/harness.js';
import type { AppPolicy } from './world.js';

function setUp(policy: Partial<AppPolicy> = {}) {
  const h = new Harness(policy);
  const devices = ['A', 'B', 'C', 'D'].map((userId) => h.login(userId));
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  return { h, a, b, c, d };
}

describe('G-20 callers: contacts', () => {
  const policy = { callers: 'contacts' } as const;

  it('a contact is rung', () => {
    const { h, a, b } = setUp(policy);
    h.relations.meet('A', 'B');
    expect(a.call('B')).toMatchObject({ ok: true });
    expect(b.told).toEqual(['RECEIVED{A, [B]}']);
  });

  it('one stranger among the callees, and nobody rings', () => {
    const { h, a, b } = setUp(policy);
    h.relations.meet('A', 'B');
    const refused = a.call(['B', 'C']);
    expect(refused).toMatchObject({
      ok: false,
      code: Code.NOT_CONTACTS,
      message: expect.stringMatching(/: C$/),
    });
    expect(b.told).toEqual([]);
    expect(h.user('A')?.usage).toBeUndefined();
  });

  it('who does not exist gets the answer of a stranger', () => {
    const { a } = setUp(policy);
    expect(a.call('X')).toMatchObject({ ok: false, code: Code.NOT_CONTACTS });
  });

  it('S2-14 an invitation too; who is in the call already is passed over', () => {
    const { h, a, b } = setUp(policy);
    h.relations.meet('A', 'B');
    h.relations.meet('A', 'C');
    a.call(['B', 'C']);
    b.accept();
    const invite = (...userIds: string[]) =>
      b.send({ op: 'invite', callId: a.callId, userIds, timeout: 30, userData: '' });
    expect(invite('C')).toMatchObject({ ok: true });
    expect(invite('C', 'D')).toMatchObject({ ok: false, code: Code.NOT_CONTACTS });
    h.relations.meet('B', 'D');
    expect(invite('D')).toMatchObject({ ok: true });
  });
});

describe('calls in the name of a group', () => {
  it('are its members’ alone, where the server knows the group: its members are shown them', () => {
    const { h, a, b } = setUp();
    h.relations.group('g', 'B', 'C');
    expect(a.call('B', { groupId: 'g' })).toMatchObject({ ok: false, code: Code.NOT_PERMITTED });
    expect([b.told, h.user('A')?.usage]).toEqual([[], undefined]);
    expect(a.call('B', { groupId: 'of the app' })).toMatchObject({ ok: true });
    a.hangup();
    h.relations.group('g', 'A', 'B', 'C');
    expect(a.call('D', { groupId: 'g' })).toMatchObject({ ok: true });
  });
});

describe('S2-16 who may join a group call', () => {
  const join = (device: TestDevice, callId: string) =>
    device.send({ op: 'join', callId, publish: { audio: true, video: false } });

  function inCall(policy: Partial<AppPolicy>, groupId = '') {
    const all = setUp(policy);
    all.a.call(['B', 'C'], { groupId });
    all.b.accept();
    return { ...all, callId: all.a.callId };
  }

  it('join: callId: whoever knows the id', () => {
    const { d, callId } = inCall({ join: 'callId' });
    expect(join(d, callId)).toMatchObject({ ok: true });
  });

  it('join: group: members of its group, and nobody where it has none or the server does not know it', () => {
    const { h, d, callId } = inCall({ join: 'group' }, 'g');
    expect(join(d, callId)).toMatchObject({ ok: false, code: Code.NO_SUCH_CALL });
    h.relations.group('g', 'A', 'B', 'C');
    expect(join(d, callId)).toMatchObject({ ok: false, code: Code.NO_SUCH_CALL });
    h.relations.group('g', 'A', 'B', 'C', 'D');
    expect(join(d, callId)).toMatchObject({ ok: true });
    const { d: other, callId: ungrouped } = inCall({ join: 'group' });
    expect(join(other, ungrouped)).toMatchObject({ ok: false, code: Code.NO_SUCH_CALL });
  });

  it('join: members: who was called, also after having left', () => {
    const { c, d, b, callId } = inCall({ join: 'members' });
    expect(join(d, callId)).toMatchObject({ ok: false, code: Code.NO_SUCH_CALL });
    c.reject();
    expect(join(c, callId)).toMatchObject({ ok: true });
    b.hangup();
    expect(join(b, callId)).toMatchObject({ ok: true });
  });

  it('join: members: who has blocked whoever called him was never called, for himself', () => {
    const { h, a, b, d } = setUp({ join: 'members' });
    h.relations.block('D', 'A');
    h.relations.group('g', 'A', 'B', 'C', 'D');
    a.call(['B', 'D'], { groupId: 'g', timeout: 20 });
    b.accept();
    h.pass(20);
    expect(liveCalls(h, { userId: 'D', groupId: 'g' })).toEqual([]);
    expect(join(d, a.callId)).toMatchObject({ ok: false, code: Code.NO_SUCH_CALL });
  });

  it('joinInGroupCall: by a member, where the server knows the group, and only members hear of its calls', () => {
    const { h, a, c, d, callId } = inCall({ join: 'callId' }, 'g');
    const joinGroup = (device: TestDevice) =>
      device.send({
        op: 'joinGroup',
        groupId: 'g',
        roomId: h.call(callId)?.roomId ?? 0,
        strRoomId: '',
        publish: { audio: true, video: false },
      });
    const hears = () => liveCalls(h, { userId: 'D', groupId: 'g' }).length;
    expect(hears()).toBe(0);
    h.relations.group('g', 'A');
    expect([hears(), joinGroup(d)]).toMatchObject([0, { ok: false, code: Code.NO_SUCH_CALL }]);
    // He rings for it.
    expect(joinGroup(c)).toMatchObject({ ok: true });
    h.relations.group('g', 'A', 'D');
    expect([hears(), joinGroup(d)]).toMatchObject([1, { ok: true }]);
    void a.told;
  });

  it('another device of a user who rings or is in needs no permission', () => {
    const { h, c, callId } = inCall({ join: 'members' });
    const second = h.login('C');
    expect(join(second, callId)).toMatchObject({ ok: true });
    void c.told;
  });
});
