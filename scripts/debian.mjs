import { spawnSync } from 'node:child_process';

/**
 * Installs packages where this is a Debian and we are root; elsewhere it does nothing.
 * @param {string} what for whoever watches
 * @param {string[]} packages
 */
export function installFromDebian(what, packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).error) return;
  console.log(`No ${what} found, installing Debian’s ${packages[0]} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
