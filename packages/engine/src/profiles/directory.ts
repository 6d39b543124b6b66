import { MAX_PAGE, MAX_USER_ID_BYTES, type Profile } from '@ringback/protocol';
import { bytesOf, hasControlCharacters } from '../guard/text.js';
import type { Clock } from '../platform/platform.js';

/** So long a profile is used again: kits ask for the same users several times as a call begins. */
const FRESH_MS = 10_000;

/** Asks the server; users that it does not know are left out. */
export type AskProfiles = (userIds: readonly string[]) => Promise<readonly Profile[]>;

interface Entry {
  /** undefined: not known to the server. */
  readonly profile: Promise<Profile | undefined>;
  readonly until: number;
}

interface Batch {
  readonly userIds: string[];
  readonly profiles: Promise<ReadonlyMap<string, Profile>>;
}

/** Names and pictures of users. What is asked for in one turn travels together, at most 100 to a request. */
export class Directory {
  readonly #ask: AskProfiles;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  #batch: Batch | null = null;

  constructor(ask: AskProfiles, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** In the order asked for, without those whom the server does not know. */
  async profiles(userIds: readonly string[]): Promise<Profile[]> {
    const found = await Promise.all(
      [...new Set(userIds)].filter(isUserId).map((userId) => this.#profile(userId)),
    );
    return found.filter((profile) => profile !== undefined);
  }

  /** This engine has changed it. */
  put(profile: Profile): void {
    this.#entries.set(profile.userId, { profile: Promise.resolve(profile), until: this.#freshUntil() });
  }

  #profile(userId: string): Promise<Profile | undefined> {
    const known = this.#entries.get(userId);
    if (known && known.until > this.#clock.now()) return known.profile;
    this.#sweep();
    const profile = this.#join(userId).profiles.then((profiles) => profiles.get(userId));
    const entry = { profile, until: this.#freshUntil() };
    this.#entries.set(userId, entry);
    // A failure is not remembered.
    profile.catch(() => {
      if (this.#entries.get(userId) === entry) this.#entries.delete(userId);
    });
    return profile;
  }

  #join(userId: string): Batch {
    if (!this.#batch || this.#batch.userIds.length >= MAX_PAGE) {
      const userIds: string[] = [];
      const profiles = Promise.resolve().then(async () => {
        if (this.#batch?.userIds === userIds) this.#batch = null;
        const found = await this.#ask(userIds);
        return new Map(found.map((profile) => [profile.userId, profile]));
      });
      this.#batch = { userIds, profiles };
    }
    this.#batch.userIds.push(userId);
    return this.#batch;
  }

  #freshUntil(): number {
    return this.#clock.now() + FRESH_MS;
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [userId, { until }] of this.#entries) if (until <= now) this.#entries.delete(userId);
  }
}

/** What cannot be a user's id is nobody's; the server would refuse everything that is asked for with it. */
function isUserId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    !hasControlCharacters(value) &&
    bytesOf(value) <= MAX_USER_ID_BYTES
  );
}
