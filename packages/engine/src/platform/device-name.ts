/** The part of `navigator` that tells what machine this is. */
interface Hints {
  readonly userAgent?: string;
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string }[];
    readonly platform: string;
  };
}

/** First match wins: every browser's string also names those that it imitates. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg/, 'Edge'],
  [/OPR|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrom|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac/, 'macOS'],
  [/Linux/, 'Linux'],
];

const named = (table: typeof BROWSERS, text: string): string =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? '';

/** e.g. “Chrome on Windows”; '' when the browser tells nothing. */
export function deviceName(hints: Hints | undefined): string {
  const agent = hints?.userAgent ?? '';
  const brands = hints?.userAgentData?.brands.map(({ brand }) => brand).join(' ') ?? '';
  const browser = named(BROWSERS, brands) || named(BROWSERS, agent);
  const system = hints?.userAgentData?.platform || named(SYSTEMS, agent);
  return [browser, system].filter(Boolean).join(' on ');
}
