import type { CallState, Inside, Member, Ringing } from '@ringback/calls';
import type { IceCandidate, Signal, SignalFromFrame } from '@ringback/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { MeshRelay } from './mesh-relay.js';

const APP = 7;
const CALL = 'call-0123456789abcdef';
const SDP = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n';
const ADDRESS = '198.51.100.7';
const LYING_SDP = `${SDP}a=candidate:1 1 udp 1 ${ADDRESS} 5 typ host\r\n`;

const invited = (userId: string) => ({ userId, invitedBy: 'ann', invitedAt: 1, commandId: 'c' });
const inside = (userId: string, deviceId = `${userId}1`): Inside => ({
  ...invited(userId),
  state: 'in',
  deviceId,
  enteredAt: 1,
  published: { audio: true, video: false },
  asked: 1,
});
const ringing = (userId: string): Ringing => ({
  ...invited(userId),
  state: 'ringing',
  userData: '',
  timeout: 30,
  until: 30_000,
  alerted: false,
});
const callOf = (members: readonly Member[]): CallState => ({
  callId: CALL,
  roomId: 1,
  strRoomId: '',
  type: 1,
  groupId: '',
  isGroup: false,
  caller: 'ann',
  userData: '',
  createdAt: 1,
  begunAt: null,
  members,
  past: [],
});

const candidate = (n: number): IceCandidate => ({
  candidate: `candidate:${n} 1 udp 1 ${ADDRESS} 5 typ host`,
});
const candidates = (...numbers: number[]): Signal => ({
  kind: 'candidates',
  candidates: numbers.map(candidate),
});
const offer = (sdp = SDP): Signal => ({ kind: 'description', type: 'offer', sdp });
const answer: Signal = { kind: 'description', type: 'answer', sdp: LYING_SDP };

const view: Signal = { kind: 'view', width: 320, height: 240 };

const ann = { userId: 'ann', deviceId: 'ann1' };
const bob = { userId: 'bob', deviceId: 'bob1' };
const cid = { userId: 'cid', deviceId: 'cid1' };

let relayOnly: boolean;
let live: Map<string, CallState>;
let sent: [to: string, frame: SignalFromFrame][];
let relay: MeshRelay;

beforeEach(() => {
  live = new Map();
  relayOnly = false;
  sent = [];
  relay = new MeshRelay({
    isRelayOnly: () => relayOnly,
    callOf: (appId, callId) => (appId === APP ? live.get(callId) : undefined),
    sendToDevice: ({ deviceId }, frame) => sent.push([deviceId, frame]),
    sendToUser: (_appId, userId, frame) => sent.push([`all of ${userId}`, frame]),
  });
});

/** What the commit that makes these the members tells the relay. */
function commit(...members: Member[]): void {
  const call = members.length === 0 ? null : callOf(members);
  if (call) live.set(CALL, call);
  else live.delete(CALL);
  relay.follow({ appId: APP, calls: new Map([[CALL, call]]), records: [], gone: [], mail: [], wakeAt: null });
}
const signal = (from: typeof ann, to: string, what: Signal) =>
  relay.signal(APP, from, { callId: CALL, to, signal: what }).outcome;
const told = () => sent.map(([to, { from, signal: what }]) => [to, from, what]);

test('whoever never hears of the ring gets nothing, and what waits for him goes when he comes by himself', () => {
  commit(inside('ann'), { ...invited('bob'), state: 'unheard', until: 30_000 });
  relay.placed(APP, CALL, ann, { bob: SDP });
  expect(signal(ann, 'bob', candidates(1))).toBe('held');
  expect(sent).toEqual([]);
  commit(inside('ann'), inside('bob'));
  expect(told()).toEqual([['bob1', 'ann', candidates(1)]]);
});

