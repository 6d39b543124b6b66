import type { CommandAnswer, CommandResult } from '@ringback/protocol';
import type { Delivered } from '../../contract.js';
import type { Box } from '../memory/box.js';

/** An entry on its way: to its device, to the row that keeps it, to the box in memory. */
export interface Posted extends Delivered {
  readonly row: number;
}

/** What a batch adds to a device's inbox and answers. */
export class BoxDraft {
  readonly entries: Posted[] = [];
  readonly answers: CommandAnswer[] = [];

  /** `before`: what it adds to; undefined: the device is new, or was gone in between. */
  constructor(
    readonly deviceId: string,
    readonly before: Box | undefined,
  ) {}

  get lastSeq(): number {
    return this.entries.at(-1)?.entry.seq ?? this.before?.lastSeq ?? 0;
  }

  /** What this batch has answered. */
  answer(commandId: string): CommandResult | undefined {
    return this.answers.find(({ id }) => id === commandId)?.result;
  }
}
