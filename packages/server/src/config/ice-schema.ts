import { z } from 'zod';
import { whole } from './fields.js';

const iceUrl = z
  .string()
  .max(300)
  .regex(/^(stun|turn)s?:[^\s/]+$/, { error: 'must be a stun:, stuns:, turn: or turns: address' });

export const iceServer = z
  .strictObject({
    urls: z.union([iceUrl, z.array(iceUrl).min(1).max(10)], {
      error: 'must be a stun:, stuns:, turn: or turns: address, or a list of such',
    }),
    username: z.string().min(1).max(500).optional(),
    credential: z.string().min(1).max(500).optional(),
  })
  .superRefine(({ urls, username, credential }, context) => {
    // A browser refuses the whole connection otherwise.
    const isTurn = [urls].flat().some((url) => url.startsWith('turn'));
    if (isTurn && (username === undefined || credential === undefined)) {
      context.addIssue({ code: 'custom', message: 'a TURN server needs username and credential' });
    }
  });

const turnUrl = z
  .string()
  .max(300)
  .regex(/^turns?:[^\s/]+$/, { error: 'must be a turn: or turns: address' });

/** Every credential is a hash of the secret that its bearer can search offline. */
const MIN_SECRET_LENGTH = 16;

const turnServers = z.strictObject({
  urls: z.union([turnUrl, z.array(turnUrl).min(1).max(10)], {
    error: 'must be a turn: or turns: address, or a list of such',
  }),
  secret: z
    .string()
    .min(MIN_SECRET_LENGTH, { error: `must be at least ${MIN_SECRET_LENGTH} characters long` })
    .max(256, { error: 'must be at most 256 characters long' }),
  ttl: whole(60, 86_400).default(3_600),
});

/** TURN servers that share a secret with this one: one group of addresses, or several with a secret each. */
export const turn = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : value),
  z.array(turnServers).max(10),
);
