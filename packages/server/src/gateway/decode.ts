import { type ClientFrame, Code, type LoginFrame, PROTOCOL_VERSION } from '@ringback/protocol';
import { clientFrame, KNOWN_FRAMES, loginFrame } from '@ringback/protocol/schemas';
import type { RawData } from 'ws';
import type { ZodError } from 'zod';

/** A message as text, or why it cannot be one. */
export type Text =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fault'; readonly message: string };

/** @param maxBytes The largest message that is read. */
export function textOf(data: RawData, isBinary: boolean, maxBytes: number): Text {
  if (isBinary) return { kind: 'fault', message: 'frames are text, received a binary message' };
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  return bytes.length > maxBytes
    ? { kind: 'fault', message: `a frame has at most ${maxBytes} bytes here, received ${bytes.length}` }
    : { kind: 'text', text: bytes.toString('utf8') };
}

/** What the first frame of a link is. */
export type FirstFrame =
  | { readonly kind: 'login'; readonly login: LoginFrame }
  | { readonly kind: 'refused'; readonly code: number; readonly message: string }
  | { readonly kind: 'fault'; readonly message: string };

/** The version is judged before the rest, so that an engine of another version is told so. */
export function decodeFirst(text: string): FirstFrame {
  const raw = parse(text);
  if (raw?.t !== 'login') return { kind: 'fault', message: 'the first frame must be a login' };
  const { v } = raw;
  if (typeof v === 'number' && v !== PROTOCOL_VERSION) {
    const older = v < PROTOCOL_VERSION ? 'engine' : 'server';
    return {
      kind: 'refused',
      code: Code.BAD_REQUEST,
      message: `the engine speaks version ${v} of the protocol, this server version ${PROTOCOL_VERSION}: update the ${older}`,
    };
  }
  const parsed = loginFrame.safeParse(raw);
  if (parsed.success) return { kind: 'login', login: parsed.data };
  return { kind: 'refused', code: Code.BAD_REQUEST, message: `login: ${problemOf(parsed.error)}` };
}

export type SessionFrame = Exclude<ClientFrame, LoginFrame>;

/** What a frame after login is. */
export type Decoded =
  | { readonly kind: 'frame'; readonly frame: SessionFrame }
  /** Of a type that this version does not know: ignored (design decision 9). */
  | { readonly kind: 'unknown' }
  /** `id`: whom to answer, where that can be read. */
  | { readonly kind: 'malformed'; readonly id: string | undefined; readonly message: string }
  | { readonly kind: 'noJson' };

/** Ids longer than any that a frame may have are not repeated back. */
const MAX_ID_LENGTH = 64;

export function decode(text: string): Decoded {
  const raw = parse(text);
  if (raw === undefined) return { kind: 'noJson' };
  if (typeof raw?.t !== 'string')
    return { kind: 'malformed', id: undefined, message: 't: must name the frame' };
  if (!KNOWN_FRAMES.has(raw.t)) return { kind: 'unknown' };
  const parsed = clientFrame.safeParse(raw);
  if (parsed.success) return { kind: 'frame', frame: parsed.data };
  const { id } = raw;
  const isReadable = typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH;
  return { kind: 'malformed', id: isReadable ? id : undefined, message: problemOf(parsed.error) };
}

/** undefined: no JSON; null: JSON, and no object. */
function parse(text: string): Readonly<Record<string, unknown>> | null | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The protocol's own names, and places in lists. */
const FIELD = /^(?:[A-Za-z]{1,32}|\d{1,5})$/;

/**
 * The first thing wrong, by the name of its field. What was received is not repeated, for it may be secret, and long: a key that
 * cannot be a name of the protocol's (`offers` has user ids) is a star.
 */
function problemOf({ issues }: ZodError): string {
  const [issue] = issues;
  if (!issue) return 'does not fit the protocol';
  const path = issue.path.map(String).map((key) => (FIELD.test(key) ? key : '*'));
  return `${path.join('.')}: ${issue.message}`;
}
