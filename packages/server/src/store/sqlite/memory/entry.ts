import type { CommandAnswer, InboxFrame, ServerEvent } from '@ringback/protocol';
import type { InboxEntry } from '../../contract.js';

/** Events as JSON, each written once. What several devices are told is one object for all of them. */
export class EventTexts {
  readonly #texts = new Map<ServerEvent, string>();

  of(events: readonly ServerEvent[]): string {
    return `[${events.map((event) => this.#one(event))}]`;
  }

  #one(event: ServerEvent): string {
    const known = this.#texts.get(event);
    if (known !== undefined) return known;
    const text = JSON.stringify(event);
    this.#texts.set(event, text);
    return text;
  }
}

/** How the text of an entry begins, and of no other frame. */
const FRAME = '{"t":"inbox",';

/** An inbox entry that is written as JSON once, however often it is stored and sent. */
export class Entry implements InboxEntry {
  #text: string | undefined;
  #texts: EventTexts | null;

  /** @param texts Those of the commit, where its events are told to others too. */
  constructor(
    readonly seq: number,
    readonly answer: CommandAnswer | undefined,
    readonly events: readonly ServerEvent[],
    texts: EventTexts | null,
  ) {
    this.#texts = texts;
  }

  /** @param text As it was stored: by earlier versions without the frame's type. */
  static in(text: string): Entry {
    const { seq, answer, events }: Omit<InboxEntry, 'text'> = JSON.parse(text);
    const entry = new Entry(seq, answer, events, null);
    entry.#text = text.startsWith(FRAME) ? text : `${FRAME}${text.slice(1)}`;
    return entry;
  }

  get text(): string {
    if (this.#text !== undefined) return this.#text;
    this.#text = this.#texts ? this.#shared(this.#texts) : this.#alone();
    this.#texts = null;
    return this.#text;
  }

  #alone(): string {
    const { seq, answer, events } = this;
    return JSON.stringify({ t: 'inbox', seq, answer, events } satisfies InboxFrame);
  }

  #shared(texts: EventTexts): string {
    const answer = this.answer ? `"answer":${JSON.stringify(this.answer)},` : '';
    return `${FRAME}"seq":${this.seq},${answer}"events":${texts.of(this.events)}}`;
  }
}
