/** One line of the event log: an event of the engine, or a method that this page called on it. */
export interface LogEntry {
  readonly id: number;
  /** `moot`: the method was refused because its call was over, so nothing is wrong. */
  readonly kind: 'event' | 'method' | 'result' | 'error' | 'moot';
  readonly name: string;
  /** Wall clock, ms. */
  readonly at: number;
  /** JSON, one line; '' for none. */
  readonly payload: string;
  /** How many in a row this line stands for (levels and statistics come every second). */
  readonly count: number;
}

export interface EventLog {
  readonly entries: readonly LogEntry[];
  /** What came while the list was paused, and is shown when it goes on. */
  readonly held: readonly LogEntry[];
  readonly paused: boolean;
  readonly nextId: number;
}

export type NewEntry = Pick<LogEntry, 'kind' | 'name' | 'at' | 'payload'>;

export const EMPTY_LOG: EventLog = { entries: [], held: [], paused: false, nextId: 1 };

/** Older lines leave: a page may stay open for days. */
const KEPT = 400;

/** Events that tick. Between two other lines each of them takes one line, which counts on. */
const TICKING = new Set(['USER_VOICE_VOLUME', 'ON_USER_NETWORK_QUALITY_CHANGED']);

export function append(log: EventLog, entry: NewEntry): EventLog {
  const list = log.paused ? 'held' : 'entries';
  return { ...log, [list]: add(log[list], entry, log.nextId), nextId: log.nextId + 1 };
}

function add(entries: readonly LogEntry[], entry: NewEntry, id: number): readonly LogEntry[] {
  if (entry.kind === 'event' && TICKING.has(entry.name)) {
    for (let i = entries.length - 1; i >= 0; i--) {
      const earlier = entries[i];
      if (earlier === undefined || earlier.kind !== 'event' || !TICKING.has(earlier.name)) break;
      if (earlier.name === entry.name) {
        return entries.with(i, {
          ...earlier,
          at: entry.at,
          payload: entry.payload,
          count: earlier.count + 1,
        });
      }
    }
  }
  return [...entries.slice(-(KEPT - 1)), { ...entry, id, count: 1 }];
}

export function pause(log: EventLog, paused: boolean): EventLog {
  if (paused) return { ...log, paused };
  return { ...log, paused, entries: [...log.entries, ...log.held].slice(-KEPT), held: [] };
}

export function clear(log: EventLog): EventLog {
  return { ...log, entries: [], held: [] };
}

/** The lines whose name or payload holds every word of the filter. */
export function matching(entries: readonly LogEntry[], filter: string): readonly LogEntry[] {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return entries;
  return entries.filter((entry) => {
    const text = `${entry.name} ${entry.payload}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
