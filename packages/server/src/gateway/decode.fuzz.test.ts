import { Code, type Command, MAX_FRAME, PROTOCOL_VERSION } from '@ringback/protocol';
import { KNOWN_FRAMES } from '@ringback/protocol/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT_MS, fuzz, mutated, mutatedObject } from '../testing/fuzz.js';
import { decode, decodeFirst, textOf } from './decode.js';

const ID = 'Zm9vYmFyYmF6cXV4MTIzNA';
const PUBLISH = { audio: true, video: false };
const CANDIDATE = { candidate: 'candidate:1 1 udp 1 192.0.2.7 5 typ host', sdpMid: '0', sdpMLineIndex: 0 };
const COMMANDS: readonly Command[] = [
  {
    op: 'call',
    userIds: ['bob', '用户'],
    type: 2,
    groupId: '',
    roomId: 0,
    strRoomId: '',
    timeout: 30,
    userData: 'x',
    publish: PUBLISH,
    offers: { bob: 'v=0\r\n' },
  },
  { op: 'accept', callId: ID, publish: PUBLISH, answer: 'v=0\r\n', candidates: [CANDIDATE] },
  { op: 'reject', callId: ID, ring: ID },
  { op: 'hangup', callId: ID, ring: ID },
  { op: 'invite', callId: ID, userIds: ['carol'], timeout: 0, userData: '' },
  { op: 'cancelInvite', callId: ID, userIds: ['carol'] },
  { op: 'join', callId: ID, publish: PUBLISH, replaces: ID },
  { op: 'publish', callId: ID, publish: PUBLISH },
  { op: 'switchType', callId: ID, type: 1 },
  { op: 'alerted', callId: ID },
  { op: 'alone', alone: true },
  { op: 'logout' },
  { op: 'withdraw', commandId: ID },
];
const FRAMES: readonly object[] = [
  ...COMMANDS.map((command) => ({ t: 'command', id: ID, command })),
  { t: 'request', id: 'r1', request: { ask: 'profiles', userIds: ['ann'] } },
  { t: 'request', id: 'r2', request: { ask: 'setProfile', nick: 'Ann', avatar: 'https://x.example/a.png' } },
  { t: 'request', id: 'r3', request: { ask: 'recentCalls', limit: 20, before: 1_700_000_000_000 } },
  { t: 'signal', callId: ID, to: 'bob', signal: { kind: 'description', type: 'offer', sdp: 'v=0\r\n' } },
  { t: 'signal', callId: ID, to: 'bob', signal: { kind: 'candidates', candidates: [CANDIDATE] } },
  { t: 'signal', callId: ID, to: 'bob', signal: { kind: 'view', width: 320, height: 240 } },
  { t: 'ack', seq: 7 },
  { t: 'pong' },
  { t: 'leaving' },
];
const LOGINS: readonly object[] = [
  { t: 'login', v: PROTOCOL_VERSION, sdkAppId: 1, userId: 'ann', userSig: 'eJyr', deviceName: 'Firefox' },
  {
    t: 'login',
    v: PROTOCOL_VERSION,
    sdkAppId: 1,
    userId: 'ann',
    userSig: 'eJyr',
    resume: { deviceId: ID, token: ID, seq: 3, restores: true },
  },
];

const HUGE = 'x'.repeat(20_000);
const VALUES = [
  null,
  true,
  -1,
  0.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  ID,
  HUGE,
  '\u0000',
  '\ud800',
  '__proto__',
  [],
  {},
];
const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\\u0000',
  '"__proto__":',
  '"constructor":',
  '1e999',
];

