import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPrivateDatabase } from './private-file.js';
import { temporaryFolder } from './testing/storage.js';

test('a database that was put back with what stood beside it is made private, and stays as it is', () => {
  const path = join(temporaryFolder(), 'ringback.db');
  const files = ['', '-wal', '-shm'].map((companion) => `${path}${companion}`);
  for (const file of files) writeFileSync(file, `what ${file} holds`, { mode: 0o644 });
  createPrivateDatabase(path);
  for (const file of files) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(`what ${file} holds`);
  }
});
