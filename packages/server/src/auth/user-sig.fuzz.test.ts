import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT_MS, fuzz, mutated, mutatedObject } from '../testing/fuzz.js';
import { fromUrlSafe, toUrlSafe } from './document.js';
import { AuthError } from './error.js';
import { signUserSig } from './sign.js';
import { type Expected, verifyUserSig } from './verify.js';

const NOW_S = 1_700_000_000;
const app = { sdkAppId: 1_400_000_000, secretKey: 'k'.repeat(64) };
const signed = (userId: string, userBuf?: Uint8Array) =>
  signUserSig({ ...app, userId, expire: 86_400, now: NOW_S * 1_000, userBuf });
const packed = (text: string) => toUrlSafe(deflateSync(text).toString('base64'));
const unpacked = (sig: string) => inflateSync(Buffer.from(fromUrlSafe(sig), 'base64')).toString();

const SIGS = [signed('alice'), signed('用户_1', Buffer.from('room')), signed('\ufffd')];
const DOCUMENTS = SIGS.map(unpacked);
const CLAIMS = DOCUMENTS.map((text) => JSON.parse(text) as Record<string, unknown>);
const CODES: readonly number[] = [70001, 70003, 70009, 70013, 70014];

const BOMBS = ['x', '[', '{"TLS.ver":', ' '].map((part) => packed(part.repeat(1_000_000 / part.length)));
const VALUES = [
  null,
  -1,
  0,
  NOW_S + 1,
  2 ** 53,
  1e308,
  0.5,
  '',
  'bob',
  'alice\nTLS.sdkappid:1',
  '\ud800',
  '\udfff',
];
const TOKENS = ['_', '__', '*', '-', '+', '/', '=', '\n', '\u0000', 'eJ'];

/** The outcome, where it is one that is documented. */
function outcomeOf(sig: string, expected: Expected): 'verified' | 'refused' {
  try {
    expect(verifyUserSig(sig, expected).expiresAt).toBeGreaterThan(0);
    return 'verified';
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    expect(CODES).toContain(error.code);
    expect(error.message.length).toBeLessThanOrEqual(300);
    expect(error.message).not.toContain(app.secretKey);
    return 'refused';
  }
}

test('whatever is given as a UserSig is verified or refused with a code', {
  timeout: FUZZ_TIMEOUT_MS,
}, async () => {
  const texts = fc.oneof(
    { weight: 6, arbitrary: mutated(SIGS, TOKENS) },
    { weight: 1, arbitrary: mutated(BOMBS, TOKENS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9*-]{0,200}_{0,2}$/) },
    {
      weight: 1,
      arbitrary: fc.uint8Array().map((bytes) => toUrlSafe(deflateSync(bytes).toString('base64'))),
    },
  );
  await fuzz(texts, (text) => {
    // Nobody has signed for mallory.
    expect(outcomeOf(text, { ...app, userId: 'mallory', now: NOW_S * 1_000 })).toBe('refused');
    outcomeOf(text, { ...app, userId: 'alice', now: NOW_S * 1_000 });
  });
});

test('what the key has not signed is refused, whatever it claims', { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const documents = fc.oneof(
    mutatedObject(CLAIMS, VALUES).map((value) => JSON.stringify(value)),
    mutated(DOCUMENTS, ['"', ',', ':', '{', '}', '\\n', '\n', '\\ud800', '"TLS.userbuf":"",', '0', '1']),
    fc.json(),
  );
  await fuzz(documents, (text) => {
    const said = claimsIn(text);
    const { 'TLS.identifier': userId, 'TLS.sdkappid': sdkAppId, 'TLS.time': time } = said;
    const outcome = outcomeOf(packed(text), {
      secretKey: app.secretKey,
      sdkAppId: typeof sdkAppId === 'number' ? sdkAppId : 1,
      userId: typeof userId === 'string' ? userId : 'alice',
      now: (typeof time === 'number' ? time : NOW_S) * 1_000,
    });
    if (outcome === 'refused') return;
    const fields = ['identifier', 'sdkappid', 'time', 'expire', 'userbuf'].map((name) => `TLS.${name}`);
    const of = (claims: Record<string, unknown>) => fields.map((field) => claims[field]);
    expect(CLAIMS.map(of)).toContainEqual(of(said));
  });
});

test('what is signed is verified, for this user and no other', { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  await fuzz(
    fc.tuple(text, text, fc.option(fc.uint8Array(), { nil: undefined })),
    ([userId, other, userBuf]) => {
      const sig = signedOrNot(userId, userBuf);
      if (sig === undefined) return;
      const expected = { ...app, userId, now: NOW_S * 1_000 };
      expect(outcomeOf(sig, expected)).toBe('verified');
      expect(outcomeOf(sig, { ...expected, userId: other })).toBe(other === userId ? 'verified' : 'refused');
    },
  );
});

function signedOrNot(userId: string, userBuf: Uint8Array | undefined): string | undefined {
  try {
    return signed(userId, userBuf);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function claimsIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
