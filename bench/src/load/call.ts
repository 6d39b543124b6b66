import type { Client } from './client.js';
import { ackFrame, commandFrame, signalFrame } from './client.js';
import { PREPARED } from './prepared.js';
import type { Side } from './shape.js';

/** What a call consists of on the wire, in this order. */
export interface Step {
  readonly by: Side;
  readonly frame: (call: CallFrames) => string;
  /** The server takes note and tells nobody. */
  readonly isSilent?: true;
}

/** A call as two devices make it: ring, tell that it rings, accept, hang up; then each acknowledges its inbox once. */
export class CallFrames {
  callId = '';

  constructor(
    readonly caller: Client,
    readonly callee: Client,
  ) {}

  /** Every event of a call holds its id; the first one that comes is the ring. */
  learnCall(frame: Buffer): void {
    const at = frame.indexOf(CALL_ID);
    if (at >= 0) this.callId = frame.toString('latin1', at + CALL_ID.length, at + CALL_ID.length + ID_LENGTH);
  }
}

const CALL_ID = '"callId":"';
/** 128 bits as base64url. */
const ID_LENGTH = 22;

const AUDIO = { audio: true, video: false } as const;
const ring = {
  op: 'call',
  type: 1,
  groupId: '',
  roomId: 0,
  strRoomId: '',
  timeout: 30,
  userData: '',
  publish: AUDIO,
} as const;

const alerted: Step = {
  by: 'callee',
  frame: ({ callId }) => commandFrame({ op: 'alerted', callId }),
};
const rest: readonly Step[] = [
  { by: 'caller', frame: ({ callId }) => commandFrame({ op: 'hangup', callId }) },
  { by: 'caller', isSilent: true, frame: ({ caller }) => ackFrame(caller.seq) },
  { by: 'callee', isSilent: true, frame: ({ callee }) => ackFrame(callee.seq) },
];

/** Signalling alone, as SIPp measures it. */
export const PLAIN_CALL: readonly Step[] = [
  { by: 'caller', frame: ({ callee }) => commandFrame({ ...ring, userIds: [callee.userId] }) },
  alerted,
  { by: 'callee', frame: ({ callId }) => commandFrame({ op: 'accept', callId, publish: AUDIO }) },
  ...rest,
];

/** With what browsers prepare while it rings: the caller's offer and candidates, the callee's answer and candidates. */
export const PREPARED_CALL: readonly Step[] = [
  {
    by: 'caller',
    frame: ({ callee }) =>
      commandFrame({ ...ring, userIds: [callee.userId], offers: { [callee.userId]: PREPARED.offer } }),
  },
  {
    by: 'caller',
    isSilent: true,
    frame: ({ callId, callee }) =>
      signalFrame(callId, callee.userId, { kind: 'candidates', candidates: PREPARED.callerCandidates }),
  },
  alerted,
  {
    by: 'callee',
    frame: ({ callId }) => {
      const { answer, calleeCandidates: candidates } = PREPARED;
      return commandFrame({ op: 'accept', callId, publish: AUDIO, answer, candidates });
    },
  },
  ...rest,
];
