import type { CallInfo, Published } from './call.js';
import type { CallRole, CallType } from './enums.js';
import type { PushInfo } from './push.js';
import type { IceCandidate } from './signals.js';

/** The call machine's commands, as a device sends them. Each travels with a command id and may be repeated (G-08). */
export type Command =
  | CallCommand
  | AcceptCommand
  | RejectCommand
  | HangupCommand
  | InviteCommand
  | CancelInviteCommand
  | JoinCommand
  | JoinGroupCommand
  | PublishCommand
  | SwitchTypeCommand
  | AlertedCommand
  | AloneCommand
  | LogoutCommand
  | WithdrawCommand;

/** `call`, `calls`, `groupCall`. */
export interface CallCommand {
  readonly op: 'call';
  readonly userIds: readonly string[];
  readonly type: CallType;
  readonly groupId: string;
  readonly roomId: number;
  readonly strRoomId: string;
  /** Seconds, 0 = until the app's `ringMax` (G-09). */
  readonly timeout: number;
  readonly userData: string;
  readonly push?: PushInfo | undefined;
  readonly publish: Published;
  /** The offer for each callee with whom the plane prepares while it rings (design decision 6). */
  readonly offers?: Readonly<Record<string, string>> | undefined;
}

export interface AcceptCommand {
  readonly op: 'accept';
  readonly callId: string;
  /** Which ring: an answer that comes late does not answer a later one. Absent: whichever there is of this call. */
  readonly ring?: string | undefined;
  readonly publish: Published;
  /** The prepared answer to the inviter's offer, and what was gathered so far. */
  readonly answer?: string | undefined;
  readonly candidates?: readonly IceCandidate[] | undefined;
}

export interface RejectCommand {
  readonly op: 'reject';
  readonly callId: string;
  /** Which ring; a later one of the same call rings on. */
  readonly ring: string;
}

export interface HangupCommand {
  readonly op: 'hangup';
  readonly callId: string;
  /** The ring that it declines where this user rings (S1-23). Absent: it ends a stay, and declines nothing. */
  readonly ring?: string | undefined;
}

/** `inviteUser` (S2-14, S2-15). */
export interface InviteCommand {
  readonly op: 'invite';
  readonly callId: string;
  readonly userIds: readonly string[];
  /** Seconds, 0 = until the app's `ringMax` (G-09). */
  readonly timeout: number;
  readonly userData: string;
  readonly push?: PushInfo | undefined;
}

/** `cancelInvite` (S2-19). */
export interface CancelInviteCommand {
  readonly op: 'cancelInvite';
  readonly callId: string;
  readonly userIds: readonly string[];
}

/** `join`: into a group call, or the call that another device of this user is in (S2-16, S2-20). */
export interface JoinCommand {
  readonly op: 'join';
  readonly callId: string;
  readonly publish: Published;
  /** The device whose place is taken, of a take-over; when another one is in by then, nothing happens. */
  readonly replaces?: string | undefined;
}

/** `joinInGroupCall`: into the live call of this group in this room (S2-16). */
export interface JoinGroupCommand {
  readonly op: 'joinGroup';
  readonly groupId: string;
  /** 0: `strRoomId` names the room. */
  readonly roomId: number;
  readonly strRoomId: string;
  readonly publish: Published;
}

export interface PublishCommand {
  readonly op: 'publish';
  readonly callId: string;
  readonly publish: Published;
}

export interface SwitchTypeCommand {
  readonly op: 'switchType';
  readonly callId: string;
  readonly type: CallType;
}

/** This device has received the ring (S1-26). */
export interface AlertedCommand {
  readonly op: 'alerted';
  readonly callId: string;
}

/** `enableMultiDeviceAbility(!alone)` (G-11). */
export interface AloneCommand {
  readonly op: 'alone';
  readonly alone: boolean;
}

export interface LogoutCommand {
  readonly op: 'logout';
}

/** Takes back a command that the engine has given up on (G-16). */
export interface WithdrawCommand {
  readonly op: 'withdraw';
  readonly commandId: string;
}

/** What each command answers when it took effect. */
export interface CommandResults {
  /** `state` tells a new ring from a glare that became an accept (S1-15). */
  call: { readonly call: CallInfo; readonly state: 'ringing' | 'accepted' };
  accept: { readonly call: CallInfo };
  reject: EmptyResult;
  hangup: EmptyResult;
  invite: EmptyResult;
  cancelInvite: EmptyResult;
  join: JoinResult;
  joinGroup: JoinResult;
  publish: EmptyResult;
  switchType: EmptyResult;
  alerted: EmptyResult;
  alone: EmptyResult;
  logout: EmptyResult;
  withdraw: EmptyResult;
}

export interface JoinResult {
  readonly call: CallInfo;
  readonly role: CallRole;
  /** `ringing`: the place of a device that calls was taken, and nobody has answered yet (S2-20). */
  readonly state: 'ringing' | 'in';
}

export type EmptyResult = Readonly<Record<string, never>>;
export type CommandResult = CommandResults[keyof CommandResults];
export type CommandOp = Command['op'];
