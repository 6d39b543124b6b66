import { type CallOver, Code, type LoginFrame, type ResumeClaim, type Snapshot } from '@ringback/protocol';
import { AuthError } from '../../auth/error.js';
import { plainText } from '../../directory/plain-text.js';
import type { CommitResult, DeviceAddress, InboxEntry, Store } from '../../store/contract.js';
import type { Clock } from '../../system/clock.js';
import type { Random } from '../../system/random.js';
import type { LostLinks } from '../lost-links.js';
import { Mailbox } from '../mailbox.js';
import type { Sessions } from '../sessions.js';
import { missedEnd } from './missed-end.js';
import { withoutOverRings } from './over-rings.js';
import { hashToken } from './token.js';

export interface AdmissionParts {
  readonly store: Store;
  readonly random: Random;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly lost: LostLinks;
}

/** Who logs in on which link; the UserSig was verified. */
export interface Arrival {
  /** The UserSig was good once: a device that is kept may come back with it, and no new one is made. */
  readonly hasExpired: boolean;
  readonly appId: number;
  readonly linkId: string;
  readonly login: Pick<LoginFrame, 'userId' | 'deviceName' | 'resume' | 'callId'>;
}

export type Admission = Admitted | Refused;

export interface Refused {
  readonly kind: 'refused';
  readonly code: number;
  readonly message: string;
  /** Of a device that is gone: how the call that it shows has ended. */
  readonly over?: CallOver | undefined;
}

/** A committed login. What is committed from now on waits in the mailbox. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly device: DeviceAddress;
  /** For the welcome; the store has its hash. */
  readonly token: string;
  readonly resumed: boolean;
  /** Of a page that shows something and cannot go on from there: what it shows from now on. */
  readonly snapshot?: Snapshot | undefined;
  /** With it: how the call that the page shows has ended. */
  readonly over?: CallOver | undefined;
  readonly mailbox: Mailbox;
  /** The inbox goes on after this number, first with what is kept. */
  readonly afterSeq: number;
  readonly kept: readonly InboxEntry[];
  /** The device is gone again already. */
  readonly isGone: () => boolean;
  /** The session listens in its own name from here on, or there is none. */
  readonly release: () => void;
}

/**
 * Commits a login. A device that is kept is resumed (S1-17, S1-27, S1-28), with a snapshot where its page has missed what is no longer
 * kept (S1-30). One that is not kept, because its grace time is over or it was logged out, logs in as a new one, unless that would push
 * out one that came later (G-11). A wrong token is
 * refused: it is somebody else's, or was used before.
 */
export async function admit(parts: AdmissionParts, arrival: Arrival): Promise<Admission> {
  const { resume, callId } = arrival.login;
  const taken = resume ? await takeUp(parts, arrival, resume) : null;
  const admission = taken ?? (arrival.hasExpired ? expired() : await logIn(parts, arrival));
  if (callId === undefined || !hasMissed(admission) || isIn(callId, admission)) return admission;
  // After the commit: what is not in the snapshot has ended by then.
  const over = await orLost(parts, arrival, admission, () => missedEnd(parts, arrival, callId));
  return { ...admission, over };
}

/** The page cannot go on from what it shows. */
const hasMissed = (admission: Admission): boolean =>
  admission.kind === 'admitted'
    ? admission.snapshot !== undefined
    : admission.code === Code.KICKED_OUT || admission.code === Code.SIG_EXPIRED;

/** The device is in this very call. */
const isIn = (callId: string, admission: Admission): boolean =>
  admission.kind === 'admitted' &&
  admission.snapshot?.events.some((event) => event.e === 'restored' && event.call.callId === callId) === true;

async function logIn(parts: AdmissionParts, { appId, linkId, login }: Arrival): Promise<Admission> {
  const { userId, deviceName = '', resume } = login;
  const expected = expectDevice(parts, { appId, userId, deviceId: parts.random.id() });
  const { deviceId } = expected.device;
  const result = await expected.commit({
    from: 'link',
    kind: 'login',
    userId,
    deviceId,
    deviceName: plainText(deviceName),
    linkId,
    tokenHash: hashToken(expected.token),
    returning: resume ? returningOf(resume) : null,
  });
  if (!result.ok) return refused(result);
  // It shows the ring of which its first entry tells.
  const mail = result.changes.mail.find((one) => one.deviceId === deviceId);
  const snapshot = login.callId === undefined ? undefined : { events: mail?.events ?? [] };
  return { ...expected, resumed: false, snapshot, afterSeq: 0, kept: [] };
}