describe('while the callee rings', () => {
  beforeEach(() => commit(inside('ann'), ringing('bob')));

  test('the offer of a call goes to the callee’s devices without its addresses, to later ones too', () => {
    relay.placed(APP, CALL, ann, { bob: LYING_SDP, cid: SDP });
    expect(told()).toEqual([['all of bob', 'ann', offer(SDP)]]);
    expect(relay.forRinging(APP, CALL, 'bob')).toEqual([
      { t: 'signal', callId: CALL, from: 'ann', signal: offer(SDP) },
    ]);
    expect(relay.forRinging(APP, CALL, 'ann')).toEqual([]);
  });

  test('the caller’s candidates wait, and go to the device that accepted once that is committed', () => {
    relay.placed(APP, CALL, ann, { bob: SDP });
    expect(signal(ann, 'bob', candidates(1, 2))).toBe('held');
    expect(signal(ann, 'bob', candidates(3))).toBe('held');
    expect(JSON.stringify(sent)).not.toContain(ADDRESS);
    sent = [];
    commit(inside('ann'), inside('bob', 'bob2'));
    expect(told()).toEqual([['bob2', 'ann', candidates(1, 2, 3)]]);
    expect(relay.waiting).toBe(0);
  });

  test('a new offer replaces the held one, without addresses, and candidates stay', () => {
    relay.placed(APP, CALL, ann, { bob: SDP });
    signal(ann, 'bob', candidates(1));
    const second = LYING_SDP.replace('- 1 2', '- 1 3');
    expect(signal(ann, 'bob', offer(second))).toBe('held');
    expect(relay.forRinging(APP, CALL, 'bob').map((frame) => frame.signal)).toEqual([
      offer(SDP.replace('- 1 2', '- 1 3')),
    ]);
    expect(JSON.stringify(sent)).not.toContain(ADDRESS);
    commit(inside('ann'), inside('bob'));
    expect(told().at(-1)).toEqual(['bob1', 'ann', candidates(1)]);
  });

  test('four offers go to the callee’s devices, and the last of them is kept', () => {
    relay.placed(APP, CALL, ann, { bob: SDP });
    const numbered = (n: number) => offer(SDP.replace('- 1 2', `- 1 ${n}`));
    expect([3, 4, 5, 6].map((n) => signal(ann, 'bob', numbered(n)))).toEqual([
      'held',
      'held',
      'held',
      'refused',
    ]);
    expect(signal(ann, 'bob', candidates(1))).toBe('held');
    expect(signal(ann, 'bob', numbered(7))).toBe('refused');
    expect(told()).toHaveLength(4);
    expect(relay.forRinging(APP, CALL, 'bob').map((frame) => frame.signal)).toEqual([numbered(5)]);
    commit(inside('ann'), inside('bob'));
    expect(told().at(-1)).toEqual(['bob1', 'ann', candidates(1)]);
  });

  test('an answer, or an offer that is none, is not passed on', () => {
    expect(signal(ann, 'bob', answer)).toBe('refused');
    expect(signal(ann, 'bob', offer(`hello ${ADDRESS}`))).toBe('refused');
    expect(sent).toEqual([]);
  });

  test('nobody learns how large he is shown before the answer', () => {
    expect(signal(ann, 'bob', view)).toBe('refused');
    commit(inside('ann'), inside('bob'));
    expect(sent).toEqual([]);
    expect(signal(bob, 'ann', view)).toBe('relayed');
    expect(told()).toEqual([['ann1', 'bob', view]]);
  });

  test('nothing comes from the callee, a stranger, another device, about another call, or across apps', () => {
    expect(signal(bob, 'ann', candidates(1))).toBe('refused');
    expect(signal(bob, 'ann', answer)).toBe('refused');
    expect(signal(cid, 'bob', candidates(1))).toBe('refused');
    expect(signal({ ...ann, deviceId: 'ann2' }, 'bob', candidates(1))).toBe('refused');
    expect(signal(ann, 'cid', candidates(1))).toBe('refused');
    expect(signal(ann, 'ann', candidates(1))).toBe('refused');
    const elsewhere = { callId: 'no-such-call-0000', to: 'bob', signal: candidates(1) };
    expect(relay.signal(APP, ann, elsewhere).outcome).toBe('refused');
    expect(relay.signal(APP + 1, ann, { ...elsewhere, callId: CALL }).outcome).toBe('refused');
    relay.accepted(APP, CALL, bob, { answer: LYING_SDP, candidates: [candidate(1)] });
    expect(sent).toEqual([]);
    commit(inside('ann'), inside('bob'));
    expect(sent).toEqual([]);
  });

  test.each([
    ['the call ends', () => commit()],
    ['the callee is out, the call goes on', () => commit(inside('ann'), ringing('cid'))],
    ['the caller is out, the call goes on', () => commit(inside('cid'), ringing('bob'))],
    ['the caller has moved to another device', () => commit(inside('ann', 'ann2'), ringing('bob'))],
  ])('what waits is forgotten when %s', (_what, happen) => {
    relay.placed(APP, CALL, ann, { bob: SDP });
    signal(ann, 'bob', candidates(1));
    expect(relay.waiting).toBe(1);
    sent = [];
    happen();
    expect(relay.waiting).toBe(0);
    expect(relay.forRinging(APP, CALL, 'bob')).toEqual([]);
    commit(inside('ann'), inside('bob'));
    expect(sent).toEqual([]);
  });

  test('of many candidates the newest 40 wait', () => {
    for (let n = 0; n < 100; n += 1) signal(ann, 'bob', candidates(n));
    commit(inside('ann'), inside('bob'));
    expect(told()).toEqual([['bob1', 'ann', candidates(...Array.from({ length: 40 }, (_, n) => 60 + n))]]);
  });
});

