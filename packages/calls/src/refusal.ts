import { Code } from '@ringback/protocol';

/** Why a command changes nothing. Thrown inside a decision and turned into its answer by `decide`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  private constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  static parameter(message: string): Refusal {
    return new Refusal(Code.INVALID_PARAMETER, message);
  }

  static state(message: string): Refusal {
    return new Refusal(Code.WRONG_STATE, message);
  }

  /** One text for "no such call" and "not your call", so that a guess learns nothing. */
  static notInCall(): Refusal {
    return Refusal.state('the call has ended, or this device is not in it');
  }

  /** Also when it is not allowed: a guess learns nothing (S2-16). */
  static noSuchCall(): Refusal {
    return new Refusal(Code.NO_SUCH_CALL, 'the call does not exist or has ended');
  }

  /** G-20. @param seconds Whole; after them the same command is not too many any more. */
  static tooMany(seconds: number): Refusal {
    return new Refusal(Code.TOO_MANY, `too many calls, try again in ${seconds} s`);
  }

  static callFull(people: number): Refusal {
    return new Refusal(Code.CALL_FULL, `the call is full: ${people} people are in it`);
  }

  static sameType(): Refusal {
    return new Refusal(Code.REPEATED, 'the call is of this type already, please do not switch repeatedly');
  }

  static groupCall(): Refusal {
    return new Refusal(Code.NOT_IN_GROUP_CALL, 'a group call cannot change its type');
  }

  static unknownUsers(userIds: readonly string[]): Refusal {
    return new Refusal(Code.UNKNOWN_USER, `not known, has never logged in: ${userIds.join(', ')}`);
  }

  /** Also of users who are not known: nobody learns who there is whom he may not call. */
  static notContacts(userIds: readonly string[]): Refusal {
    return new Refusal(Code.NOT_CONTACTS, `only contacts can be called, not: ${userIds.join(', ')}`);
  }

  static notInGroup(): Refusal {
    return new Refusal(Code.NOT_PERMITTED, 'only members of a group can call in its name');
  }

  static blocked(): Refusal {
    return new Refusal(Code.BLOCKED, 'this user does not take your calls');
  }

  static oneDeviceOnly(): Refusal {
    return new Refusal(Code.NOT_ALLOWED_FOR_APP, 'this app allows one device a user');
  }

  static noDevice(): Refusal {
    return new Refusal(Code.NOT_LOGGED_IN, 'this device is not logged in, or has a newer link');
  }

  static kickedOut(): Refusal {
    return new Refusal(Code.KICKED_OUT, 'logged in on another device');
  }

  static wrongToken(): Refusal {
    return new Refusal(Code.BAD_REQUEST, 'the token does not belong to this device');
  }
}