/** A page that was loaded anew logs in because its app says so. */
const returningOf = ({ token, seq, alone = false }: ResumeClaim) =>
  seq === null ? null : { claimHash: hashToken(token), alone };

/** null: there is no such device any more. */
async function takeUp(
  parts: AdmissionParts,
  arrival: Arrival,
  { deviceId, token, seq, restores = false }: ResumeClaim,
): Promise<Admission | null> {
  const { appId, linkId, login } = arrival;
  const { userId } = login;
  const expected = expectDevice(parts, { appId, userId, deviceId });
  const result = await expected.commit({
    from: 'link',
    kind: 'resume',
    userId,
    deviceId,
    linkId,
    claimHash: hashToken(token),
    tokenHash: hashToken(expected.token),
    reloaded: seq === null ? { restores } : null,
  });
  if (!result.ok) return result.code === Code.NOT_LOGGED_IN ? null : refused(result);
  if (!result.changes.users.get(userId)?.devices.some((device) => device.id === deviceId)) {
    expected.release();
    return { kind: 'refused', code: Code.BAD_REQUEST, message: 'the token was used before' };
  }
  if (seq === null)
    return { ...expected, resumed: true, afterSeq: beforeOwnEntry(result, deviceId), kept: [] };

  const read = await orLost(parts, arrival, expected, () => parts.store.inbox(expected.device, seq));
  if (read.kind === 'entries') {
    return { ...expected, resumed: true, afterSeq: seq, kept: withoutOverRings(read.entries) };
  }
  // With the device its inbox has gone; the last entry is in the mailbox.
  if (expected.isGone()) return { ...expected, resumed: true, afterSeq: seq, kept: [] };
  return { ...expected, resumed: true, snapshot: read.snapshot, afterSeq: read.seq, kept: [] };
}

/** Where the store cannot be read, the link of a login that was committed cannot be taken up, so it is lost again. */
async function orLost<T>(
  { clock, lost }: AdmissionParts,
  { appId, linkId }: Arrival,
  admission: Refused | Pick<Admitted, 'kind' | 'device' | 'release'>,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (admission.kind === 'admitted') {
      const { userId, deviceId } = admission.device;
      admission.release();
      const heardAt = clock.now();
      lost.report(appId, { from: 'link', kind: 'lost', userId, deviceId, linkId, heardAt, leaving: false });
    }
    throw error;
  }
}

function expired(): Refused {
  const { code, message } = AuthError.expired();
  return { kind: 'refused', code, message };
}

/** A page that was loaded anew begins with the entry of its own resume: what came before was for the page before (S1-28). */
function beforeOwnEntry(
  { changes, inboxSeq }: Extract<CommitResult, { ok: true }>,
  deviceId: string,
): number {
  return changes.mail.some((mail) => mail.deviceId === deviceId) ? inboxSeq - 1 : inboxSeq;
}

/** Listens for the device before its login is asked for: from the commit on, nothing is missed. */
function expectDevice({ store, sessions, random }: AdmissionParts, device: DeviceAddress) {
  const mailbox = new Mailbox();
  let isGone = false;
  const release = sessions.listen(device, {
    deliver: (entry) => mailbox.deliver(entry),
    gone: () => {
      isGone = true;
    },
  });
  return {
    kind: 'admitted',
    device,
    token: random.token(),
    mailbox,
    isGone: () => isGone,
    release,
    /** Listens no longer when the login did not take effect. */
    async commit(input: Parameters<Store['commit']>[1]): Promise<CommitResult> {
      let tookEffect = false;
      try {
        const result = await store.commit(device.appId, input);
        tookEffect = result.ok;
        return result;
      } finally {
        if (!tookEffect) release();
      }
    },
  } as const;
}

const refused = ({ code, message }: Extract<CommitResult, { ok: false }>): Refused => ({
  kind: 'refused',
  code,
  message,
});
