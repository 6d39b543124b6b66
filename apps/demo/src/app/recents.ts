import { CallEndReason, type RecentCall, type RecentCallPart, TUICallType } from '@ringback/engine';
import type { Recent, RecentResult } from '../model/recent.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';

const SHOWN = 20;

/** The calls of the records, as they concern whoever is signed in. */
export class Recents {
  readonly #env: Environment;
  readonly #directory: Directory;

  constructor(env: Environment, directory: Directory) {
    this.#env = env;
    this.#directory = directory;
  }

  async load(selfId: string): Promise<void> {
    try {
      const records = await this.read();
      const recents = records.map((record) =>
        recentOf(record, selfId, (userId) => this.#directory.person(userId)),
      );
      this.#env.store.dispatch({ type: 'recents', recents });
    } catch {
      // Without a link the list stays as it was; it is read again after the next call or link.
    }
  }

  /** Newest first. */
  async read(): Promise<readonly RecentCall[]> {
    return this.#env.engine().getRecentCalls({ count: SHOWN });
  }
}

/** One record as somebody who had a part in it sees it. */
export function recentOf(
  record: RecentCall,
  selfId: string,
  person: (userId: string) => Recent['person'],
): Recent {
  const isOutgoing = record.callerId === selfId;
  const others = [...new Set(record.parts.map((part) => part.userID))].filter((userId) => userId !== selfId);
  const shown = isOutgoing ? (others[0] ?? selfId) : record.callerId;
  // Whom the entry is named after comes first.
  const sorted = [shown, ...others.filter((userId) => userId !== shown)].filter(
    (userId) => userId !== selfId,
  );
  const mine = record.parts.filter((part) => part.userID === selfId);
  const seconds = mine.reduce((sum, part) => sum + part.talkTime, 0);
  return {
    id: record.callId,
    person: person(shown),
    group: record.isGroup ? sorted.map(person) : null,
    groupId: record.groupID,
    direction: isOutgoing ? 'outgoing' : 'incoming',
    media: record.callMediaType === TUICallType.VIDEO_CALL ? 'video' : 'audio',
    at: record.createdAt,
    result: isOutgoing ? outgoingResult(record, seconds) : incomingResult(mine, seconds),
    seconds,
  };
}

function outgoingResult(record: RecentCall, seconds: number): RecentResult {
  if (record.begunAt !== null || seconds > 0) return 'talked';
  switch (record.reason) {
    case CallEndReason.Reject:
      return 'declined';
    case CallEndReason.NoResponse:
      return 'noAnswer';
    case CallEndReason.LineBusy:
      return 'busy';
    case CallEndReason.Canceled:
    case CallEndReason.Hangup:
      return 'cancelled';
    default:
      return 'failed';
  }
}

function incomingResult(mine: readonly RecentCallPart[], seconds: number): RecentResult {
  if (seconds > 0 || mine.some((part) => part.enteredAt !== null)) return 'talked';
  switch (mine.at(-1)?.reason) {
    case CallEndReason.Reject:
    case CallEndReason.OtherDeviceReject:
      return 'youDeclined';
    case CallEndReason.OtherDeviceAccepted:
      return 'elsewhere';
    default:
      return 'missed';
  }
}
