import { type CallOver, Code, type LoginFrame, type ResumeClaim } from '@ringback/protocol';
import { AuthError } from '../auth/error.js';
import { plainText } from '../directory/plain-text.js';
import type { CommitResult, DeviceAddress, InboxEntry, InboxRead, Store } from '../store/contract.js';
import type { Clock } from '../system/clock.js';
import type { Random } from '../system/random.js';
import type { LostLinks } from './lost-links.js';
import { Mailbox } from './mailbox.js';
import { missedEnd } from './missed-end.js';
import type { Sessions } from './sessions.js';
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
  readonly login: Pick<LoginFrame, 'userId' | 'deviceName' | 'resume'>;
}

export type Admission =
  | Admitted
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly message: string;
      /** Of a device that is gone: how the call that it shows has ended. */
      readonly over?: CallOver | undefined;
    };

/** A committed login. What is committed from now on waits in the mailbox. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly device: DeviceAddress;
  /** For the welcome; the store has its hash. */
  readonly token: string;
  readonly resumed: boolean;
  /** Where it is not: how the call that the page shows has ended. */
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
 * Commits a login. A device that is kept is resumed (S1-17, S1-27, S1-28); one that is not, because its grace time is over or it
 * was logged out, logs in as a new one, and `resumed: false` tells its page that whatever it showed is over. A wrong token is
 * refused: it is somebody else's, or was used before.
 */
export async function admit(parts: AdmissionParts, arrival: Arrival): Promise<Admission> {
  const { appId, login } = arrival;
  const { userId, resume } = login;
  if (!resume) return logIn(parts, arrival);
  const taken = await takeUp(parts, arrival, resume);
  if (taken && (taken.kind === 'admitted' || taken.code !== Code.KICKED_OUT)) return taken;
  const { callId } = resume;
  const now = parts.clock.now();
  const over =
    callId === undefined ? undefined : await missedEnd(parts.store, { appId, userId, callId, now });
  if (taken) return { ...taken, over };
  if (arrival.hasExpired) {
    const { code, message } = AuthError.expired();
    return { kind: 'refused', code, message, over };
  }
  return { ...(await logIn(parts, arrival)), over };
}

async function logIn(parts: AdmissionParts, { appId, linkId, login }: Arrival): Promise<Admission> {
  const { userId, deviceName = '' } = login;
  const expected = expectDevice(parts, { appId, userId, deviceId: parts.random.id() });
  const result = await expected.commit({
    from: 'link',
    kind: 'login',
    userId,
    deviceId: expected.device.deviceId,
    deviceName: plainText(deviceName),
    linkId,
    tokenHash: hashToken(expected.token),
  });
  return result.ok ? { ...expected, resumed: false, afterSeq: 0, kept: [] } : refused(result);
}

/** null: there is no such device any more. */
async function takeUp(
  parts: AdmissionParts,
  { appId, linkId, login: { userId } }: Arrival,
  { deviceId, token, seq, restores = false }: ResumeClaim,
): Promise<Admission | null> {
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

  const read = await readInbox(parts, expected, seq, linkId);
  if (read.kind === 'entries' || expected.isGone()) {
    return { ...expected, resumed: true, afterSeq: seq, kept: read.kind === 'entries' ? read.entries : [] };
  }
  expected.release();
  return startOver(parts, { ...expected.device, linkId });
}

/** Without its inbox the link cannot be taken up, so it is lost again. */
async function readInbox(
  { store, clock, lost }: AdmissionParts,
  { device, release }: Pick<Admitted, 'device' | 'release'>,
  seq: number,
  linkId: string,
): Promise<InboxRead> {
  try {
    return await store.inbox(device, seq);
  } catch (error) {
    release();
    const { appId, userId, deviceId } = device;
    const heardAt = clock.now();
    lost.report(appId, { from: 'link', kind: 'lost', userId, deviceId, linkId, heardAt, leaving: false });
    throw error;
  }
}

/**
 * The page has missed what is no longer kept, so what it shows can no longer be made right by events: the device ends, as by a page
 * that was loaded anew and cannot take up its call, and the page logs in as a new one.
 */
async function startOver(
  { store, random }: AdmissionParts,
  { appId, userId, deviceId, linkId }: DeviceAddress & { readonly linkId: string },
): Promise<Admission | null> {
  const command = { op: 'logout' } as const;
  const commandId = random.id();
  const result = await store.commit(appId, { from: 'device', userId, deviceId, linkId, commandId, command });
  return result.ok || result.code === Code.NOT_LOGGED_IN ? null : refused(result);
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

const refused = ({ code, message }: Extract<CommitResult, { ok: false }>): Admission => ({
  kind: 'refused',
  code,
  message,
});