test('one sender cannot fill the memory with what waits', () => {
  const callees = Array.from({ length: 50 }, (_, n) => `user${n}`);
  commit(inside('ann'), inside('cid'), ...callees.map(ringing));
  const large = `${SDP}${'a=mid:0\r\n'.repeat(2_000)}`;
  const outcomes = callees.map((to) => signal(ann, to, offer(large)));
  expect(outcomes.filter((outcome) => outcome === 'held').length).toBe(14);
  expect(signal(cid, 'user49', offer(SDP))).toBe('held');
});

test('what stands beside candidates counts as well', () => {
  const callees = Array.from({ length: 20 }, (_, n) => `user${n}`);
  commit(inside('ann'), ...callees.map(ringing));
  const long = { ...candidate(1), sdpMid: 'm'.repeat(64), usernameFragment: 'u'.repeat(256) };
  const full: Signal = { kind: 'candidates', candidates: Array.from({ length: 40 }, () => long) };
  const outcomes = callees.map((to) => signal(ann, to, full));
  expect(outcomes.filter((outcome) => outcome === 'held').length).toBe(18);
});

describe('between those who are in', () => {
  test('everything goes at once, whole, to the device with which the other is in', () => {
    commit(inside('ann'), inside('bob', 'bob2'));
    expect(signal(ann, 'bob', offer(LYING_SDP))).toBe('relayed');
    expect(signal(ann, 'bob', candidates(1))).toBe('relayed');
    expect(signal({ userId: 'bob', deviceId: 'bob2' }, 'ann', answer)).toBe('relayed');
    expect(told()).toEqual([
      ['bob2', 'ann', offer(LYING_SDP)],
      ['bob2', 'ann', candidates(1)],
      ['ann1', 'bob', answer],
    ]);
  });

  test('an accept brings answer and candidates to who invited', () => {
    commit(inside('ann'), inside('bob'), ringing('cid'));
    relay.accepted(APP, CALL, bob, { answer: LYING_SDP, candidates: [candidate(1)] });
    expect(told()).toEqual([
      ['ann1', 'bob', answer],
      ['ann1', 'bob', candidates(1)],
    ]);
  });

  test('the accept of a device that lost brings nothing', () => {
    commit(inside('ann'), inside('bob', 'bob2'));
    relay.accepted(APP, CALL, bob, { answer: LYING_SDP, candidates: [candidate(1)] });
    expect(sent).toEqual([]);
  });

  test('S1-15 the offer of a call that became an accept goes to whom it met, and waits for whom it invited', () => {
    commit(inside('ann'), inside('bob'), { ...ringing('cid'), invitedBy: 'bob' });
    relay.placed(APP, CALL, bob, { ann: LYING_SDP, cid: LYING_SDP });
    expect(told()).toEqual([
      ['ann1', 'bob', offer(LYING_SDP)],
      ['all of cid', 'bob', offer(SDP)],
    ]);
  });

  test('S2-10 an accept whose inviter has left brings nothing', () => {
    commit(inside('bob'), inside('cid'));
    relay.accepted(APP, CALL, cid, { answer: LYING_SDP, candidates: [candidate(1)] });
    expect(sent).toEqual([]);
  });
});
