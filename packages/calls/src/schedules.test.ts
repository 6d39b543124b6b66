import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineCommand } from './input.js';
import { Harness, NO_LIMITS, type TestDevice } from './testing/harness.js';
import { Observer } from './testing/observer.js';
import { type AppPolicy, BLOCKED, DEFAULT_POLICY, type Limits } from './world.js';

/**
 * Random schedules of everything that can happen to a few users with two devices each. fast-check prints the seed and
 * the shortest schedule that fails.
 */
const TIGHT_LIMITS: Limits = {
  commandsPer10s: 0,
  callsPerMinute: 2,
  unansweredPerPairIn5Min: 1,
  invitesPerMinute: 2,
};

const USERS = ['A', 'B', 'C', 'D'] as const;

const device = fc.record({ user: fc.constantFrom(...USERS), slot: fc.constantFrom(0, 1) });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      by: device,
      callees: fc.subarray([...USERS], { minLength: 1 }),
      type: fc.constantFrom(1 as const, 2 as const),
      timeout: fc.constantFrom(0, 5, 30),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('accept' as const), by: device }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('invite' as const, 'cancelInvite' as const),
      by: device,
      callees: fc.subarray([...USERS], { minLength: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), by: device, honest: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('reject' as const, 'hangup' as const, 'alerted' as const),
      by: device,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('publish' as const, 'switchType' as const),
      by: device,
      on: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('lose' as const), by: device, leaving: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resume' as const),
      by: device,
      reloaded: fc.constantFrom(null, { restores: true }, { restores: false }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('logout' as const, 'login' as const, 'alone' as const, 'withdraw' as const),
      by: device,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('block' as const, 'unblock' as const),
      user: fc.constantFrom(...USERS),
      other: fc.constantFrom(...USERS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'endCall' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(0, 1, 3, 6, 21, 40) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Slot {
  device: TestDevice;
  observer: Observer;
  lastCommand: string;
}

class Schedule {
  readonly h: Harness;
  readonly #slots = new Map<string, Slot>();
  started = 0;

  constructor(policy: Partial<AppPolicy>) {
    this.h = new Harness(policy);
    for (const user of USERS) for (const slot of [0, 1]) this.#login(user, slot);
  }

  #login(user: string, slot: number): void {
    this.#slots.set(`${user}${slot}`, {
      device: this.h.login(user, `${user}${slot}`),
      observer: new Observer(user),
      lastCommand: '',
    });
    this.read();
  }

  /** Hands every device what it was told, as its inbox would. */
  read(): void {
    for (const { device, observer } of this.#slots.values()) {
      for (const event of device.toldRaw) observer.see(event);
    }
  }

  do(next: Step): void {
    if ('by' in next) {
      const slot = this.#slots.get(`${next.by.user}${next.by.slot}`);
      if (slot) this.#act(next, slot, next.by);
    } else if (next.do === 'block' || next.do === 'unblock') this.h.relations[next.do](next.user, next.other);
    else if (next.do === 'pass') this.h.pass(next.seconds);
    else if (next.do === 'restart') this.h.restart();
    else {
      const [call] = this.h.calls.values();
      if (call) this.h.endCall(call.callId);
    }
    this.read();
    this.check();
  }

  #act(next: Extract<Step, { by: unknown }>, slot: Slot, by: { user: string; slot: number }): void {
    const { device, observer } = slot;
    const callId = device.current;
    switch (next.do) {
      case 'call': {
        slot.lastCommand = this.h.draw('command');
        const others = next.callees.filter((userId) => userId !== by.user);
        // A ringing engine has no `call()`; what the machine sees of it is only the unseen ring of S1-15.
        if (others.length === 0) return;
        const decision = device.call(others, { type: next.type, timeout: next.timeout }, slot.lastCommand);
        if (!decision.ok || !('state' in decision.result)) return;
        if (decision.result.state === 'ringing') {
          this.started += 1;
          observer.placed(decision.result.call.callId);
        }
        return;
      }
      case 'accept':
        slot.lastCommand = this.h.draw('command');
        device.accept({ audio: true, video: true }, callId, slot.lastCommand);
        return;
      case 'invite':
      case 'cancelInvite': {
        const userIds = next.callees.filter((userId) => userId !== by.user);
        if (userIds.length === 0) return;
        const ring = { timeout: 30, userData: '' };
        device.send(
          next.do === 'invite'
            ? { op: 'invite', callId, userIds, ...ring }
            : { op: 'cancelInvite', callId, userIds },
        );
        return;
      }
      case 'join': {
        const [call] = this.h.calls.values();
        const there = call?.members.find((member) => member.userId === by.user);
        const replaces = next.honest && there?.state === 'in' ? there.deviceId : 'no-device';
        slot.lastCommand = this.h.draw('command');
        const command = {
          op: 'join',
          callId: call?.callId ?? 'none',
          publish: { audio: true, video: false },
          replaces,
        };
        device.send(command as MachineCommand, slot.lastCommand);
        // A call that still rings has no ON_CALL_BEGIN yet: the device that took it over is now the one that calls.
        if (call && call.begunAt === null && this.h.call(call.callId)?.begunAt === null) {
          const mine = this.h.call(call.callId)?.members.find((member) => member.userId === by.user);
          if (mine?.state === 'in' && mine.deviceId === device.id && observer.phase === 'idle') {
            observer.placed(call.callId);
          }
        }
        return;
      }
      case 'reject':
      case 'hangup':
      case 'alerted':
        device.send({ op: next.do, callId, ring: device.ringOf(callId) });
        return;
      case 'publish':
        device.send({ op: 'publish', callId, publish: { audio: next.on, video: next.on } });
        return;
      case 'switchType':
        device.send({ op: 'switchType', callId, type: next.on ? 2 : 1 });
        return;
      case 'lose':
        device.lose({ leaving: next.leaving });
        return;
      case 'resume': {
        if (!device.resume(next.reloaded).ok) return;
        if (next.reloaded) observer.forget();
        return;
      }
      case 'withdraw': {
        const before = this.h.calls.size;
        device.send({ op: 'withdraw', commandId: slot.lastCommand });
        expect(this.h.calls.size).toBeLessThanOrEqual(before);
        return;
      }
      case 'logout':
        if (device.send({ op: 'logout' }).ok) observer.forget();
        return;
      case 'alone':
        device.send({ op: 'alone', alone: true });
        return;
      case 'login':
        // The old device stays behind without a page, until its grace time is over.
        device.lose();
        this.read();
        this.#login(by.user, by.slot);
        return;
    }
  }

  check(): void {
    const { h } = this;
    expect([...this.#slots.values()].flatMap(({ observer }) => observer.faults)).toEqual([]);
    const seen = new Set<string>();
    for (const call of h.calls.values()) {
      const inside = call.members.filter((member) => member.state === 'in');
      const ringing = call.members.length - inside.length;
      // G-06
      expect(inside.length).toBeGreaterThan(0);
      expect(inside.length > 1 || ringing > 0).toBe(true);
      expect(call.begunAt !== null || inside.every((member) => member.userId === call.caller)).toBe(true);
      for (const member of call.members) {
        // Whom a blocked one rings shows nothing of it.
        if (member.state === 'unheard') {
          const shown = [...this.#slots.values()].filter(({ observer }) => observer.userId === member.userId);
          expect(shown.map(({ observer }) => observer.callId)).not.toContain(call.callId);
          continue;
        }
        // G-12
        expect(seen.has(member.userId)).toBe(false);
        seen.add(member.userId);
        if (member.state !== 'in') continue;
        expect(h.user(member.userId)?.devices.map((each) => each.id)).toContain(member.deviceId);
      }
    }
    for (const { devices, usage } of h.users.values()) {
      expect(devices.length).toBeLessThanOrEqual(h.app.devices);
      // G-20
      expect(usage?.calls.length ?? 0).toBeLessThanOrEqual(h.app.limits.callsPerMinute);
      expect(usage?.invites.length ?? 0).toBeLessThanOrEqual(h.app.limits.invitesPerMinute);
    }
  }

  /** Everyone leaves and all time passes: nothing may be left. */
  end(): void {
    for (const [key, { device }] of this.#slots) {
      device.resume();
      if (this.h.callOf(key.slice(0, 1))) device.hangup();
      this.read();
      this.check();
    }
    this.h.restart();
    this.h.pass(1_000);
    this.read();
    this.check();
    const { h } = this;
    expect(h.calls.size).toBe(0);
    expect(h.nextWake()).toBeUndefined();
    for (const user of h.users.values()) expect(user).not.toHaveProperty('usage');
    expect(h.records).toHaveLength(this.started);
    expect(new Set(h.records.map((record) => record.callId)).size).toBe(this.started);
    for (const record of h.records) {
      const facts = h.facts.filter((fact) => fact.kind === 'ended' && fact.record.callId === record.callId);
      expect(facts).toHaveLength(1);
    }
  }
}

/** More by hand: `SCHEDULES=1000000 npx vitest run packages/calls/src/schedules.test.ts`. */
const RUNS = Number(process.env.SCHEDULES ?? 1_500);

describe('random schedules', () => {
  it('G-04 G-05 G-06 G-12 hold whatever happens, and one record is left of each call', {
    timeout: 600_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 8),
        fc.constantFrom(NO_LIMITS, DEFAULT_POLICY.limits, TIGHT_LIMITS),
        fc.constantFrom(...BLOCKED),
        fc.array(step, { minLength: 1, maxLength: 60 }),
        (devices, limits, blocked, steps) => {
          const schedule = new Schedule({ devices, limits, blocked });
          for (const next of steps) schedule.do(next);
          schedule.end();
        },
      ),
      { numRuns: RUNS },
    );
  });
});
