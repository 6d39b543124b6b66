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

const ID_BYTES = 16;
/** Drawn together: each draw costs as much as hundreds of bytes. */
const POOL_BYTES = 256 * ID_BYTES;
let pool = Buffer.alloc(0);

function drawId(): string {
  if (pool.length === 0) pool = randomBytes(POOL_BYTES);
  const id = pool.toString('base64url', 0, ID_BYTES);
  pool = pool.subarray(ID_BYTES);
  return id;
}

/** Ids are known to many; a token, which is a secret, is drawn when it is needed. */
export const systemRandom: Random = {
  id: drawId,
  roomId: () => randomInt(1, ROOM_ID_END),
  token: () => randomBytes(32).toString('base64url'),
};
