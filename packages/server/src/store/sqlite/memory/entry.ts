import type { CommandAnswer, ServerEvent } from '@ringback/protocol';
import type { InboxEntry } from '../../contract.js';

/** An inbox entry that is written as JSON once, however often it is stored and sent. */
export class Entry implements InboxEntry {
  #text: string | undefined;

  /** @param text The entry as JSON, where it is known already. */
  constructor(
    readonly seq: number,
    readonly answer: CommandAnswer | undefined,
    readonly events: readonly ServerEvent[],
    text?: string,
  ) {
    this.#text = text;
  }

  static in(text: string): Entry {
    const { seq, answer, events }: Omit<InboxEntry, 'text'> = JSON.parse(text);
    return new Entry(seq, answer, events, text);
  }

  get text(): string {
    this.#text ??= JSON.stringify(this);
    return this.#text;
  }
}
