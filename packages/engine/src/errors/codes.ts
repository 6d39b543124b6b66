import { Code } from '@ringback/protocol';

/** The codes of errors, by the names that the published engines have for them and a few of Ringback's own. */
export const TUIErrorCode = {
  SUCC: Code.OK,
  /** Anything that has no better code. */
  UNKNOWN: Code.UNKNOWN,
  /** No microphone on this machine. */
  NOT_MICROPHONE_LIST: Code.NO_MICROPHONE,
  /** No camera on this machine. */
  NOT_CAMERA_LIST: Code.NO_CAMERA,
  /** A feature or effect that this build or device cannot do. */
  ERROR_PACKAGE_NOT_PURCHASED: Code.NOT_AVAILABLE,
  /** The app's settings do not allow it. */
  ERROR_PACKAGE_NOT_SUPPORTED: Code.NOT_ALLOWED_FOR_APP,
  /** The person or the system refused microphone or camera. */
  ERROR_PERMISSION_DENIED: Code.PERMISSION_DENIED,
  /** Not logged in. */
  ERROR_INIT_FAIL: Code.NOT_LOGGED_IN,
  /** A parameter is missing or wrong. */
  ERROR_PARAM_INVALID: Code.INVALID_PARAMETER,
  /** Not in this state, or another device decided first. */
  ERROR_REQUEST_REFUSED: Code.WRONG_STATE,
  /** The same method is running already, or the media type is that already. */
  ERROR_REQUEST_REPEATED: Code.REPEATED,
  /** Not in a group call. */
  ERROR_SCENE_NOT_SUPPORTED: Code.NOT_IN_GROUP_CALL,
  /** No link to the server, or no answer from it in time. */
  ERROR_SIGNALING_SEND_FAIL: Code.NO_LINK,
  /** Too many calls or commands; the message says for how long, where it is known. */
  ERROR_TOO_MANY: Code.TOO_MANY,
  /** The callee is not known: that id has never logged in. */
  ERROR_INVALID_SEND_FAIL: Code.UNKNOWN_USER,
  /** The callee has blocked the caller. */
  ERROR_BLACKLIST: Code.BLOCKED,
  /** The page is neither https nor localhost: browsers give it no microphone. */
  ERROR_HTTP: Code.INSECURE_PAGE,
  /** The server could not store it; nothing has changed. */
  SERVER_ERROR: Code.SERVER_ERROR,
  /** What was sent does not fit the server's protocol. */
  BAD_REQUEST: Code.BAD_REQUEST,
  /** No such call, or it has ended, or it is not yours to know. */
  NO_SUCH_CALL: Code.NO_SUCH_CALL,
  /** The call has as many people as the app allows. */
  CALL_FULL: Code.CALL_FULL,
  /** The UserSig has expired. */
  SIG_EXPIRED: Code.SIG_EXPIRED,
  /** The UserSig cannot be decoded. */
  SIG_MALFORMED: Code.SIG_MALFORMED,
  /** The UserSig was made with another key. */
  SIG_WRONG_KEY: Code.SIG_WRONG_KEY,
  /** The UserSig belongs to another user. */
  SIG_WRONG_USER: Code.SIG_WRONG_USER,
  /** The UserSig belongs to another app, or the app is not on this server. */
  SIG_WRONG_APP: Code.SIG_WRONG_APP,

  // The names of the newer published engines (3.3), with the codes that Ringback has for what they mean.
  ERR_SUCC: Code.OK,
  ERR_FAILED: Code.UNKNOWN,
  ERR_INVALID_PARAMETER: Code.INVALID_PARAMETER,
  ERR_SDK_NOT_INITIALIZED: Code.NOT_LOGGED_IN,
  ERR_PERMISSION_DENIED: Code.PERMISSION_DENIED,
  ERR_REQUIRE_PAYMENT: Code.NOT_ALLOWED_FOR_APP,
  ERR_CAMERA_START_FAILED: Code.UNKNOWN,
  ERR_CAMERA_NOT_AUTHORIZED: Code.PERMISSION_DENIED,
  ERR_CAMERA_OCCUPIED: Code.UNKNOWN,
  ERR_CAMERA_DEVICE_EMPTY: Code.NO_CAMERA,
  ERR_MICROPHONE_START_FAILED: Code.UNKNOWN,
  ERR_MICROPHONE_NOT_AUTHORIZED: Code.PERMISSION_DENIED,
  ERR_MICROPHONE_OCCUPIED: Code.UNKNOWN,
  ERR_MICROPHONE_DEVICE_EMPTY: Code.NO_MICROPHONE,
  ERR_ROOM_NAME_INVALID: Code.INVALID_PARAMETER,
  ERR_USER_NOT_EXIST: Code.UNKNOWN_USER,
  ERR_REQUEST_ID_INVALID: Code.NO_SUCH_CALL,
} as const;
export type TUIErrorCode = (typeof TUIErrorCode)[keyof typeof TUIErrorCode];
