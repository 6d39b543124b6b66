import { en } from './en.js';

export type StringKey = keyof typeof en;

/** The words of `key`, with `{name}` and its like filled in. */
export function t(key: StringKey, values: Readonly<Record<string, string | number>> = {}): string {
  return en[key].replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}

const plural = new Intl.PluralRules('en');

/** Picks `key.one` or `key.other` by the language's plural rules. */
export function tn(key: 'end.rangFor' | 'people.online', n: number): string {
  return t(plural.select(n) === 'one' ? `${key}.one` : `${key}.other`, { n });
}
