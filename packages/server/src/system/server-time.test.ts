import { describe, expect, it } from 'vitest';
import { createServerTime } from './server-time.js';

const START = 1_700_000_000_000;
const HOUR_MS = 3_600_000;

/** A machine: time passes, its clock is set, it sleeps. */
class Machine {
  #timeOfDay = START;
  #monotonic = 12.5;
  #sinceBoot = 777_000;
  readonly serverTime = createServerTime({
    timeOfDay: () => this.#timeOfDay,
    monotonic: () => this.#monotonic,
    // As coarse as it may be.
    sinceBoot: () => Math.floor(this.#sinceBoot / 1_000) * 1_000,
  });

  /** In steps, as a server looks at the time while it runs. */
  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 100) {
      const step = Math.min(100, left);
      this.#timeOfDay += step;
      this.#monotonic += step;
      this.#sinceBoot += step;
      this.serverTime();
    }
  }

  set(ms: number): void {
    this.#timeOfDay += ms;
  }

  /** What counts the time since the start is another's, as in a container whose own was lost. */
  swapBoot(ms: number): void {
    this.#sinceBoot += ms;
  }

  sleep(ms: number): void {
    this.#timeOfDay += ms;
    this.#sinceBoot += ms;
  }
}

describe('server time', () => {
  it('begins as the time of day, in whole ms, and passes', () => {
    const machine = new Machine();
    expect(machine.serverTime()).toBe(START);
    machine.pass(1_234);
    expect(machine.serverTime()).toBe(START + 1_234);
  });

  it.each([HOUR_MS, -HOUR_MS, -40 * 365 * 24 * HOUR_MS])('goes on when the clock is set by %i ms', (by) => {
    const machine = new Machine();
    machine.pass(10_000);
    machine.set(by);
    machine.pass(10_000);
    expect(machine.serverTime()).toBe(START + 20_000);
  });

  it.each([HOUR_MS, -HOUR_MS])(
    'goes on when the time since the start jumps by %i ms, and sees the next sleep',
    (by) => {
      const machine = new Machine();
      machine.pass(10_000);
      machine.swapBoot(by);
      machine.pass(10_000);
      expect(machine.serverTime()).toBe(START + 20_000);
      machine.sleep(60_000);
      machine.pass(2_000);
      expect(Math.abs(machine.serverTime() - (START + 82_000))).toBeLessThan(1_500);
    },
  );

  it('has passed while the machine slept', () => {
    const machine = new Machine();
    machine.pass(10_000);
    machine.sleep(HOUR_MS);
    machine.pass(2_000);
    expect(Math.abs(machine.serverTime() - (START + 12_000 + HOUR_MS))).toBeLessThan(1_500);
    const before = machine.serverTime();
    machine.pass(100_000);
    expect(machine.serverTime()).toBe(before + 100_000);
  });
});
