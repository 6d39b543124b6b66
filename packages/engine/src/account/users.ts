import type { Profile } from '@ringback/protocol';
import { TUICallEngineError } from '../errors/engine-error.js';
import { Failure } from '../errors/failure.js';
import type { TimSource } from '../profiles/tim.js';
import type { Account } from './account.js';

/** Looks profiles up through whoever is logged in. */
export class Users implements TimSource {
  readonly #account: () => Account | null;

  constructor(account: () => Account | null) {
    this.#account = account;
  }

  async self(method: string): Promise<Profile> {
    const account = this.#loggedIn(method);
    const [own] = await this.profiles(method, [account.userId]);
    return own ?? { userId: account.userId, nick: '', avatar: '' };
  }

  async profiles(method: string, userIds: readonly string[]): Promise<readonly Profile[]> {
    const { directory } = this.#loggedIn(method);
    try {
      return await directory.profiles(userIds);
    } catch (error) {
      throw TUICallEngineError.from(error, method);
    }
  }

  #loggedIn(method: string): Account {
    const account = this.#account();
    if (!account?.loggedIn) throw TUICallEngineError.from(Failure.notLoggedIn(method), method);
    return account;
  }
}
