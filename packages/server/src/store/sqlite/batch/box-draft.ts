import type { CommandAnswer, CommandResult, ServerEvent } from '@ringback/protocol';
import type { Box, StoredEntry } from '../memory/box.js';
import { Entry } from '../memory/entry.js';

/** What a batch adds to a device's inbox and answers. */
export class BoxDraft {
  readonly entries: StoredEntry[] = [];
  readonly answers = new Map<string, CommandResult>();

  /** `before`: what it adds to; undefined: the device is new, or was gone in between. */
  constructor(readonly before: Box | undefined) {}

  get lastSeq(): number {
    return this.entries.at(-1)?.entry.seq ?? this.before?.lastSeq ?? 0;
  }

  answer(commandId: string): CommandResult | undefined {
    return this.answers.get(commandId) ?? this.before?.answer(commandId);
  }

  post(row: number, answer: CommandAnswer | null, events: readonly ServerEvent[]): Entry {
    const entry = new Entry(this.lastSeq + 1, answer ?? undefined, events);
    this.entries.push({ row, entry });
    return entry;
  }
}
