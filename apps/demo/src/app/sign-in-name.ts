/** What somebody typed as his name: the user id that it becomes, and the display name if that is another. */
export interface SignInName {
  readonly userId: string;
  /** '' where the id says it all. */
  readonly nick: string;
}

const PLAIN_ID = /^[\w.@-]+$/u;

/** "alice" is an id as it is; "Mei Tanaka" becomes mei-tanaka, called Mei Tanaka. */
export function signInName(typed: string): SignInName {
  const name = typed.trim().replace(/\s+/gu, ' ');
  if (PLAIN_ID.test(name)) return { userId: name, nick: '' };
  return { userId: name.toLocaleLowerCase().replaceAll(' ', '-'), nick: name };
}
