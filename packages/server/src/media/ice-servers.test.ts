import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { IceServers, turnCredential } from './ice-servers.js';

const turn = { urls: ['turn:turn.example:3478'], secret: 'a secret of sixteen', ttl: 3_600 };
const stun = { urls: ['stun:stun.example'] };
const fixed = { urls: ['turn:fixed.example'], username: 'u', credential: 'c' };
const ann = { appId: 1_400_000_000, userId: 'ann' };
const NOW = 1_700_000_000_500;

test('a credential is what coturn works out from the user name', () => {
  const { username, credential } = turnCredential(turn, ann, NOW);
  expect(username).toMatch(/^1700003600:1400000000-[\w-]{22}$/);
  expect(credential).toBe(createHmac('sha1', turn.secret).update(username).digest('base64'));
});

test('the name after the colon is one user’s of one app, and tells nobody who that is', () => {
  const nameOf = (bearer: typeof ann, now = NOW) => turnCredential(turn, bearer, now).username.split(':')[1];
  expect(nameOf(ann, NOW + 10_000)).toBe(nameOf(ann));
  const others = [
    { ...ann, userId: 'bob' },
    { ...ann, appId: 2 },
    { appId: 1_400_000_00, userId: '0 ann' },
  ];
  expect(new Set([ann, ...others].map((bearer) => nameOf(bearer))).size).toBe(4);
  expect(nameOf({ appId: 1, userId: 'ann:with a colon, é and 64 bytes' })).toMatch(/^1-[\w-]{22}$/);
  expect(nameOf(ann)).not.toContain('ann');
});

test('what needs credentials is not open', () => {
  const ice = new IceServers({ iceServers: [stun, fixed], turn: [turn, { ...turn, ttl: 600 }] });
  expect(ice.open).toEqual([stun]);
  const timed = ice.forCall(ann, NOW);
  expect(timed?.servers).toEqual([
    stun,
    fixed,
    { urls: turn.urls, ...turnCredential(turn, ann, NOW) },
    { urls: turn.urls, ...turnCredential({ ...turn, ttl: 600 }, ann, NOW) },
  ]);
  expect(timed?.renewAfterMs).toBe(450_000);
  expect(JSON.stringify(timed)).not.toContain(turn.secret);
});

test('fixed credentials are good for ever, and where all is open there is nothing to tell', () => {
  expect(new IceServers({ iceServers: [fixed], turn: [] }).forCall(ann, NOW)).toEqual({
    servers: [fixed],
    renewAfterMs: null,
  });
  expect(new IceServers({ iceServers: [stun], turn: [] }).forCall(ann, NOW)).toBeNull();
});
