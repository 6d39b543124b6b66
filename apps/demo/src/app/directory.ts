import { type Person, stranger } from '../model/person.js';
import type { Environment } from './environment.js';

interface Profile {
  readonly userID: string;
  readonly nick: string;
  readonly avatar: string;
}

/** Knows people by their ids. Who is new is shown by his id until his profile has come. */
export class Directory {
  readonly #env: Pick<Environment, 'engine' | 'store'>;
  readonly #known = new Map<string, Person>();
  readonly #asked = new Set<string>();

  constructor(env: Pick<Environment, 'engine' | 'store'>) {
    this.#env = env;
  }

  /** At once; what is learned later comes as an action of its own. */
  person(userId: string): Person {
    const known = this.#known.get(userId);
    if (known !== undefined) return known;
    if (!this.#asked.has(userId)) void this.#ask(userId);
    return stranger(userId);
  }

  /** Somebody told a profile; whoever is shown with an older one changes. */
  learn({ userID, nick, avatar }: Profile): Person {
    const person: Person = { userId: userID, name: nick === '' ? userID : nick, avatar };
    const known = this.#known.get(userID);
    this.#known.set(userID, person);
    if (known?.name !== person.name || known.avatar !== person.avatar) {
      this.#env.store.dispatch({ type: 'person', person });
    }
    return person;
  }

  async #ask(userId: string): Promise<void> {
    this.#asked.add(userId);
    try {
      const { data } = await this.#env
        .engine()
        .getTim()
        .getUserProfile({ userIDList: [userId] });
      for (const profile of data) this.learn(profile);
    } catch {
      // Without a link there is no profile; the id serves, and the next look asks again.
    } finally {
      this.#asked.delete(userId);
    }
  }
}
