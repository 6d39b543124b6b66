import { expect, it } from 'vitest';
import { settled } from '../../system/testing/virtual-clock.js';
import { Turns } from './turns.js';

it('one after another for each key, also behind one that fails, and nothing is left', async () => {
  const turns = new Turns();
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const take = (key: string, name: string, fails = false) =>
    turns.take(key, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.push(() => (fails ? reject(new Error(name)) : resolve(name)));
      });
    });
  const first = take('a', 'a1', true).catch((error: Error) => `failed: ${error.message}`);
  const others = [take('a', 'a2'), take('a', 'a3'), take('b', 'b1')];
  await settled();
  expect(begun).toEqual(['a1', 'b1']);
  for (let next = ends.shift(); next; next = ends.shift()) {
    next();
    await settled();
  }
  expect([await first, ...(await Promise.all(others))]).toEqual(['failed: a1', 'a2', 'a3', 'b1']);
  expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect(turns.size).toBe(0);
});
