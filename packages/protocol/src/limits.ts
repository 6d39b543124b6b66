/** Sizes and times that both ends of the wire rely on. Times are in milliseconds unless the name says otherwise. */

/** The wire's version; negotiated at login, older engines are told to upgrade. */
export const PROTOCOL_VERSION = 1;

/** Largest frame before and after login, in UTF-8 bytes. */
export const MAX_FRAME_BEFORE_LOGIN = 8 * 1024;
export const MAX_FRAME = 64 * 1024;

/** A socket that has not sent its login by then is closed. */
export const LOGIN_DEADLINE_MS = 5_000;

/** The server pings this often in a call or ring, and this often otherwise (scenarios: heartbeats). */
export const PING_IN_CALL_MS = 2_000;
export const PING_IDLE_MS = 25_000;
/** So many unanswered pings, and the link is broken, on both sides. */
export const PINGS_MISSED = 3;

/** Ring windows, in seconds (G-09). */
export const RING_TIMEOUT_DEFAULT_S = 30;
export const RING_TIMEOUT_MAX_S = 600;

export const MAX_USER_ID_BYTES = 64;
export const MAX_GROUP_ID_BYTES = 64;
/** Of any text that somebody takes for the id of a call; those of the server have 22. */
export const MAX_CALL_ID_BYTES = 64;
export const MAX_ROOM_ID = 2_147_483_647;
export const MAX_STR_ROOM_ID_BYTES = 64;
export const MAX_USER_DATA_BYTES = 4_096;
/** Each text in what a push is to show. */
export const MAX_PUSH_FIELD_BYTES = 1_024;
/** Users in one command; more than any plane carries. What an app allows is the machine's to say (S2-18). */
export const MAX_CALLEES = 100;
export const MAX_PROFILE_FIELD_BYTES = 500;
export const MAX_DEVICE_NAME_BYTES = 100;
export const MAX_SDP_BYTES = 20 * 1024;
export const MAX_CANDIDATE_BYTES = 1_024;
/** Candidates in one frame, and candidates that the server holds back for one pair (G-19). */
export const MAX_CANDIDATES = 40;
/** Custom messages: their kinds, their size, and how many of them one device may send in a second. */
export const MAX_MESSAGE_KIND = 10;
export const MAX_MESSAGE_BYTES = 1_024;
export const MESSAGES_PER_S = 30;
export const MESSAGE_BYTES_PER_S = 8 * 1_024;
/** Of a picture on a screen, in device pixels. */
export const MAX_VIEW_SIDE = 16_384;
/** Profiles, records or members in one request. */
export const MAX_PAGE = 100;

/** Groups in which a user may be, and members of a group. */
export const MAX_GROUPS_OF_USER = 100;
export const MAX_GROUP_MEMBERS = 500;
export const MAX_GROUP_NAME_BYTES = 100;
export const MAX_GROUP_TEXT_BYTES = 500;
/** Users on a block list. */
export const MAX_BLOCKED = 1_000;

/** Close codes of the WebSocket that the engine tells apart. */
export const CloseCode = {
  /** The server is going away; come back (drain). */
  GOING_AWAY: 1001,
  /** Bytes that are no frame of this protocol. */
  PROTOCOL: 4400,
  /** Login refused; the frame before says why. Do not come back with the same credentials. */
  LOGIN_REFUSED: 4401,
  /** This device has a newer link. */
  REPLACED: 4409,
  /** Kicked out, logged out: the device is gone. */
  DEVICE_GONE: 4410,
  /** No heartbeat. */
  SILENT: 4408,
  /** Did not read fast enough. */
  TOO_SLOW: 4413,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];
