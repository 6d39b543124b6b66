import { MAX_USER_ID_BYTES } from '@ringback/protocol';
import { userId as wireUserId } from '@ringback/protocol/schemas';

export type NameCheck = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** Characters that do not show, or that turn the text around them: two names must not look the same. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether the demo signs this name. The wire's limits hold, and others must be able to tell who it is. */
export function checkName(name: string, administrators: readonly string[]): NameCheck {
  if (!wireUserId.safeParse(name).success || HIDDEN.test(name)) {
    return no(`a name has 1 to ${MAX_USER_ID_BYTES} bytes and no hidden characters`);
  }
  if (name !== name.trim()) return no('a name does not begin or end with a blank');
  const isReserved = administrators.some((administrator) => folded(administrator) === folded(name));
  return isReserved ? no('this name is an administrator’s, whom the demo does not sign in') : { ok: true };
}

const no = (problem: string): NameCheck => ({ ok: false, problem });

const folded = (name: string) => name.normalize('NFKC').toLowerCase();
