// `npm run schedules -- <how many> [options]`: bundles the schedules with what they run, which a night's run is twice as fast for.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;
const node = (script, ...args) =>
  spawnSync(process.execPath, [script, ...args], { cwd: HERE, stdio: 'inherit' }).status ?? 1;

if (!existsSync(join(HERE, '../node_modules'))) {
  console.error('Run npm install first.');
  process.exit(1);
}
if (node(join(HERE, '../node_modules/tsdown/dist/run.mjs'), '--log-level', 'error') !== 0) process.exit(1);
process.exit(node(join(HERE, 'dist/main.js'), ...process.argv.slice(2)));
