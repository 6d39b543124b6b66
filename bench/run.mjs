// `npm run bench -- <name> [options]`: builds what has changed, then runs one benchmark against the built server.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';

const HERE = import.meta.dirname;
const names = readdirSync(join(HERE, 'src'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

const [name, ...options] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`Which benchmark? npm run bench -- <${names.join(' | ')}> [--help]`);
  process.exit(2);
}
if (!existsSync(join(HERE, '../node_modules'))) {
  console.error('Run npm install first.');
  process.exit(1);
}
if (!build()) process.exit(1);
const { status: bundled } = spawnSync(
  process.execPath,
  [join(HERE, '../node_modules/tsdown/dist/run.mjs'), '--log-level', 'error'],
  { cwd: HERE, stdio: 'inherit' },
);
if (bundled !== 0) process.exit(1);
const { status } = spawnSync(process.execPath, [join(HERE, 'dist', `${name}.js`), ...options], {
  cwd: HERE,
  stdio: 'inherit',
});
process.exit(status ?? 1);
