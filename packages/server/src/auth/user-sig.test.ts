import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromUrlSafe, macOf, toUrlSafe } from './document.js';
import { AuthError } from './error.js';
import { signUserSig } from './sign.js';
import { type Expected, MAX_SKEW_S, MAX_USER_SIG_LENGTH, verifyUserSig } from './verify.js';

const NOW_S = 1_700_000_000;
const now = NOW_S * 1_000;

const xiaojun = {
  secretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
  sdkAppId: 1_400_000_000,
  userId: 'xiaojun',
};
const administrator = {
  secretKey: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  sdkAppId: 88_888_888,
  userId: 'administrator',
};
const HALF_A_YEAR = 15_552_000;

const V1_NODE =
  'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwhWZiflZpXlQqeKU7MSCgswUJStDEwMogMiUZOamKlkZmqOKplYUZBaBxE1NTY3gosWZ6UpWSj5ljuYp*p7l5unBxXnF2WVhVU4uAf7Ozi5JpX7O5SbuHuUhzgZJmQXaTia2SrUAohcx8g__';
const V1_CPYTHON =
  'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwhWZiflZpXlQqeKU7MSCgswUJStDEwMogMiUZOamAkXNUUVTKwoyi0DipqamRnDR4sx0oMk*ZY7mKfqe5ebpwcV5xdllYVVOLgH*zs4uSaV*zuUm7h7lIc4GSZkF2k4mtkq1AKIXMfI_';
const V2 =
  'eJw1yrEKwjAUheF3uWulRqM2DThUcNBmshWlWyRRbyVpTIMI4rsLbfy383E*UIsqfWkPHOYpgcmwUWkb8IoDS2XQYh*8DJ2Ph149pHOogLPY6AGNBj7LSGxU-XboNfAVWbC-9XgDDnnVbDNTiK4IVFh6SI7L9kL3z-uOlXlzqjalPNOpa*uErOH7A4YDMsU_';
const V3 =
  'eJxVjc0KgkAYRd-l2xb*kVQDLb5CVJCwEoJ2jo7TpKn410j07qFZ0N1c7jmL*4TAOykdq4CAoWgwH7eIWd6IRIxYirC4tfmk6jgNy1LEQPSFNuVjGnFnQPTlP2WyFNXATdM0frStWUXbBAggosPs7EqNUqfZvg84Iu6iwyW1VBzir8b63gsOBPo1dtSUD4e7vMAttcPUCy1N1rNOjb3I9Rmn5ySiR8-dwOsNn*tDuQ__';

const at = (who: Omit<Expected, 'now'>, seconds = NOW_S): Expected => ({ ...who, now: seconds * 1_000 });
const packed = (json: string) => toUrlSafe(deflateSync(json).toString('base64'));
const unpacked = (sig: string) => inflateSync(Buffer.from(fromUrlSafe(sig), 'base64')).toString();
const claims = (sig: string): Record<string, unknown> => JSON.parse(unpacked(sig));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function codeOf(run: () => unknown): number {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(AuthError);
    return (error as AuthError).code;
  }
  throw new Error('was accepted');
}

