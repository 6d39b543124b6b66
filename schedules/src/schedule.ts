import { type AppPolicy, DEFAULT_POLICY } from '@ringback/calls';
import { agreement, invariants, leftovers } from './rules/state.js';
import type { Step } from './step.js';
import { Phone } from './world/phone.js';
import { ServerProcess } from './world/server.js';
import { VirtualTime } from './world/time.js';

/** By then the server is up, which takes 30 s at most, every link is back, every ring and grace time over. */
const QUIET_MS = 65_000;

/** Inbox entries that are kept: more than a schedule makes, or none, so that whoever was away has missed what came to pass (S1-30). */
export const MANY = 512;
export const NONE = 0;

/** How a schedule is set up. */
export interface Setting {
  /** Users, with two devices each. */
  readonly users: number;
  /** Entries that are kept of an inbox. */
  readonly maxEntries: number;
  /** What a caller hears of whom has blocked him; default: what the server's default is. */
  readonly blocked?: AppPolicy['blocked'];
}

const TWO_USERS: Setting = { users: 2, maxEntries: MANY };

export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** A few users with two devices each, and everything that can happen to them. */
export class Schedule {
  readonly time: VirtualTime;
  readonly server: ServerProcess;
  readonly phones: readonly Phone[];

  private constructor(time: VirtualTime, server: ServerProcess, users: number) {
    this.time = time;
    this.server = server;
    this.phones = [...'ABCDEF']
      .slice(0, users)
      .flatMap((userId) => [1, 2].map((n) => new Phone(userId, `${userId}${n}`, time, server)));
  }

  static async start({ users, maxEntries, blocked = DEFAULT_POLICY.blocked }: Setting): Promise<Schedule> {
    const time = new VirtualTime();
    const server = await ServerProcess.start(time, maxEntries, { policy: { blocked } });
    const schedule = new Schedule(time, server, users);
    for (const phone of schedule.phones) phone.login();
    await time.settle();
    return schedule;
  }

  /** @throws ScheduleError with the rules that do not hold */
  static async run(steps: readonly Step[], setting = TWO_USERS): Promise<void> {
    const schedule = await Schedule.start(setting);
    try {
      for (const step of steps) {
        await schedule.do(step);
        schedule.check();
      }
      await schedule.end();
    } finally {
      await schedule.close();
    }
  }

  async do(step: Step): Promise<void> {
    switch (step.do) {
      case 'pass':
        await this.time.pass(step.ms);
        return;
      case 'kill':
        this.server.kill(step.forMs);
        return;
      case 'disk':
        this.server.disk('failing');
        this.time.after(step.forMs, () => this.server.disk('well'));
        return;
      case 'talk':
        this.#act({ do: 'call', phone: step.phone, to: step.to, type: step.type, timeout: 30 });
        await this.#answer(this.#others(step.phone, [step.to]), step.answerer);
        return;
      case 'gather':
        this.#act({ do: 'calls', phone: step.phone, several: step.several, timeout: 30 });
        await this.#answer(this.#others(step.phone, step.several), 0);
        return;
      default:
        this.#act(step);
    }
  }

  /** Each answers on his first or second device. */
  async #answer(userIds: readonly string[], device: number): Promise<void> {
    for (const userId of userIds) {
      await this.time.settle();
      this.phones.filter((phone) => phone.userId === userId)[device]?.accept();
    }
    await this.time.settle();
  }

  #phone(index: number): Phone {
    const phone = this.phones[index % this.phones.length];
    if (!phone) throw new Error('a schedule has phones');
    return phone;
  }

  /** These of the users other than this phone's own, each once. */
  #others(phone: number, indexes: readonly number[]): string[] {
    const { userId } = this.#phone(phone);
    const others = [...new Set(this.phones.map((one) => one.userId))].filter((other) => other !== userId);
    return [...new Set(indexes.map((index) => others[index % others.length] ?? ''))];
  }

  #act(step: Exclude<Step, { do: 'pass' | 'kill' | 'disk' | 'talk' | 'gather' }>): void {
    const phone = this.#phone(step.phone);
    const { network } = phone;
    switch (step.do) {
      case 'call':
        phone.call(this.#others(step.phone, [step.to])[0] ?? '', step.type, step.timeout);
        return;
      case 'calls':
        phone.calls(this.#others(step.phone, step.several), step.timeout);
        return;
      case 'invite':
        phone.invite(this.#others(step.phone, step.several), step.timeout);
        return;
      case 'block':
      case 'unblock':
        phone[step.do](this.#others(step.phone, step.several));
        return;
      case 'cancelInvite':
        phone.cancelInvite(this.#others(step.phone, step.several));
        return;
      case 'join': {
        const calls = [...this.server.live.keys()];
        const callId = calls[step.which % calls.length];
        if (callId !== undefined) phone.join(callId);
        return;
      }
      case 'accept':
        phone.accept();
        return;
      case 'reject':
      case 'hangup':
        phone.leave(step.do);
        return;
      case 'switch':
        phone.switchType(step.type);
        return;
      case 'microphone':
        phone.openMicrophone();
        return;
      case 'logout':
        phone.logout();
        return;
      case 'login':
        phone.login();
        return;
      case 'reload':
        phone.reload(step.saysSo);
        return;
      case 'online':
        phone.online();
        return;
      case 'lose':
        network.lose(step.told);
        break;
      case 'silent':
        network.fallSilent();
        break;
      case 'delay':
        network.delay(step.byMs);
        break;
      case 'duplicate':
        network.duplicate();
        break;
    }
    this.time.after(step.forMs, () => network.mend());
  }

  check(): void {
    for (const phone of this.phones) phone.promises.check();
    this.#throw([...this.phones.flatMap(({ faults }) => faults), ...invariants(this.server)]);
  }

  /** Everything is mended, and all agree; then everyone leaves, and nothing is left. */
  async end(): Promise<void> {
    for (const { network } of this.phones) {
      network.mend();
      network.reset();
    }
    this.server.disk('well');
    await this.time.pass(QUIET_MS);
    this.check();
    this.#throw(await agreement(this.server, this.phones));
    for (const phone of this.phones) if (phone.observer.phase !== 'idle') phone.leave('hangup');
    await this.time.pass(1_000);
    this.check();
    for (const phone of this.phones) phone.logout();
    await this.time.pass(QUIET_MS);
    this.check();
    this.#throw(await leftovers(this.server, this.phones));
    this.server.kill(Number.POSITIVE_INFINITY);
  }

  async close(): Promise<void> {
    for (const phone of this.phones) phone.close();
    const closed = this.server.close();
    await this.time.settle();
    await closed;
  }

  #throw(faults: readonly string[]): void {
    if (faults.length > 0) throw new ScheduleError(`${faults.join('\n')}\n(at ${this.time.now()} ms)`);
  }
}
