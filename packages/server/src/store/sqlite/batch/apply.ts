import { type Changes, type UserState, wakeOfCall, wakeOfUser } from '@ringback/calls';
import type { Committed, DeviceAddress, Receipt } from '../../contract.js';
import type { AppDraft } from './app-draft.js';
import type { Asker } from './asker.js';
import type { Draft } from './draft.js';
import { post } from './post.js';

export interface Applied extends Omit<Receipt, 'repeated'> {
  readonly committed: Committed;
}

/**
 * Takes a decision's changes into the draft.
 * @throws Error, with the draft as it was before, when the decision has mail for a device that does not exist.
 */
export function apply(draft: Draft, appId: number, changes: Changes, asker: Asker | null): Applied {
  const app = draft.app(appId);
  const gone = devicesGone(app, changes);
  checkMail(app, changes);
  const wakeAt = earliestNewWake(app, changes);

  for (const state of changes.users.values()) if (state !== app.user(state.id)) app.putUser(state);
  for (const [callId, state] of changes.calls) app.putCall(callId, state);
  app.records.push(...changes.records);
  for (const record of changes.records) app.directory.met(record);
  if (app.live.app.takesFacts) app.facts.push(...changes.facts);
  const mail = post(draft, app, changes.mail, asker);
  const inboxSeq = asker ? app.lastSeq(asker.userId, asker.deviceId) : 0;
  for (const { userId, deviceId } of gone) app.dropBox(userId, deviceId);

  return {
    committed: { appId, calls: changes.calls, records: changes.records, gone, mail, wakeAt },
    answeredInInbox: mail.some(({ entry }) => entry.answer !== undefined),
    inboxSeq,
  };
}

function devicesGone(app: AppDraft, { users }: Changes): DeviceAddress[] {
  const gone: DeviceAddress[] = [];
  for (const [userId, { devices }] of users) {
    for (const { id: deviceId } of app.user(userId)?.devices ?? []) {
      if (!devices.some(({ id }) => id === deviceId)) gone.push({ appId: app.live.appId, userId, deviceId });
    }
  }
  return gone;
}

/** A device that is gone still gets the mail of the commit in which it goes. */
function checkMail(app: AppDraft, { mail, users }: Changes): void {
  for (const { userId, deviceId } of mail) {
    if (!hasDevice(app.user(userId), deviceId) && !hasDevice(users.get(userId), deviceId)) {
      throw new Error(`the decision has mail for user ${userId}, who has no device ${deviceId}`);
    }
  }
}

const hasDevice = (user: UserState | undefined, deviceId: string): boolean =>
  user?.devices.some(({ id }) => id === deviceId) ?? false;

function earliestNewWake(app: AppDraft, { users, calls }: Changes): number | null {
  let earliest: number | null = null;
  const consider = (before: number | null, after: number | null) => {
    if (after !== null && after !== before) earliest = Math.min(after, earliest ?? after);
  };
  for (const [userId, state] of users) {
    const before = app.user(userId);
    consider(before ? wakeOfUser(before) : null, wakeOfUser(state));
  }
  for (const [callId, state] of calls) {
    const before = app.call(callId);
    consider(before ? wakeOfCall(before) : null, state ? wakeOfCall(state) : null);
  }
  return earliest;
}
