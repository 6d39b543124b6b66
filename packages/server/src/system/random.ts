import { randomBytes, randomInt } from 'node:crypto';
import { MAX_ROOM_ID } from '@ringback/protocol';

/** Everything random that the server draws. Injected, so that a test can repeat it. */
export interface Random {
  /** 128 random bits, base64url: call, device and link ids. */
  id(): string;
  /** A number room, 1–2147483647. */
  roomId(): number;
  /** 256 random bits, base64url: a secret that lets its bearer in. */
  token(): string;
}

/** `randomInt` takes the upper end excluded. */
const ROOM_ID_END = MAX_ROOM_ID + 1;

export const systemRandom: Random = {
  id: () => randomBytes(16).toString('base64url'),
  roomId: () => randomInt(1, ROOM_ID_END),
  token: () => randomBytes(32).toString('base64url'),
};