/** What comes at the decoder: frames that are nearly right, JSON of any shape, and anything else, up to the size that is let in. */
const texts = (real: readonly object[]) =>
  fc
    .oneof(
      { weight: 4, arbitrary: mutatedObject(real, VALUES).map((value) => JSON.stringify(value)) },
      {
        weight: 4,
        arbitrary: mutated(
          real.map((frame) => JSON.stringify(frame)),
          TOKENS,
        ),
      },
      { weight: 4, arbitrary: keyed(real) },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      { weight: 1, arbitrary: fc.constantFrom('[', '{"a":', '"\\', '{"t":"command","command":').map(deep) },
    )
    .map((text) => text.slice(0, MAX_FRAME));

/** Real frames with a further field somewhere: names are a client's own words too. */
const keyed = (real: readonly object[]) =>
  fc
    .tuple(
      fc.constantFrom(...real.map((frame) => JSON.stringify(frame))),
      fc.nat({ max: 4 }),
      fc.oneof(fc.constantFrom('__proto__', 'constructor', HUGE), fc.string({ unit: 'binary' })),
      fc.jsonValue({ maxDepth: 1 }),
    )
    .map(([text, nth, name, value]) => {
      const braces = [...text.matchAll(/\{(?!\})/g)].map(({ index }) => index);
      const at = (braces[nth % braces.length] ?? 0) + 1;
      return `${text.slice(0, at)}${JSON.stringify(name)}:${JSON.stringify(value)},${text.slice(at)}`;
    });

const deep = (part: string) => part.repeat(Math.floor(MAX_FRAME / part.length));

/** What goes back to a client, and into the log: short, on one line, whatever was sent. */
function expectShort(message: string): void {
  expect(message.length).toBeLessThanOrEqual(300);
  expect(message).not.toMatch(/[\p{Cc}\p{Cs}]/u);
}

test('whatever comes after login is a frame, unknown, malformed or no JSON', {
  timeout: FUZZ_TIMEOUT_MS,
}, async () => {
  await fuzz(texts(FRAMES), (text) => {
    const decoded = decode(text);
    switch (decoded.kind) {
      case 'frame':
        expect(KNOWN_FRAMES.has(decoded.frame.t)).toBe(true);
        // Nothing is left in it that the schemas have not seen.
        expect(decode(JSON.stringify(decoded.frame))).toEqual(decoded);
        break;
      case 'malformed':
        expect(decoded.id === undefined || (decoded.id.length > 0 && decoded.id.length <= 64)).toBe(true);
        expectShort(decoded.message);
        break;
      default:
        expect(['unknown', 'noJson']).toContain(decoded.kind);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

test('whatever comes first is a login, refused or a fault', { timeout: FUZZ_TIMEOUT_MS }, async () => {
  await fuzz(texts(LOGINS), (text) => {
    const first = decodeFirst(text);
    if (first.kind === 'login') {
      expect(decodeFirst(JSON.stringify(first.login))).toEqual(first);
      return;
    }
    if (first.kind === 'refused') expect(first.code).toBe(Code.BAD_REQUEST);
    expectShort(first.message);
  });
});

test('a message is text up to its largest size, however it comes', { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const message = fc.record({
    bytes: fc.uint8Array({ maxLength: 300 }),
    cuts: fc.array(fc.nat({ max: 300 }), { maxLength: 3 }),
    isBinary: fc.boolean(),
    maxBytes: fc.nat({ max: 300 }),
  });
  await fuzz(message, ({ bytes, cuts, isBinary, maxBytes }) => {
    const whole = Buffer.from(bytes);
    const ends = [...cuts].sort((a, b) => a - b);
    const parts = [0, ...ends].map((start, n) => whole.subarray(start, ends[n] ?? whole.length));
    const read = textOf(whole, isBinary, maxBytes);
    expect(textOf(parts, isBinary, maxBytes)).toEqual(read);
    expect(textOf(new Uint8Array(bytes).buffer, isBinary, maxBytes)).toEqual(read);
    expect(read.kind).toBe(isBinary || bytes.length > maxBytes ? 'fault' : 'text');
    if (read.kind === 'fault') expectShort(read.message);
  });
});
