import type { CommandOp, CommandResult, ServerEvent, Snapshot } from '@ringback/protocol';

/**
 * The answer of the command that has brought this device into the call of the snapshot: it may be among what was missed. Whoever waits
 * for it knows the call before the snapshot is compared with what the page shows.
 */
export function missedAnswer({ events }: Snapshot, op: CommandOp): CommandResult | undefined {
  const restored = events.find(isRestored);
  if (!restored) return undefined;
  const { call, role, since } = restored;
  if (op === 'call') return { call, state: role === 'inviter' ? 'ringing' : 'accepted' };
  return { call, role, state: since === 0 ? 'ringing' : 'in' };
}

const isRestored = (event: ServerEvent) => event.e === 'restored';
