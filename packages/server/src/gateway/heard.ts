import type { Outcome } from './asked.js';

/** Refused commands of one link that are known again; engines are not refused more at once. */
const MAX_REFUSED = 32;

/**
 * Commands that one link has brought. One that comes there again has its answer, or gets it: what the machine has refused is not decided
 * anew, though it might be granted by now, as whoever asked knows it as refused. The store itself knows what was granted (G-08).
 */
export class Heard {
  readonly #underWay = new Set<string>();
  readonly #refused = new Set<string>();

  /** False: it was heard. */
  isNew(id: string): boolean {
    return !this.#underWay.has(id) && !this.#refused.has(id);
  }

  begin(id: string): void {
    this.#underWay.add(id);
  }

  end(id: string, outcome: Outcome): void {
    this.#underWay.delete(id);
    if (outcome !== 'refused') return;
    this.#refused.add(id);
    const [oldest] = this.#refused;
    if (this.#refused.size > MAX_REFUSED && oldest !== undefined) this.#refused.delete(oldest);
  }
}
