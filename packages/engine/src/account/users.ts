import type { Profile, Request, RequestResults } from '@ringback/protocol';
import { TUICallEngineError } from '../errors/engine-error.js';
import { Failure } from '../errors/failure.js';
import type { TimSource } from '../profiles/tim-source.js';
import type { Account } from './account.js';

/** Asks the server through whoever is logged in. */
export class Users implements TimSource {
  readonly #account: () => Account | null;
  readonly #drawId: () => string;

  constructor(account: () => Account | null, drawId: () => string) {
    this.#account = account;
    this.#drawId = drawId;
  }

  drawId(): string {
    return this.#drawId();
  }

  selfId(method: string): string {
    return this.#loggedIn(method).userId;
  }

  async ask<R extends Request>(method: string, request: R): Promise<RequestResults[R['ask']]> {
    const { link } = this.#loggedIn(method);
    try {
      return await link.request(request);
    } catch (error) {
      throw TUICallEngineError.from(error, method);
    }
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
