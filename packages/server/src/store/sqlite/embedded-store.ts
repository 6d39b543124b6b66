import { type CallState, type Input, type LiveCallsQuery, liveCalls, snapshotOf } from '@ringback/calls';
import type { CallRecord, LiveCall, Profile } from '@ringback/protocol';
import type { DirectoryOrder } from '../../directory/rules/order.js';
import type { Group } from '../../directory/rules/state.js';
import type {
  CommitResult,
  Committed,
  DeviceAddress,
  InboxRead,
  OutboxEntry,
  Presence,
  RecordPage,
  Store,
  Wake,
} from '../contract.js';
import type { OrderOutcome, ProfileChange } from '../directory-contract.js';
import { StoreError } from '../errors.js';
import { Listeners } from '../listeners.js';
import type { StoreMeter } from '../meter.js';
import { AppDraft } from './batch/app-draft.js';
import { CommitJob, type CommitParts, NOT_STORED } from './batch/commit-job.js';
import type { Draft } from './batch/draft.js';
import { orderIn } from './batch/order-in.js';
import { writeJob } from './batch/write-job.js';
import type { Writer } from './batch/writer.js';
import type { Recorded } from './journal/recorded.js';
import { acquainted } from './memory/acquainted.js';
import type { Live } from './memory/live.js';
import type { Tables } from './tables.js';

export interface StoreParts extends Omit<CommitParts, 'emit'> {
  readonly live: Live;
  readonly tables: Tables;
  readonly recorded: Recorded;
  readonly writer: Writer;
  readonly meter: StoreMeter;
  /** Lets go of the files. */
  readonly release: () => void;
}

