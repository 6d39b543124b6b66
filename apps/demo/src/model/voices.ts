/** Whose voice is heard, each by the user's id. Who was never heard has no entry. */
export interface Voices {
  readonly heard: Readonly<Record<string, Voice>>;
  /** Whom the spotlight is on: who spoke last for long enough, and is there. null: nobody yet. */
  readonly speaker: string | null;
}

export interface Voice {
  /** `holds`: has spoken for long enough that the view may follow him. */
  readonly is: 'silent' | 'speaks' | 'holds';
  /** Since when he speaks, or is silent (monotonic ms). */
  readonly since: number;
}

export const NO_VOICES: Voices = { heard: {}, speaker: null };

/** Above the one a voice begins, below the other it ends; of 0–100, linear in decibels. */
const SPEAKS_FROM = 30;
const SILENT_BELOW = 20;
/** A cough moves nobody. */
const HOLD_MS = 1_500;

export type Volumes = readonly (readonly [userId: string, volume: number])[];

/** The same object where nothing has changed. */
export function voicesAfter(voices: Voices, volumes: Volumes, selfId: string, at: number): Voices {
  const heard = { ...voices.heard };
  let changed = false;
  for (const [userId, volume] of volumes) {
    const before = heard[userId];
    const next = voiceAfter(before, volume, at);
    if (next === undefined || (next.is === before?.is && next.since === before.since)) continue;
    heard[userId] = next;
    changed = true;
  }
  if (!changed) return voices;
  return { heard, speaker: speakerAfter(voices.speaker, heard, selfId) };
}

/** Whoever has left is not heard any more. */
export function withoutVoice(voices: Voices, userId: string): Voices {
  const { [userId]: left, ...heard } = voices.heard;
  if (left === undefined) return voices;
  return { heard, speaker: voices.speaker === userId ? null : voices.speaker };
}

export function speaks({ heard }: Voices, userId: string): boolean {
  return (heard[userId]?.is ?? 'silent') !== 'silent';
}

function voiceAfter(before: Voice | undefined, volume: number, at: number): Voice | undefined {
  const spoke = before !== undefined && before.is !== 'silent';
  const isHeard = volume >= (spoke ? SILENT_BELOW : SPEAKS_FROM);
  if (!spoke) return isHeard ? { is: 'speaks', since: at } : before;
  if (!isHeard) return { is: 'silent', since: at };
  return before.is === 'speaks' && at - before.since >= HOLD_MS ? { ...before, is: 'holds' } : before;
}

/** The light stays where it is while that one speaks, and when nobody does. */
function speakerAfter(
  speaker: string | null,
  heard: Readonly<Record<string, Voice>>,
  selfId: string,
): string | null {
  if (speaker !== null && heard[speaker]?.is === 'holds') return speaker;
  const [first] = Object.entries(heard)
    .filter(([userId, voice]) => userId !== selfId && voice.is === 'holds')
    .sort(([, a], [, b]) => a.since - b.since);
  return first?.[0] ?? speaker;
}
