import { stranger } from '../model/person.js';
import type { Contact } from '../model/session.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';
import type { Joining } from './joining.js';
import type { Page } from './page.js';
import type { SavedGroups } from './saved-groups.js';
import type { Credentials, DemoServer, ListedPerson } from './server.js';

/** The list has no push; while somebody looks at it, it is read this often. */
const EVERY_MS = 3_000;

/** Keeps the lists of people and groups fresh while the page is visible. */
export class PeoplePoll {
  readonly #env: Environment;
  readonly #server: DemoServer;
  readonly #page: Page;
  readonly #directory: Directory;
  readonly #groups: SavedGroups;
  readonly #joining: Joining;
  #credentials: Credentials | null = null;
  #cancel: () => void = () => {};

  constructor(
    env: Environment,
    server: DemoServer,
    page: Page,
    { directory, groups, joining }: { directory: Directory; groups: SavedGroups; joining: Joining },
  ) {
    this.#env = env;
    this.#server = server;
    this.#page = page;
    this.#directory = directory;
    this.#groups = groups;
    this.#joining = joining;
  }

  start(credentials: Credentials): void {
    this.stop();
    this.#credentials = credentials;
    void this.look();
  }

  stop(): void {
    this.#cancel();
    this.#credentials = null;
  }

  /** Now, and again in a while. */
  async look(): Promise<void> {
    const credentials = this.#credentials;
    if (credentials === null) return;
    this.#cancel();
    this.#cancel = this.#env.clock.after(EVERY_MS, () => void this.look());
    if (this.#page.isHidden) return;
    void this.#groups.refresh();
    try {
      const people = await this.#server.people(credentials);
      if (this.#credentials !== credentials) return;
      this.#env.store.dispatch({ type: 'contacts', contacts: this.#contacts(people, credentials.userId) });
      const isInCall = people.some(({ userId, inCall }) => inCall && userId === credentials.userId);
      await this.#joining.refresh(isInCall);
    } catch {
      // The link's own state says that the server is away; the list stays as it was.
    }
  }

  #contacts(people: readonly ListedPerson[], selfId: string): Contact[] {
    return people
      .filter(({ userId }) => userId !== selfId)
      .map(({ userId, nick, avatar, online, inCall }) => ({
        person:
          nick === '' && avatar === ''
            ? stranger(userId)
            : this.#directory.learn({ userID: userId, nick, avatar }),
        online,
        inCall,
      }));
  }
}
