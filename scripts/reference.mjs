// docs/engine.md from the engine's docstrings; `--check` fails when the committed file is another.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const target = 'docs/engine.md';
const out = mkdtempSync(join(tmpdir(), 'ringback-reference-'));
const { status } = spawnSync(
  join('node_modules', '.bin', 'typedoc'),
  ['--options', 'packages/engine/typedoc.json', '--out', out],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
if (status !== 0) process.exit(status ?? 1);
const made = readFileSync(join(out, 'engine.md'), 'utf8');
rmSync(out, { recursive: true });

if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (made !== readFileSync(target, 'utf8')) {
  console.error(`${target} is out of date: run npm run docs:engine and commit it.`);
  process.exit(1);
}
