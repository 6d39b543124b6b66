// `npm start`: builds what is not built, then runs the server with the demo. Arguments and RINGBACK_* are the command's own.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

function stop(problem) {
  console.error(problem);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Ringback needs Node 20.19 or newer; this is ${process.version}.`);
}
if (!existsSync(join(ROOT, 'node_modules'))) stop('Run npm install first.');
if (!build()) process.exit(1);

const { runCommand } = await import('@ringback/server');
// Whoever has the pages has the demo: the bare `ringback` command has none (see RINGBACK_DEMO in docs/operations.md).
process.exit(await runCommand(process.argv.slice(2), { demoPages: join(ROOT, 'apps/demo/dist') }));
