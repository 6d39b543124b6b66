import type { LocalMedia, VideoProfile } from '../plane.js';
import { entriesOf, number, type StatsReport, selectedPair } from '../stats.js';
import { allot, type Size, type VideoEncoding, type Viewer } from './allotment.js';
import { type Bound, follow, unbound } from './bound.js';

/** So long a picture goes to whoever may be about to show it, and no encoder that starts is disturbed. */
const START_MS = 2_000;
/** Half of the picture is captured once it has been enough for so long. */
const HALF_AFTER_MS = 10_000;
/** Sound and its headers: bit/s. */
const SOUND_BITS = 50_000;
const LEAST_PROCESSOR = 1 / 4;

interface Recipient {
  path: Bound;
  startsUntil: number;
}

/** What each other user gets of the own picture: by what he shows, and by what his path and this machine carry. */
export class Sending {
  readonly #local: LocalMedia;
  readonly #changed: (userId: string) => void;
  readonly #recipients = new Map<string, Recipient>();
  /** What others have said, perhaps before the word came that they are in. */
  readonly #views = new Map<string, Size>();
  #encodings: ReadonlyMap<string, VideoEncoding> = new Map();
  #profile: VideoProfile | null = null;
  #track: MediaStreamTrack | null = null;
  #processor = unbound(performance.now());
  #halfSince = Number.POSITIVE_INFINITY;

  /** @param changed this user gets another encoding than before */
  constructor(local: LocalMedia, changed: (userId: string) => void) {
    this.#local = local;
    this.#changed = changed;
  }

  /** null: no bounds are known. */
  encodingFor(userId: string): VideoEncoding | null {
    return this.#encodings.get(userId) ?? null;
  }

  setProfile(profile: VideoProfile): void {
    this.#profile = profile;
    this.update();
  }

  enter(userId: string): void {
    const now = performance.now();
    this.#recipients.set(userId, { path: unbound(now), startsUntil: now + START_MS });
    this.update();
  }

  leave(userId: string): void {
    this.#views.delete(userId);
    if (this.#recipients.delete(userId)) this.update();
  }

  shows(userId: string, view: Size): void {
    this.#views.set(userId, view);
    this.update();
  }

  measure(reports: ReadonlyMap<string, StatsReport>): void {
    const now = performance.now();
    let strained = false;
    for (const [userId, report] of reports) {
      const recipient = this.#recipients.get(userId);
      if (!recipient) continue;
      const { reason, bits } = limitation(report);
      strained ||= reason === 'cpu';
      recipient.path = follow(recipient.path, reason === 'bandwidth' ? this.#share(userId, bits) : null, now);
    }
    const half = Math.max(this.#processor.share / 2, LEAST_PROCESSOR);
    this.#processor = follow(this.#processor, strained ? half : null, now);
    this.update();
  }

  /** Views, bounds or the camera may have changed. */
  update(): void {
    const profile = this.#profile;
    if (!profile) return;
    const now = performance.now();
    this.#follow(now);
    const viewers = new Map<string, Viewer>();
    for (const [userId, { path, startsUntil }] of this.#recipients) {
      const view = now < startsUntil ? null : (this.#views.get(userId) ?? null);
      viewers.set(userId, { view, path: path.share });
    }
    const before = this.#encodings;
    const { encodings, half } = allot(
      profile,
      this.#track?.getSettings() ?? {},
      viewers,
      this.#processor.share,
    );
    this.#encodings = encodings;
    this.#halfSince = half && this.#track ? Math.min(this.#halfSince, now) : Number.POSITIVE_INFINITY;
    this.#local.halveVideo(now - this.#halfSince >= HALF_AFTER_MS);
    for (const [userId, encoding] of encodings) {
      if (JSON.stringify(before.get(userId)) !== JSON.stringify(encoding)) this.#changed(userId);
    }
  }

  /** A camera that opens starts every encoder. */
  #follow(now: number): void {
    const before = this.#track;
    this.#track = this.#local.videoTrack;
    if (before || !this.#track) return;
    for (const recipient of this.#recipients.values()) {
      recipient.startsUntil = now + START_MS;
      recipient.path = { ...recipient.path, settledAt: unbound(now).settledAt };
    }
  }

  /** null: it carries all that goes there. */
  #share(userId: string, bits: number | null): number | null {
    const sent = this.#encodings.get(userId)?.maxBitrate ?? 0;
    if (bits === null || !this.#profile || bits - SOUND_BITS >= sent) return null;
    return (bits - SOUND_BITS) / (this.#profile.bitrate * 1_000);
  }
}

/** What keeps the picture of one path below its bounds, and what the path carries, bit/s. Firefox tells neither. */
function limitation(report: StatsReport): { readonly reason: unknown; readonly bits: number | null } {
  const entries = entriesOf(report);
  const video = entries.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'video');
  return {
    reason: video?.qualityLimitationReason,
    bits: number(selectedPair(entries)?.availableOutgoingBitrate),
  };
}
