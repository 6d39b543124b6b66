import type { ServerEvent } from '@ringback/protocol';
import type { Changes, Fact, KeptRecord, Mail } from './decision.js';
import type { Fresh } from './input.js';
import { takesPart } from './rules/members.js';
import { usageAt, withUsage } from './rules/usage.js';
import type { CallState, UserState } from './state.js';
import type { AppPolicy, Relations, World } from './world.js';

interface DeviceMail extends Mail {
  readonly events: ServerEvent[];
}

/** One decision while it is being made: the world as it was, and what has changed so far. */
export class Draft {
  readonly #users = new Map<string, UserState>();
  readonly #calls = new Map<string, CallState | null>();
  readonly #records: KeptRecord[] = [];
  /** Of each user who is told something: a list for each of his few devices. */
  readonly #mail = new Map<string, DeviceMail[]>();
  readonly #facts: Fact[] = [];

  constructor(
    readonly world: World,
    readonly fresh: Fresh,
  ) {}

  get now(): number {
    return this.fresh.now;
  }

  get app(): AppPolicy {
    return this.world.app;
  }

  get relations(): Relations {
    return this.world.relations;
  }

  user(userId: string): UserState | undefined {
    return this.#users.get(userId) ?? this.world.user(userId);
  }

  call(callId: string): CallState | undefined {
    const changed = this.#calls.get(callId);
    return changed === undefined ? this.world.call(callId) : (changed ?? undefined);
  }

  callOf(userId: string): CallState | undefined {
    for (const call of this.#calls.values()) {
      if (call?.members.some((member) => member.userId === userId && takesPart(member))) return call;
    }
    const before = this.world.callOf(userId);
    return before && this.#calls.has(before.callId) ? undefined : before;
  }

  /** What no longer counts towards his limits goes with the same write (G-20). */
  putUser(user: UserState): void {
    this.#users.set(user.id, user.usage ? withUsage(user, usageAt(user, this.now)) : user);
  }

  putCall(call: CallState): CallState {
    this.#calls.set(call.callId, call);
    return call;
  }

  endCall(record: KeptRecord): void {
    this.#calls.set(record.callId, null);
    this.#records.push(record);
    this.fact({ kind: 'ended', at: this.now, record });
  }

  tellDevice(userId: string, deviceId: string, event: ServerEvent): void {
    const ofUser = this.#mail.get(userId);
    const mail = ofUser?.find((one) => one.deviceId === deviceId);
    if (mail) mail.events.push(event);
    else if (ofUser) ofUser.push({ userId, deviceId, events: [event] });
    else this.#mail.set(userId, [{ userId, deviceId, events: [event] }]);
  }

  fact(fact: Fact): void {
    this.#facts.push(fact);
  }

  changes(): Changes {
    return {
      users: this.#users,
      calls: this.#calls,
      records: this.#records,
      mail: [...this.#mail.values()].flat(),
      facts: this.#facts,
    };
  }
}
