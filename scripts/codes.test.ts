import { readFileSync } from 'node:fs';
import { Code } from '@ringback/protocol';
import { expect, it } from 'vitest';

it('docs/codes.md has each code that clients can get, and no other', () => {
  const text = readFileSync(new URL('../docs/codes.md', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^\| (−?\d+) \|/gm)].map(([, code = '']) =>
    Number(code.replace('−', '-')),
  );
  const byNumber = (a: number, b: number) => a - b;
  expect(listed.sort(byNumber)).toEqual([...Object.values(Code)].sort(byNumber));
});
