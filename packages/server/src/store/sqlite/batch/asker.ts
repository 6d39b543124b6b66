import type { Input, MachineCommand } from '@ringback/calls';
import type { CommandAnswer, CommandResult } from '@ringback/protocol';

/** The device that an input speaks of. */
export interface Asker {
  readonly userId: string;
  readonly deviceId: string;
  /** null: it gets no answer through the inbox. */
  readonly answer: CommandAnswer | null;
  /** The answer has an entry even when there are no events with it. */
  readonly mustKeep: boolean;
}

/**
 * By these a device comes into a call: what it is told of that call, by commits of the same batch too, comes behind the answer (G-15). And
 * a second `call` after a crash would ring people again; every other command may be decided twice without harm (G-08).
 */
const MUST_KEEP: ReadonlySet<MachineCommand['op']> = new Set(['call', 'join', 'joinGroup']);

/** null: the input speaks of no device. */
export function askerOf(input: Input, result: CommandResult): Asker | null {
  switch (input.from) {
    case 'device': {
      const { userId, deviceId, commandId: id, command } = input;
      return { userId, deviceId, answer: { id, result }, mustKeep: MUST_KEEP.has(command.op) };
    }
    case 'link':
      return input.kind === 'restarted'
        ? null
        : { userId: input.userId, deviceId: input.deviceId, answer: null, mustKeep: false };
    default:
      return null;
  }
}

/** An input for the log: who and what, and nothing that people said or that lets somebody in. */
export function describe(input: Input): Readonly<Record<string, string>> {
  switch (input.from) {
    case 'device': {
      const { from, userId, deviceId, commandId, command } = input;
      const callId = 'callId' in command ? { callId: command.callId } : {};
      return { from, userId, deviceId, commandId, op: command.op, ...callId };
    }
    case 'link':
      return { from: input.from, kind: input.kind, userId: input.userId };
    case 'clock':
      return { ...input };
    case 'server':
      return { ...input };
  }
}
