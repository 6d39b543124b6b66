import { Code } from '@ringback/protocol';
import { TUICallEngineError } from '../../../packages/engine/src/errors/engine-error.js';
import type { VirtualTime } from '../world/time.js';

export type Method =
  | 'login'
  | 'logout'
  | 'call'
  | 'calls'
  | 'join'
  | 'inviteUser'
  | 'cancelInvite'
  | 'addToBlacklist'
  | 'removeFromBlacklist'
  | 'accept'
  | 'reject'
  | 'reject of a ring'
  | 'hangup'
  | 'switchCallMediaType'
  | 'openMicrophone';

interface Rule {
  readonly withinMs: number;
  readonly codes: readonly number[];
}

const SETTLE_MS = 15_000;
const GRACE_MS = 20_000;
/** Anything may find nobody logged in, the wrong state, a call of its own under way, no link, or a disk that fails. */
const ANYTIME = [Code.NOT_LOGGED_IN, Code.WRONG_STATE, Code.REPEATED, Code.NO_LINK, Code.SERVER_ERROR];
const LEAVING = {
  withinMs: GRACE_MS,
  codes: [Code.NOT_LOGGED_IN, Code.WRONG_STATE, Code.REPEATED],
};

/** G-16, and the codes that the methods document. */
const RULES: Readonly<Record<Method, Rule>> = {
  login: { withinMs: 10_000, codes: [Code.WRONG_STATE, Code.NO_LINK, Code.SERVER_ERROR] },
  logout: { withinMs: 5_000, codes: [] },
  call: { withinMs: SETTLE_MS, codes: [...ANYTIME, Code.BLOCKED] },
  accept: { withinMs: SETTLE_MS, codes: ANYTIME },
  reject: LEAVING,
  // Whatever became of it meanwhile, an own answer included.
  'reject of a ring': { withinMs: GRACE_MS, codes: [Code.REPEATED] },
  hangup: LEAVING,
  calls: { withinMs: SETTLE_MS, codes: [...ANYTIME, Code.BLOCKED] },
  join: { withinMs: SETTLE_MS, codes: [...ANYTIME, Code.NO_SUCH_CALL] },
  inviteUser: { withinMs: SETTLE_MS, codes: [...ANYTIME, Code.NO_SUCH_CALL] },
  cancelInvite: { withinMs: SETTLE_MS, codes: [...ANYTIME, Code.NO_SUCH_CALL] },
  switchCallMediaType: {
    withinMs: SETTLE_MS,
    codes: [...ANYTIME, Code.NO_SUCH_CALL, Code.NOT_IN_GROUP_CALL],
  },
  addToBlacklist: { withinMs: SETTLE_MS, codes: ANYTIME },
  removeFromBlacklist: { withinMs: SETTLE_MS, codes: ANYTIME },
  openMicrophone: { withinMs: SETTLE_MS, codes: ANYTIME },
};

/** Follows what an app was promised. */
export class Promises {
  readonly #time: VirtualTime;
  readonly #pending = new Map<symbol, { readonly method: Method; readonly until: number }>();
  readonly faults: string[] = [];

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  get pending(): readonly Method[] {
    return [...this.#pending.values()].map(({ method }) => method);
  }

  /** Resolves to what the promise did, `null` where it was rejected. */
  async follow<T>(method: Method, promise: Promise<T>): Promise<T | null> {
    const key = Symbol(method);
    const { withinMs, codes } = RULES[method];
    const until = this.#time.now() + withinMs;
    this.#pending.set(key, { method, until });
    try {
      return await promise;
    } catch (error) {
      if (!(error instanceof TUICallEngineError))
        this.faults.push(`${method}() rejected with ${String(error)}`);
      else if (!codes.includes(error.code)) {
        this.faults.push(`${method}() rejected with ${error.code} ${error.message}`);
      }
      return null;
    } finally {
      this.#pending.delete(key);
      if (this.#time.now() > until) this.faults.push(`${method}() settled too late (G-16)`);
    }
  }

  /** What was promised to a page that is gone concerns nobody. */
  forget(): void {
    this.#pending.clear();
  }

  check(): void {
    for (const { method, until } of this.#pending.values()) {
      if (this.#time.now() > until) this.faults.push(`${method}() has not settled (G-16)`);
    }
  }
}
