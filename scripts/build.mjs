// `npm run build`: builds the workspaces that have changed since they were built, in the order in which they need each other.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOrder, staleWorkspaces } from './workspaces.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @returns {boolean} false: a build failed, and its output has been printed */
export function build() {
  const stale = staleWorkspaces(ROOT, buildOrder(ROOT));
  // The first one takes a while, and who waits should know for what.
  if (stale.length > 0) console.log(`building ${stale.map(({ name }) => name).join(', ')} …`);
  return stale.every(buildOne);
}

function buildOne({ name, folder }) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: folder,
    encoding: 'utf8',
    // npm is a script on Windows, which only a shell can run.
    shell: process.platform === 'win32',
  });
  if (status === 0) {
    console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return true;
  }
  // Half of a build would be taken for a whole one the next time.
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  console.error(`${stdout ?? ''}${stderr ?? ''}\ncould not build ${name}`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !build()) process.exitCode = 1;
