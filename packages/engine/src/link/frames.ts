import type { ServerFrame } from '@ringback/protocol';

type Fields = Readonly<Record<string, unknown>>;

/** The members without which a frame cannot be used. The server is trusted with the rest. */
const USABLE: Readonly<Record<ServerFrame['t'], (frame: Fields) => boolean>> = {
  welcome: ({ v, deviceId, token, seq, now }) =>
    typeof v === 'number' &&
    typeof deviceId === 'string' &&
    typeof token === 'string' &&
    typeof seq === 'number' &&
    typeof now === 'number',
  refused: ({ code, message }) => typeof code === 'number' && typeof message === 'string',
  inbox: ({ seq, events }) => typeof seq === 'number' && Array.isArray(events),
  reply: ({ id, result, error }) => typeof id === 'string' && (isObject(result) || isObject(error)),
  signal: ({ callId, from, signal }) =>
    typeof callId === 'string' && typeof from === 'string' && isObject(signal),
  message: ({ callId, from, message }) =>
    typeof callId === 'string' && typeof from === 'string' && isObject(message),
  iceServers: ({ servers }) => Array.isArray(servers),
  profile: ({ profile }) => isObject(profile) && typeof profile.userId === 'string',
  ping: () => true,
  away: ({ retryAfterMs }) => typeof retryAfterMs === 'number',
  fault: ({ code, message }) => typeof code === 'number' && typeof message === 'string',
};

/** The frame, or null for one that this version does not know or cannot use: such a one is ignored (design decision 9). */
export function readFrame(text: string): ServerFrame | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(frame) || typeof frame.t !== 'string' || !Object.hasOwn(USABLE, frame.t)) return null;
  return USABLE[frame.t as ServerFrame['t']](frame) ? (frame as unknown as ServerFrame) : null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
