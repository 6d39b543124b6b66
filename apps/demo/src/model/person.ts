/** Somebody as the views show him. `avatar` is '' where there is only the name. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly avatar: string;
}

/** Somebody of whom only the id is known yet. */
export function stranger(userId: string): Person {
  return { userId, name: userId, avatar: '' };
}

/** The name for sentences ("Mei didn't answer"): the first word of the display name. */
export function firstName(person: Person): string {
  const [first] = person.name.trim().split(/\s+/u);
  return first ? first : person.userId;
}

/** One letter for one word, two for more, as the person writes them. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const first = letter(words[0]);
  const last = words.length > 1 ? letter(words.at(-1)) : '';
  return (first + last).toLocaleUpperCase();
}

function letter(word: string | undefined): string {
  return word === undefined ? '' : (Array.from(word)[0] ?? '');
}

/**
 * The person's own hue, 0–359, the same on every page and device: FNV-1a over the UTF-16 units of the id, then the
 * finish of MurmurHash3, so that every bit of the name bears on the remainder.
 */
export function hueOf(userId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < userId.length; i++) {
    hash = Math.imul(hash ^ userId.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) % 360;
}