describe('UserSig vectors', () => {
  it('V1: content, MAC, JSON and expiry', () => {
    const mac = macOf(
      { ...xiaojun, time: NOW_S, expire: HALF_A_YEAR, userBuf: undefined },
      xiaojun.secretKey,
    );
    expect(mac.toString('hex')).toBe('2ef03b77f230ee04ac9ec92f5730433ce0820dbb8d0b0e061f04c2d1b8a9f81e');
    const sig = signUserSig({ ...xiaojun, expire: HALF_A_YEAR, now });
    expect(sha256(unpacked(sig))).toBe('6790c95a549260a3ecec9f15770856c2bf6fdcb444aa98e8ac6b5d2a7c1e5671');
    expect(verifyUserSig(sig, at(xiaojun))).toMatchObject({ expiresAt: (NOW_S + HALF_A_YEAR) * 1_000 });
  });

  it.each([
    ['Node 20', V1_NODE],
    ['CPython 1.2.13', V1_CPYTHON],
  ])('V1: as packed by the zlib of %s', (_zlib, sig) => {
    expect(verifyUserSig(sig, at(xiaojun)).expiresAt).toBe((NOW_S + HALF_A_YEAR) * 1_000);
  });

  it('V2: the published string, its expiry to the second, and each code', () => {
    const sig = signUserSig({ ...administrator, expire: 604_800, now });
    expect(sha256(unpacked(sig))).toBe('76437501cf57de767dca4315bc1dc1bbcfb837b1a558c67333f14f71ef888f25');
    expect(unpacked(sig)).toBe(unpacked(V2));
    expect(verifyUserSig(V2, at(administrator, 1_700_604_800)).expiresAt).toBe(1_700_604_800_000);
    expect(codeOf(() => verifyUserSig(V2, at(administrator, 1_700_604_801)))).toBe(70001);
    const late = { ...at(administrator, 1_700_604_801), mayHaveExpired: true };
    expect(verifyUserSig(V2, late).hasExpired).toBe(true);
    expect(codeOf(() => verifyUserSig(V2, { ...late, secretKey: 'x'.repeat(64) }))).toBe(70009);
    expect(codeOf(() => verifyUserSig(V2, at({ ...administrator, userId: 'admin' })))).toBe(70013);
    expect(codeOf(() => verifyUserSig(V2, at({ ...administrator, sdkAppId: 1 })))).toBe(70014);
    const otherKey = { ...administrator, secretKey: xiaojun.secretKey };
    expect(codeOf(() => verifyUserSig(V2, at(otherKey)))).toBe(70009);
  });

  it('V3: a userbuf is carried and covered by the MAC', () => {
    const userBuf = Buffer.from('0000077869616f6a756e53724e000000271066413f00000000ff00000000', 'hex');
    const sig = signUserSig({ ...xiaojun, expire: HALF_A_YEAR, now, userBuf });
    expect(claims(sig)).toEqual(claims(V3));
    expect(claims(V3)['TLS.sig']).toBe('y9Avb5xwHgIgoABbGakLaE0xs+v/dLcIPegbWfcbRLI=');
    expect(verifyUserSig(V3, at(xiaojun)).expiresAt).toBe((NOW_S + HALF_A_YEAR) * 1_000);
    const { 'TLS.userbuf': _dropped, ...without } = claims(V3);
    expect(codeOf(() => verifyUserSig(packed(JSON.stringify(without)), at(xiaojun)))).toBe(70009);
    const other = { ...claims(V3), 'TLS.userbuf': Buffer.from('other').toString('base64') };
    expect(codeOf(() => verifyUserSig(packed(JSON.stringify(other)), at(xiaojun)))).toBe(70009);
  });

  it('V4: a userbuf of a string room', () => {
    const hex = '0100077869616f6a756e53724e000000000066413f00000000ff00000000000a31303030303030303430';
    const sig = signUserSig({ ...xiaojun, expire: HALF_A_YEAR, now, userBuf: Buffer.from(hex, 'hex') });
    expect(claims(sig)['TLS.sig']).toBe('uupaOmIqiVUsVoCDvmakmGU86GEQBV0Ie6Q+9GFbowM=');
    expect(verifyUserSig(sig, at(xiaojun))).toBeDefined();
  });

  it('V5: a userID beyond ASCII', () => {
    const user = { ...administrator, userId: '用户_1' };
    const sig = signUserSig({ ...user, expire: 86_400, now });
    expect(claims(sig)['TLS.sig']).toBe('9e0mn0WG1moo0RDdJEEgqHdNqETNnZrtGtQmVPbHz/c=');
    expect(verifyUserSig(sig, at(user)).expiresAt).toBe((NOW_S + 86_400) * 1_000);
  });
});

