import type { CallRecord, Published, PushInfo, ServerEvent } from '@ringback/protocol';
import { decide } from '../decide.js';
import type { Changes, Decision, Fact } from '../decision.js';
import type { Input, LinkInput, MachineCommand, Returning } from '../input.js';
import { memberOf, takesPart } from '../rules/members.js';
import type { CallState, UserState } from '../state.js';
import { wakeOfCall, wakeOfUser } from '../wakes/times.js';
import { type AppPolicy, DEFAULT_POLICY, type Limits, type World } from '../world.js';
import { notation } from './notation.js';
import { TestRelations } from './relations.js';

export const NO_LIMITS: Limits = {
  commandsPer10s: 0,
  callsPerMinute: 0,
  unansweredPerPairIn5Min: 0,
  invitesPerMinute: 0,
};

/** The machine with a model of a store around it, in virtual time. */
export class Harness implements World {
  readonly app: AppPolicy;
  readonly relations = new TestRelations();
  readonly users = new Map<string, UserState>();
  readonly calls = new Map<string, CallState>();
  readonly records: CallRecord[] = [];
  readonly facts: Fact[] = [];
  readonly #mail = new Map<string, ServerEvent[]>();
  #drawn = 0;
  now = 1_000_000;

  constructor(policy: Partial<AppPolicy> = {}) {
    this.app = { ...DEFAULT_POLICY, ...policy };
  }

  user(userId: string): UserState | undefined {
    return this.users.get(userId);
  }

  call(callId: string): CallState | undefined {
    return this.calls.get(callId);
  }

  callOf(userId: string): CallState | undefined {
    return [...this.calls.values()].find((call) =>
      call.members.some((member) => member.userId === userId && takesPart(member)),
    );
  }

  callsOfGroup(groupId: string): readonly CallState[] {
    return [...this.calls.values()].filter((call) => call.groupId === groupId);
  }

  draw(what: string): string {
    this.#drawn += 1;
    return `${what}-${this.#drawn}`;
  }

  input(input: Input): Decision {
    const decision = decide(this, input, {
      now: this.now,
      callId: this.draw('call'),
      roomId: 4711,
    });
    if (decision.ok) this.#commit(decision.changes);
    return decision;
  }

  #commit(changes: Changes): void {
    for (const [userId, user] of changes.users) this.users.set(userId, user);
    for (const [callId, call] of changes.calls) {
      if (call) this.calls.set(callId, call);
      else this.calls.delete(callId);
    }
    this.records.push(...changes.records);
    this.facts.push(...changes.facts);
    for (const { userId, deviceId, events } of changes.mail) {
      const key = `${userId} ${deviceId}`;
      this.#mail.set(key, [...(this.#mail.get(key) ?? []), ...events]);
    }
  }

  /** Events since the last look, oldest first. */
  take(userId: string, deviceId: string): ServerEvent[] {
    const key = `${userId} ${deviceId}`;
    const events = this.#mail.get(key) ?? [];
    this.#mail.delete(key);
    return events;
  }

  nextWake(): { at: number; input: Input } | undefined {
    const wakes: { at: number; input: Input }[] = [];
    for (const call of this.calls.values()) {
      const at = wakeOfCall(call);
      if (at !== null) wakes.push({ at, input: { from: 'clock', callId: call.callId } });
    }
    for (const user of this.users.values()) {
      const at = wakeOfUser(user);
      if (at !== null) wakes.push({ at, input: { from: 'clock', userId: user.id } });
    }
    return wakes.sort((a, b) => a.at - b.at)[0];
  }

  /** Lets virtual time pass, with every wake on the way. */
  pass(seconds: number): void {
    const until = this.now + seconds * 1000;
    for (let wake = this.nextWake(); wake && wake.at <= until; wake = this.nextWake()) {
      this.now = Math.max(this.now, wake.at);
      this.input(wake.input);
    }
    this.now = until;
  }

  login(userId: string, deviceName = 'browser'): TestDevice {
    return new TestDevice(this, userId, deviceName);
  }

  /** The app's backend ends it. */
  endCall(callId: string): Decision {
    return this.input({ from: 'server', kind: 'endCall', callId });
  }

  restart(): void {
    for (const userId of this.users.keys()) this.input({ from: 'link', kind: 'restarted', userId });
  }
}

