import { median, quantile, type Rounds } from './statistics.js';

/** A table for a terminal and for Markdown alike; the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths
      .map((width, column) =>
        column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width),
      )
      .join(' | ')} |`;
  const rule = `| ${widths
    .map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
    .join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const decimals = (value: number, digits: number): string => value.toFixed(digits);
export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** The median, and how far the rounds are apart. */
export const spread = ({ median, least, most }: Rounds): string =>
  `${whole(median)} (${whole(least)}–${whole(most)})`;

/** Under a head of median, p5 and p95. */
export function percentiles(name: string, samples: readonly number[]): string[] {
  const [low, middle, high] = [quantile(samples, 0.05), median(samples), quantile(samples, 0.95)];
  return [name, ...[middle, low, high].map((value) => decimals(value, 0))];
}

export const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
