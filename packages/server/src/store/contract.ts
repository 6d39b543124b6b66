import type { AppPolicy, CallState, Decision, Fact, Input, LiveCallsQuery, WakeInput } from '@ringback/calls';
import type { CallRecord, CommandAnswer, LiveCall, ServerEvent, Snapshot } from '@ringback/protocol';
import type { DirectorySettings } from '../directory/rules/state.js';
import type { DirectoryStore } from './directory-contract.js';

/**
 * Where calls, users, inboxes, timers, records, the directory and the outbox live. Every method is asynchronous, so that the same contract
 * holds for a file that this process owns and for a cluster. `contract.suite.ts` proves it for every implementation.
 */
export interface Store extends DirectoryStore {
  /**
   * Decides and commits: what the decision reads is consistent, and everything it changes is written, or nothing is. Resolves
   * when the commit is durable. A device's command that is repeated gets its first answer. Refusals of the machine resolve as
   * `ok: false`; when the storage fails nothing has changed and it resolves with code 101001. Commits of one app are decided in the
   * order in which they were asked for.
   */
  commit(appId: number, input: Input): Promise<CommitResult>;

  /**
   * Called once for each commit that has mail, changed a call, dropped a device or set a wake time, in commit order, after it is
   * durable and before its `commit()` resolves.
   */
  onCommit(listener: (commit: Committed) => void): () => void;

  /** A live call as it is now. */
  liveCall(appId: number, callId: string): Promise<CallState | undefined>;
  /** The live call in which the user is or for which he rings, as it is now (G-12): what a node asks when a link comes to it. */
  callOf(appId: number, userId: string): Promise<CallState | undefined>;
  /** As it was given at the device's login; undefined: there is no such device. */
  deviceName(address: DeviceAddress): Promise<string | undefined>;
  /** Calls that go on, as far as the asking user may know them: the machine's `liveCalls` on a consistent view. */
  liveCalls(appId: number, query: LiveCallsQuery): Promise<readonly LiveCall[]>;

  /**
   * The device's entries after `seq`, oldest first. `gap`: some of them are no longer kept, or the inbox never came that far (it
   * was restored from a backup); then what the device shows instead, and the number after which its inbox goes on from there.
   */
  inbox(address: DeviceAddress, afterSeq: number): Promise<InboxRead>;
  /** Forgets the device's entries up to `seq`. One that is lost in a crash only repeats deliveries. */
  acknowledge(address: DeviceAddress, seq: number): Promise<void>;
  /** Entries of all devices that wait to be acknowledged; for metrics, a look at every device. */
  inboxDepth(): Promise<number>;

  /** Wakes that are due at `now`, at most `limit`, earliest first. */
  dueWakes(now: number, limit: number): Promise<readonly Wake[]>;
  /** When the next wake is due, server ms; null: none is set. */
  nextWakeAt(): Promise<number | null>;

  /** Users of an app, for the pass after a start (G-10). */
  usersWithDevices(appId: number): Promise<readonly string[]>;
  /** Known users and how many linked devices each has: presence. */
  presence(appId: number): Promise<readonly Presence[]>;

  /** Records of calls in which the user had a part of which he heard, newest end first. */
  recordsOfUser(appId: number, userId: string, page: RecordPage): Promise<readonly CallRecord[]>;
  record(appId: number, callId: string): Promise<CallRecord | undefined>;

  /** Facts that wait to be sent, oldest first. They stay until `outboxDone`, which rejects when the storage fails. */
  outbox(limit: number): Promise<readonly OutboxEntry[]>;
  outboxDone(ids: readonly number[]): Promise<void>;

  /** Writes what is under way, then lets go of the file or the connections. */
  close(): Promise<void>;
}

export interface DeviceAddress {
  readonly appId: number;
  readonly userId: string;
  readonly deviceId: string;
}

export type CommitResult = (Extract<Decision, { ok: true }> & Receipt) | Extract<Decision, { ok: false }>;

/** What the device that an input speaks of needs to know of its commit. */
export interface Receipt {
  /** The answer travels with an inbox entry of this device. Never for a repeat: that entry may be acknowledged by now. */
  readonly answeredInInbox: boolean;
  readonly repeated: boolean;
  /**
   * The last number in this device's inbox when the commit was made, its own entry included; 0: none yet, or no device asked. A
   * page that was loaded anew begins there (S1-28).
   */
  readonly inboxSeq: number;
}

export interface Committed {
  readonly appId: number;
  /** The calls that changed, as this commit left them; null: ended. */
  readonly calls: ReadonlyMap<string, CallState | null>;
  /** Of the calls that ended. */
  readonly records: readonly CallRecord[];
  /** The users whose devices changed, with the devices that are gone. */
  readonly gone: readonly DeviceAddress[];
  readonly mail: readonly Delivered[];
  /** The earliest wake that this commit set, server ms; null: none. */
  readonly wakeAt: number | null;
}

export interface Delivered extends DeviceAddress {
  readonly entry: InboxEntry;
}

/** One commit's events for one device. */
export interface InboxEntry {
  /** Per device, from 1, without gaps. */
  readonly seq: number;
  readonly answer?: CommandAnswer | undefined;
  readonly events: readonly ServerEvent[];
  /** The `InboxFrame` of the three above: it is stored and sent, and made once. */
  readonly text: string;
}

export type InboxRead =
  | { readonly kind: 'entries'; readonly entries: readonly InboxEntry[] }
  | { readonly kind: 'gap'; readonly seq: number; readonly snapshot: Snapshot };

export interface Wake {
  readonly appId: number;
  readonly at: number;
  readonly input: WakeInput;
}

export interface Presence {
  readonly userId: string;
  readonly linkedDevices: number;
  readonly inCall: boolean;
}

export interface RecordPage {
  /** A full page may be longer: it has all that ended at the same moment as its last, for the next one goes on before that. */
  readonly limit: number;
  /** Only calls that ended before this server time, ms. */
  readonly before?: number | undefined;
}

export interface OutboxEntry {
  readonly id: number;
  readonly appId: number;
  readonly fact: Fact;
}

/** What a store needs to know of an app to decide for it. */
export interface StoreApp {
  readonly sdkAppId: number;
  readonly policy: AppPolicy;
  readonly directory: DirectorySettings;
  /** Somebody takes facts from the outbox (webhooks, push); without one none are written. */
  readonly takesFacts: boolean;
}