describe('verifyUserSig', () => {
  it('reads any key order and white space', () => {
    const entries = Object.entries(claims(V2)).reverse();
    const loose = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
    expect(verifyUserSig(packed(loose), at(administrator))).toBeDefined();
  });

  it('gives the code of the first thing that is wrong', () => {
    const wrong = { sdkAppId: 1, userId: 'x', secretKey: 'x' };
    const late = NOW_S + 604_801;
    expect(codeOf(() => verifyUserSig('@', at(wrong, late)))).toBe(70003);
    expect(codeOf(() => verifyUserSig(V2, at(wrong, late)))).toBe(70014);
    expect(codeOf(() => verifyUserSig(V2, at({ ...wrong, sdkAppId: 88_888_888 }, late)))).toBe(70013);
    const rightNames = { ...administrator, secretKey: 'x' };
    expect(codeOf(() => verifyUserSig(V2, at(rightNames, late)))).toBe(70001);
    expect(codeOf(() => verifyUserSig(V2, at(rightNames)))).toBe(70009);
  });

  it('allows a signing clock that is ten minutes ahead, and no more', () => {
    expect(verifyUserSig(V2, at(administrator, NOW_S - MAX_SKEW_S))).toBeDefined();
    expect(codeOf(() => verifyUserSig(V2, at(administrator, NOW_S - MAX_SKEW_S - 1)))).toBe(70001);
  });

  const { 'TLS.sig': _mac, ...unsigned } = claims(V2);
  it.each([
    ['nothing', ''],
    ['another alphabet', 'a+b/c='],
    ['line breaks', `${V2}\n`],
    ['more than the longest', 'A'.repeat(MAX_USER_SIG_LENGTH + 1)],
    ['no zlib', toUrlSafe(Buffer.from('hello').toString('base64'))],
    ['half of the zlib data', V2.slice(0, 100)],
    ['no JSON', packed('TLS')],
    ['no object', packed('null')],
    ['an empty object', packed('{}')],
    ['no MAC', packed(JSON.stringify(unsigned))],
    ['another version', packed(JSON.stringify({ ...claims(V2), 'TLS.ver': '1.0' }))],
    ['an app id in quotes', packed(JSON.stringify({ ...claims(V2), 'TLS.sdkappid': '88888888' }))],
    ['a time before 1970', packed(JSON.stringify({ ...claims(V2), 'TLS.time': -1 }))],
    ['half seconds', packed(JSON.stringify({ ...claims(V2), 'TLS.expire': 0.5 }))],
    ['endless validity', packed(JSON.stringify(claims(V2)).replace('604800', '1e400'))],
    ['loose base64', packed(JSON.stringify({ ...claims(V3), 'TLS.userbuf': 'AAAH\nTLS.time:1' }))],
  ])('refuses %s as malformed', (_what, sig) => {
    expect(codeOf(() => verifyUserSig(sig, at(administrator)))).toBe(70003);
  });

  it('stops inflating at its limit', () => {
    const bomb = packed(JSON.stringify({ ...claims(V2), padding: ' '.repeat(1_000_000) }));
    expect(bomb.length).toBeLessThan(MAX_USER_SIG_LENGTH);
    expect(codeOf(() => verifyUserSig(bomb, at(administrator)))).toBe(70003);
  });

  it('refuses a MAC of another length', () => {
    for (const mac of ['', 'AAAA', 'A'.repeat(100)]) {
      const sig = packed(JSON.stringify({ ...claims(V2), 'TLS.sig': mac }));
      expect(codeOf(() => verifyUserSig(sig, at(administrator)))).toBe(70009);
    }
  });

  it('cannot be made to read one signed text as another content', () => {
    const smuggled = 'bob\nTLS.sdkappid:1\nTLS.time:1\nTLS.expire:9';
    expect(() => signUserSig({ ...xiaojun, userId: smuggled, expire: 60, now })).toThrow(RangeError);
    const sig = packed(JSON.stringify({ ...claims(V2), 'TLS.identifier': smuggled }));
    expect(codeOf(() => verifyUserSig(sig, at({ ...administrator, userId: smuggled })))).toBe(70003);
  });

  it('cannot be made to read one name as another with the same bytes', () => {
    const replacement = signUserSig({ ...xiaojun, userId: '\ufffd', expire: 60, now });
    expect(verifyUserSig(replacement, at({ ...xiaojun, userId: '\ufffd' }))).toBeDefined();
    for (const half of ['\ud800', '\udfff']) {
      const sig = packed(unpacked(replacement).replace('\ufffd', JSON.stringify(half).slice(1, -1)));
      expect(codeOf(() => verifyUserSig(sig, at({ ...xiaojun, userId: half })))).toBe(70003);
      expect(() => signUserSig({ ...xiaojun, userId: half, expire: 60, now })).toThrow(RangeError);
    }
  });

  it('says nothing secret', () => {
    try {
      verifyUserSig(V2, at({ ...administrator, secretKey: xiaojun.secretKey }));
    } catch (error) {
      expect(JSON.stringify([String(error), error])).not.toContain(xiaojun.secretKey);
    }
  });
});

describe('signUserSig', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to sign for %s seconds', (expire) => {
    expect(() => signUserSig({ ...xiaojun, expire, now })).toThrow(RangeError);
  });
});