/** The store in one file that this process owns: reads come from memory, writes go to both (design decision 4). */
export class EmbeddedStore implements Store {
  readonly #parts: StoreParts;
  readonly #commits: CommitParts;
  readonly #listeners: Listeners<[Committed]>;
  readonly #profiles: Listeners<[number, Profile]>;
  #closed = false;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    this.#listeners = new Listeners(parts.log, 'commits');
    this.#profiles = new Listeners(parts.log, 'profiles');
    this.#commits = { ...parts, emit: (committed) => this.#listeners.emit(committed) };
  }

  // Not `async`: a promise around the promise costs every commit three more turns of the microtask queue.
  commit(appId: number, input: Input): Promise<CommitResult> {
    return new Promise((resolve) => {
      if (this.#closed) {
        resolve(NOT_STORED);
        return;
      }
      this.#live.app(appId);
      const settled = this.#parts.meter.committing();
      const answer = (result: CommitResult) => {
        settled();
        resolve(result);
      };
      this.#parts.writer.submit(new CommitJob(this.#commits, appId, input, answer));
    });
  }

  onCommit(listener: (commit: Committed) => void): () => void {
    return this.#listeners.add(listener);
  }

  async liveCall(appId: number, callId: string): Promise<CallState | undefined> {
    return this.#live.app(appId).call(callId);
  }

  async callOf(appId: number, userId: string): Promise<CallState | undefined> {
    return this.#live.app(appId).callOf(userId);
  }

  async deviceName({ appId, userId, deviceId }: DeviceAddress): Promise<string | undefined> {
    const devices = this.#live.app(appId).user(userId)?.state.devices;
    return devices?.find(({ id }) => id === deviceId)?.name;
  }

  async liveCalls(appId: number, query: LiveCallsQuery): Promise<readonly LiveCall[]> {
    return liveCalls(new AppDraft(this.#live.app(appId)), query);
  }

  async inbox({ appId, userId, deviceId }: DeviceAddress, afterSeq: number): Promise<InboxRead> {
    const app = this.#live.app(appId);
    const box = app.user(userId)?.boxes.get(deviceId);
    const entries = box ? box.read(afterSeq) : afterSeq > 0 ? null : [];
    if (entries) return { kind: 'entries', entries };
    const snapshot = snapshotOf(new AppDraft(app), userId, deviceId);
    return { kind: 'gap', seq: box?.lastSeq ?? 0, snapshot };
  }

  async acknowledge({ appId, userId, deviceId }: DeviceAddress, seq: number): Promise<void> {
    const box = this.#live.app(appId).user(userId)?.boxes.get(deviceId);
    if (box) this.#live.freedRows.push(...box.acknowledge(seq));
  }

  async inboxDepth(): Promise<number> {
    let depth = 0;
    for (const app of this.#live.apps()) {
      for (const { boxes } of app.users()) for (const box of boxes.values()) depth += box.depth;
    }
    return depth;
  }

  async dueWakes(now: number, limit: number): Promise<readonly Wake[]> {
    return this.#live.wakes.due(now, limit);
  }

  async nextWakeAt(): Promise<number | null> {
    return this.#live.wakes.nextAt();
  }

  async usersWithDevices(appId: number): Promise<readonly string[]> {
    const users = [...this.#live.app(appId).users()];
    return users.filter(({ state }) => state.devices.length > 0).map(({ state }) => state.id);
  }

  async presence(appId: number): Promise<readonly Presence[]> {
    const app = this.#live.app(appId);
    return Array.from(app.users(), ({ state: { id: userId, devices } }) => {
      const part = app.callOf(userId)?.members.find((member) => member.userId === userId);
      const linkedDevices = devices.filter(({ link }) => link.state === 'up').length;
      return { userId, linkedDevices, inCall: part?.state === 'in' };
    });
  }

  async profiles(appId: number, userIds: readonly string[]): Promise<readonly Profile[]> {
    const app = this.#live.app(appId);
    return userIds.flatMap((userId) => app.user(userId)?.profile ?? []);
  }

  async setProfile(appId: number, userId: string, change: ProfileChange): Promise<Profile | undefined> {
    this.#live.app(appId);
    const profile = await this.#write((draft) => draft.app(appId).putProfile(userId, change));
    if (profile) this.#profiles.emit(appId, profile);
    return profile;
  }

  onProfile(listener: (appId: number, profile: Profile) => void): () => void {
    return this.#profiles.add(listener);
  }

  async order<O extends DirectoryOrder>(appId: number, order: O): Promise<OrderOutcome<O['kind']>> {
    this.#live.app(appId);
    const { now } = this.#parts.fresh();
    const decided = this.#write((draft) => orderIn(draft.app(appId).directory, order, now));
    // What is decided answers the kind of its order.
    return decided as Promise<OrderOutcome<O['kind']>>;
  }

  async group(appId: number, groupId: string): Promise<Group | undefined> {
    return this.#live.app(appId).directory.group(groupId);
  }

  async groupsOf(appId: number, userId: string): Promise<readonly Group[]> {
    const { directory } = this.#live.app(appId);
    return [...directory.groupIdsOf(userId)].sort().flatMap((groupId) => directory.group(groupId) ?? []);
  }

  async blockedBy(appId: number, userId: string): Promise<readonly string[]> {
    return [...this.#live.app(appId).directory.blockedBy(userId)];
  }

  async acquainted(appId: number, userId: string, userIds: readonly string[]): Promise<readonly string[]> {
    return acquainted(this.#live.app(appId), userId, userIds);
  }

  async recordsOfUser(appId: number, userId: string, page: RecordPage): Promise<readonly CallRecord[]> {
    return this.#recorded.ofUser(appId, userId, page);
  }

  async record(appId: number, callId: string): Promise<CallRecord | undefined> {
    return this.#recorded.record(appId, callId);
  }

  async outbox(limit: number): Promise<readonly OutboxEntry[]> {
    return this.#tables.facts(limit);
  }

  async outboxDone(ids: readonly number[]): Promise<void> {
    await this.#write((draft) => draft.sentFacts.push(...ids));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { writer, release } = this.#parts;
    writer.flush();
    writer.finish();
    release();
  }

  get #live(): Live {
    return this.#parts.live;
  }

  /** The tables are gone with the file. */
  get #tables(): Tables {
    if (this.#closed) throw StoreError.closed();
    return this.#parts.tables;
  }

  get #recorded(): Recorded {
    if (this.#closed) throw StoreError.closed();
    return this.#parts.recorded;
  }

  #write<T>(change: (draft: Draft) => T): Promise<T> {
    if (this.#closed) throw StoreError.closed();
    return new Promise((resolve, reject) => {
      this.#parts.writer.submit(writeJob(change, resolve, reject));
    });
  }
}
