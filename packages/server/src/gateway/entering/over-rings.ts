import type { InboxFrame, ServerEvent } from '@ringback/protocol';
import type { InboxEntry } from '../../store/contract.js';

/**
 * What is kept for a page, without the rings that came and ended while it was away: it would ring for a moment, and nothing can be answered
 * (S1-06, S1-31). A snapshot shows none of them either. The end of a ring that the page shows stays, for that began before; so does what
 * says that somebody was busy for another call (S1-07). Numbers and answers stay, where no event is left too.
 */
export function withoutOverRings(entries: readonly InboxEntry[]): readonly InboxEntry[] {
  const over = overRings(entries.flatMap(({ events }) => events));
  if (over.size === 0) return entries;
  return entries.map((entry) => {
    const events = entry.events.filter((event) => !over.has(event));
    return events.length === entry.events.length ? entry : withEvents(entry, events);
  });
}

/** The events of rings that begin and end among these. */
function overRings(events: readonly ServerEvent[]): ReadonlySet<ServerEvent> {
  const over = new Set<ServerEvent>();
  /** What has come of each ring so far, by call. */
  const rings = new Map<string, ServerEvent[]>();
  for (const event of events) {
    const callId = callIdOf(event);
    if (callId === undefined) continue;
    if (event.e === 'received') rings.set(callId, [event]);
    else rings.get(callId)?.push(event);
    // What this device was brought into is no ring any more.
    if (event.e === 'begin' || event.e === 'restored') rings.delete(callId);
    if (event.e !== 'canceled') continue;
    for (const one of rings.get(callId) ?? []) over.add(one);
    rings.delete(callId);
  }
  return over;
}

/** Undefined: it is about no call, or tells of one that could not reach this user. */
function callIdOf(event: ServerEvent): string | undefined {
  switch (event.e) {
    case 'kickedOut':
    case 'missed':
      return undefined;
    case 'received':
    case 'begin':
    case 'restored':
    case 'canceled':
    case 'ended':
      return event.call.callId;
    default:
      return event.callId;
  }
}

/** Its text is made with the entry, so it is made anew. */
function withEvents({ seq, answer }: InboxEntry, events: readonly ServerEvent[]): InboxEntry {
  const frame: InboxFrame = { t: 'inbox', seq, answer, events };
  return { seq, answer, events, text: JSON.stringify(frame) };
}
