import { firstName, type Person } from '../model/person.js';
import { en } from './en/index.js';

export type StringKey = keyof typeof en;

/** Keys of which there is one word for one and another for more. */
type PluralKey = StringKey extends infer Key ? (Key extends `${infer Stem}.one` ? Stem : never) : never;

/** The words of `key`, with `{name}` and its like filled in. */
export function t(key: StringKey, values: Readonly<Record<string, string | number>> = {}): string {
  return en[key].replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}

const plural = new Intl.PluralRules('en');

/** Picks `key.one` or `key.other` by the language's plural rules. */
export function tn(
  key: PluralKey,
  n: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return t(plural.select(n) === 'one' ? `${key}.one` : `${key}.other`, { n, ...values });
}

/** So many are named before the rest is counted; one left over is named, too. */
const NAMED = 3;
const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "Mei", "Mei and Rafael", "Mei, Rafael, Hana and 3 others". */
export function nameList(people: readonly Person[], named = NAMED): string {
  const names = people.map(firstName);
  if (names.length <= named + 1) return and.format(names);
  return t('p.names', { names: names.slice(0, named).join(', '), n: names.length - named });
}