export interface CallOptions {
  readonly type?: 1 | 2;
  readonly groupId?: string;
  readonly timeout?: number;
  readonly userData?: string;
  readonly publish?: Published;
  readonly roomId?: number;
  readonly strRoomId?: string;
  readonly push?: PushInfo;
}

const MICROPHONE: Published = { audio: true, video: false };

export class TestDevice {
  readonly id: string;
  linkId: string;
  token: string;
  /** Of the resume before the last. */
  tokenBefore = '';
  /** Of the last call that this device placed, answered or was rung for. */
  callId = '';
  /** What became of its login. */
  readonly login: Decision;

  constructor(
    readonly harness: Harness,
    readonly userId: string,
    readonly name: string,
    returning: Returning | null = null,
  ) {
    this.id = harness.draw('device');
    this.linkId = harness.draw('link');
    this.token = harness.draw('token');
    this.login = this.#link({
      kind: 'login',
      deviceId: this.id,
      deviceName: name,
      linkId: this.linkId,
      tokenHash: this.token,
      returning,
    });
  }

  #link(input: WithoutOwn<LinkInput>): Decision {
    return this.harness.input({ from: 'link', userId: this.userId, ...input } as LinkInput);
  }

  send(command: MachineCommand, commandId = this.harness.draw('command'), linkId = this.linkId): Decision {
    const { userId, id: deviceId } = this;
    return this.harness.input({ from: 'device', userId, deviceId, linkId, commandId, command });
  }

  call(userIds: string | readonly string[], options: CallOptions = {}, commandId?: string): Decision {
    const decision = this.send(
      {
        op: 'call',
        userIds: typeof userIds === 'string' ? [userIds] : userIds,
        type: 2,
        groupId: '',
        roomId: 0,
        strRoomId: '',
        timeout: 30,
        userData: '',
        publish: MICROPHONE,
        ...options,
      },
      commandId,
    );
    if (decision.ok && 'call' in decision.result) this.callId = decision.result.call.callId;
    return decision;
  }

  /** The call of this device's user, or the last one it knew. */
  get current(): string {
    return this.harness.callOf(this.userId)?.callId ?? this.callId;
  }

  accept(publish: Published = MICROPHONE, callId = this.current, commandId?: string): Decision {
    this.callId = callId;
    return this.send({ op: 'accept', callId, publish }, commandId);
  }

  /** The ring that rings here. */
  ringOf(callId: string): string {
    const member = memberOf(this.harness.call(callId), this.userId);
    return member?.commandId ?? 'none';
  }

  reject(callId = this.current, ring = this.ringOf(callId)): Decision {
    this.callId = callId;
    return this.send({ op: 'reject', callId, ring });
  }

  hangup(callId = this.current, ring = this.ringOf(callId)): Decision {
    this.callId = callId;
    return this.send({ op: 'hangup', callId, ring });
  }

  lose(options: { leaving?: boolean; heardAgo?: number } = {}): Decision {
    return this.#link({
      kind: 'lost',
      deviceId: this.id,
      linkId: this.linkId,
      heardAt: this.harness.now - (options.heardAgo ?? 0),
      leaving: options.leaving ?? false,
    });
  }

  resume(reloaded: { restores: boolean } | null = null, claim = this.token): Decision {
    const linkId = this.harness.draw('link');
    const tokenHash = this.harness.draw('token');
    const decision = this.#link({
      kind: 'resume',
      deviceId: this.id,
      linkId,
      claimHash: claim,
      tokenHash,
      reloaded,
    });
    if (decision.ok) {
      this.linkId = linkId;
      this.tokenBefore = claim;
      this.token = tokenHash;
    }
    return decision;
  }

  /** The page is back, and its device was given up meanwhile: it logs in by itself. */
  comeBack({ alone = false } = {}): TestDevice {
    return new TestDevice(this.harness, this.userId, this.name, { claimHash: this.token, alone });
  }

  /** What this device was told since the last look, in the notation of the scenarios. */
  get told(): string[] {
    return this.harness.take(this.userId, this.id).map(notation);
  }

  get toldRaw(): ServerEvent[] {
    return this.harness.take(this.userId, this.id);
  }
}

type WithoutOwn<T> = T extends unknown ? Omit<T, 'from' | 'userId'> : never;
