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

/** The devices of the other user. */
const answerersOf = (phone: number) => (phone < 2 ? ([2, 3] as const) : ([0, 1] as const));

export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** Two users with two devices each, and everything that can happen to them. */
export class Schedule {
  readonly time: VirtualTime;
  readonly server: ServerProcess;
  readonly phones: readonly Phone[];

  private constructor(time: VirtualTime, server: ServerProcess) {
    this.time = time;
    this.server = server;
    this.phones = ['A1', 'A2', 'B1', 'B2'].map((name) => new Phone(name.slice(0, 1), name, time, server));
  }

  /** `maxEntries`: so many are kept of an inbox. */
  static async start(maxEntries: number): Promise<Schedule> {
    const time = new VirtualTime();
    const schedule = new Schedule(time, await ServerProcess.start(time, maxEntries));
    for (const phone of schedule.phones) phone.login();
    await time.settle();
    return schedule;
  }

  /** @throws ScheduleError with the rules that do not hold */
  static async run(steps: readonly Step[], maxEntries = MANY): Promise<void> {
    const schedule = await Schedule.start(maxEntries);
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
        await this.#talk(step);
        return;
      default:
        this.#act(step);
    }
  }

  async #talk({ phone, answerer, type }: Extract<Step, { do: 'talk' }>): Promise<void> {
    this.#act({ do: 'call', phone, type, timeout: 30 });
    await this.time.settle();
    this.#act({ do: 'accept', phone: answerersOf(phone)[answerer] });
    await this.time.settle();
  }

  #act(step: Exclude<Step, { do: 'pass' | 'kill' | 'disk' | 'talk' }>): void {
    const phone = this.phones[step.phone];
    if (!phone) return;
    const { network } = phone;
    switch (step.do) {
      case 'call':
        phone.call(phone.userId === 'A' ? 'B' : 'A', step.type, step.timeout);
        return;
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
