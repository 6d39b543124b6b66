import type { Decision } from '@ringback/calls';
import type { CallRecord } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import type { InboxEntry } from '../../contract.js';
import { type Fixture, fixture } from '../fixture.js';
import { APP, call, changing, mail, record, user } from '../states.js';
import type { StorageKind } from '../storage.js';

const SCHEDULES = 12;
const STEPS = 100;
/** Every step waits for the disk, which others may use too. */
const TIMEOUT_MS = 30_000;
const USERS = ['ann', 'bob', 'carol'];

/** Random commits, alone and together, acknowledgements, faults and restarts, beside a model of what must be there. */
export function schedulesContract(kind: StorageKind): void {
  describe('random schedules', () => {
    it.each(Array.from({ length: SCHEDULES }, (_, index) => index + 1))(
      'seed %i',
      async (seed) => {
        const random = generator(seed);
        const parts = await fixture(kind);
        const model = new Model(random);
        await parts.given(model.change());
        for (let step = 0; step < STEPS; step++) {
          const dice = random(20);
          if (dice < 12) await commitTogether(parts, model, 1 + random(4));
          else if (dice < 16) await acknowledge(parts, model);
          else if (dice < 19) await failToCommit(parts, model);
          else if (kind.keeps) await (random(2) === 0 ? parts.reopen() : endAbruptly(parts));
          await compare(parts, model);
        }
      },
      TIMEOUT_MS,
    );
  });
}

async function commitTogether({ commit, machine }: Fixture, model: Model, count: number): Promise<void> {
  const decisions: Decision[] = [];
  for (let index = 0; index < count; index++) decisions.push(changing(model.change()));
  const results = await Promise.all(decisions.map((decision) => commit(machine.input(() => decision))));
  expect(results.every(({ ok }) => ok)).toBe(true);
}

async function failToCommit(parts: Fixture, model: Model): Promise<void> {
  const decision = changing(model.copy().change());
  parts.break();
  expect(await parts.commit(parts.machine.input(() => decision))).toMatchObject({ ok: false });
  parts.heal();
}

/** Nothing can be written at the end, as when the process is killed. */
async function endAbruptly(parts: Fixture): Promise<void> {
  parts.break();
  await parts.store().close();
  parts.heal();
  await parts.reopen();
}

async function acknowledge({ store }: Fixture, model: Model): Promise<void> {
  for (const [address, device] of model.devices()) {
    device.acknowledged += model.random(device.entries.length - device.acknowledged + 1);
    await store().acknowledge(address, device.acknowledged);
  }
}

async function compare({ store }: Fixture, model: Model): Promise<void> {
  for (const [address, { entries, acknowledged }] of model.devices()) {
    const unread = { kind: 'entries', entries: entries.slice(acknowledged) };
    expect(await store().inbox(address, acknowledged)).toEqual(unread);
    expect(await store().inbox(address, entries.length + 1)).toMatchObject({ kind: 'gap' });
  }
  for (const userId of USERS) {
    const callId = [...model.calls].find(([, users]) => users.includes(userId))?.[0];
    expect((await store().callOf(APP, userId))?.callId).toBe(callId);
    const page = { limit: model.records.length + 1 };
    expect(await store().recordsOfUser(APP, userId, page)).toEqual(model.recordsOf(userId));
  }
  for (const { of } of model.records) expect(await store().record(APP, of.callId)).toEqual(of);
  const linked = (await store().presence(APP)).map(({ userId, linkedDevices }) => [userId, linkedDevices]);
  expect(linked.sort()).toEqual(USERS.map((userId) => [userId, model.devicesOf(userId).length]));
}

/** A record, and those who had a part in the call without ever hearing of it. */
interface ModelRecord {
  readonly of: CallRecord;
  readonly unheard: readonly string[];
}

interface ModelDevice {
  acknowledged: number;
  /** Every entry since the device came. */
  readonly entries: Omit<InboxEntry, 'text'>[];
}

/** What was committed, kept in the plainest way, and what may be committed next. */
class Model {
  calls = new Map<string, readonly string[]>();
  /** Oldest first. */
  records: readonly ModelRecord[] = [];
  #devices = new Map<string, Map<string, ModelDevice>>(USERS.map((userId) => [userId, new Map()]));
  #drawn = 0;

  constructor(readonly random: (below: number) => number) {}

  copy(): Model {
    const copy = new Model(this.random);
    copy.calls = new Map(this.calls);
    copy.records = this.records;
    copy.#devices = structuredClone(this.#devices);
    // What fails must not look like what comes after it.
    copy.#drawn = this.#drawn + 1_000;
    return copy;
  }

  devicesOf(userId: string): string[] {
    return [...(this.#devices.get(userId)?.keys() ?? [])];
  }

  /** Newest first. */
  recordsOf(userId: string): CallRecord[] {
    const heard = this.records.filter(({ of, unheard }) => {
      return of.parts.some((part) => part.userId === userId) && !unheard.includes(userId);
    });
    return heard.map(({ of }) => of).reverse();
  }

  *devices(): Iterable<[{ appId: number; userId: string; deviceId: string }, ModelDevice]> {
    for (const [userId, devices] of this.#devices) {
      for (const [deviceId, device] of devices) yield [{ appId: APP, userId, deviceId }, device];
    }
  }

  /** Draws a change, and keeps it as committed. The first one makes all users known. */
  change(): Parameters<typeof changing>[0] {
    const isFirst = this.#drawn++ === 0;
    const before = new Map(USERS.map((userId) => [userId, this.devicesOf(userId)]));
    const users = USERS.filter(() => isFirst || this.random(4) === 0).map((userId) => this.#login(userId));
    const letters = USERS.flatMap((userId) => {
      const devices = new Set([...(before.get(userId) ?? []), ...this.devicesOf(userId)]);
      return [...devices].filter(() => this.random(2) === 0).map((deviceId) => this.#post(userId, deviceId));
    });
    return { users, mail: letters, ...this.#callChange() };
  }

  /** Some of the user's devices go, others come. */
  #login(userId: string) {
    const devices = this.#devices.get(userId) ?? new Map<string, ModelDevice>();
    for (const slot of [1, 2, 3]) {
      const deviceId = `${userId}${slot}`;
      const isThere = this.random(2) === 0;
      if (!isThere) devices.delete(deviceId);
      else if (!devices.has(deviceId)) devices.set(deviceId, { acknowledged: 0, entries: [] });
    }
    return user(userId, [...devices.keys()]);
  }

  #post(userId: string, deviceId: string) {
    const letter = mail(userId, deviceId, `letter ${this.#drawn}`);
    const entries = this.#devices.get(userId)?.get(deviceId)?.entries;
    entries?.push({ seq: entries.length + 1, events: letter.events });
    return letter;
  }

  #callChange() {
    const [running] = this.calls.keys();
    if (running !== undefined && this.random(2) === 0) {
      const [caller = 'ann', ...others] = this.calls.get(running) ?? [];
      const of = record(running, [caller, ...others], this.#drawn);
      const unheard = others.filter(() => this.random(4) === 0);
      this.calls.delete(running);
      this.records = [...this.records, { of, unheard }];
      return { ends: [running], records: [{ ...of, unheard }] };
    }
    const callId = running ?? `call ${this.#drawn}`;
    const members = USERS.filter(() => this.random(2) === 0);
    this.calls.set(callId, members);
    return { calls: [call(callId, members.slice(0, 1), members.slice(1))] };
  }
}

/** Whole numbers below the argument, the same for the same seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
