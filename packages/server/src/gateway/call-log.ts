import type { CallState } from '@ringback/calls';
import type { Logger } from '../log/logger.js';
import type { Committed } from '../store/contract.js';

/**
 * One line for each commit that moves a call on: it begins to ring, somebody comes or goes, it ends. Other changes are for whoever
 * looks closer.
 */
export function logCalls(
  log: Logger,
  { appId: app, calls }: Committed,
  before: (appId: number, callId: string) => CallState | undefined,
): void {
  if (!log.isLevelEnabled('info')) return;
  for (const [callId, call] of calls) {
    if (!call) {
      log.info({ app, callId }, 'call ended');
      continue;
    }
    const was = before(app, callId);
    const now = membersOf(call);
    const level = was && membersOf(was) === now ? 'debug' : 'info';
    log[level]({ app, callId, members: now }, was ? 'call changed' : 'call');
  }
}

const membersOf = ({ members }: CallState): string =>
  members.map(({ userId, state }) => `${userId} ${state}`).join(', ');
