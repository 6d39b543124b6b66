/**
 * Every code that the server or the engine reports. The numbers are those of the published engines and services, so
 * that code which looks at them goes on working.
 */
export const Code = {
  OK: 0,
  /** Anything that has no better code. */
  UNKNOWN: 65535,
  /** No microphone on this machine. */
  NO_MICROPHONE: 60003,
  /** No camera on this machine. */
  NO_CAMERA: 60004,
  /** A feature or effect that this build or device cannot do. */
  NOT_AVAILABLE: -1001,
  /** The app's settings do not allow it. */
  NOT_ALLOWED_FOR_APP: -1002,
  /** The person or the system refused microphone or camera. */
  PERMISSION_DENIED: -1101,
  /** Not logged in. */
  NOT_LOGGED_IN: -1201,
  /** A parameter is missing or wrong. */
  INVALID_PARAMETER: -1202,
  /** Not in this state, or another device decided first. */
  WRONG_STATE: -1203,
  /** The same method is running already, or the media type is that already. */
  REPEATED: -1204,
  /** Not in a group call. */
  NOT_IN_GROUP_CALL: -1205,
  /** Another device has taken the place of this one while it had no link (G-11). */
  KICKED_OUT: 6208,
  /** No link to the server. */
  NO_LINK: -1406,
  /** Too many calls or commands. */
  TOO_MANY: -1408,
  /** A user id that has never logged in. */
  UNKNOWN_USER: 8021,
  /** The callee has blocked the caller. */
  BLOCKED: 20007,
  /** The app lets users call their contacts alone. */
  NOT_CONTACTS: 20009,
  /** Not permitted to this user: of a group, to its members, to its owner alone, or to the app's backend. */
  NOT_PERMITTED: 10007,
  /** The owner of a group cannot leave it. */
  OWNER_CANNOT_QUIT: 10009,
  /** No such group, or it is not yours to know. */
  NO_SUCH_GROUP: 10010,
  /** The group has as many members as it can. */
  GROUP_FULL: 10014,
  /** A user of the directory who has never logged in. */
  NO_SUCH_USER: 10019,
  /** Another group has this id. */
  GROUP_ID_TAKEN: 10021,
  /** In as many groups as a user can be. */
  TOO_MANY_GROUPS: 10037,
  /** The page is neither https nor localhost: browsers give it no microphone. */
  INSECURE_PAGE: 30000,
  /** The server could not store it; nothing has changed. */
  SERVER_ERROR: 101001,
  /** A frame or request that does not fit the protocol. */
  BAD_REQUEST: 101002,
  /** No such call, or it has ended, or it is not yours to know. */
  NO_SUCH_CALL: 101004,
  /** The call has as many people as the app allows. */
  CALL_FULL: 101005,
  /** The UserSig has expired. */
  SIG_EXPIRED: 70001,
  /** The UserSig cannot be decoded. */
  SIG_MALFORMED: 70003,
  /** The UserSig was made with another key. */
  SIG_WRONG_KEY: 70009,
  /** The UserSig belongs to another user. */
  SIG_WRONG_USER: 70013,
  /** The UserSig belongs to another app, or the app is not on this server. */
  SIG_WRONG_APP: 70014,
} as const;
export type Code = (typeof Code)[keyof typeof Code];
