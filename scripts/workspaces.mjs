// Which workspaces there are to build, in which order, and which of them have changed since.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ name: string, folder: string, needs: string[] }} Workspace `needs`: names of those that it imports */

/**
 * The workspaces that have a build script, each after those that it needs.
 * @param {string} root the repository
 * @returns {Workspace[]}
 */
export function buildOrder(root) {
  const buildable = foldersOf(root)
    .map((folder) => ({ folder, manifest: readJson(join(folder, 'package.json')) }))
    .filter(({ manifest }) => manifest.scripts?.build !== undefined);
  const names = buildable.map(({ manifest }) => manifest.name);
  const waiting = buildable.map(({ folder, manifest }) => {
    const imported = { ...manifest.dependencies, ...manifest.devDependencies };
    return { name: manifest.name, folder, needs: names.filter((name) => name in imported) };
  });
  const ordered = [];
  while (waiting.length > 0) {
    const isReady = ({ needs }) => needs.every((name) => ordered.some((built) => built.name === name));
    const next = waiting.findIndex(isReady);
    if (next === -1) throw new Error(`these need each other: ${waiting.map(({ name }) => name).join(', ')}`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

/**
 * The workspaces of `order` that must be built: never built, changed since, or standing on one that is newer.
 * @param {string} root
 * @param {Workspace[]} order as `buildOrder` gives it
 * @returns {Workspace[]}
 */
export function staleWorkspaces(root, order) {
  const shared = statSync(join(root, 'tsconfig.base.json')).mtimeMs;
  const builtAt = new Map(order.map(({ name, folder }) => [name, newest(join(folder, 'dist'), () => true)]));
  const stale = new Set();
  for (const { name, folder, needs } of order) {
    const sources = Math.max(shared, newest(folder, isSource));
    const own = builtAt.get(name);
    if (own < sources || needs.some((need) => stale.has(need) || builtAt.get(need) > own)) stale.add(name);
  }
  return order.filter(({ name }) => stale.has(name));
}

/** The workspaces of the root manifest: folders, or `folder/*`. */
function foldersOf(root) {
  return readJson(join(root, 'package.json')).workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [join(root, pattern)];
    const parent = join(root, pattern.slice(0, -2));
    const isPackage = ({ name }) => existsSync(join(parent, name, 'package.json'));
    return readdirSync(parent, { withFileTypes: true })
      .filter(isPackage)
      .map(({ name }) => join(parent, name));
  });
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const NOT_SOURCES = new Set(['node_modules', 'dist', '.tsc']);
const isSource = (name) => !NOT_SOURCES.has(name) && !/\.test\.\w+$/.test(name);

/**
 * When something in the folder was last written, ms; what was removed shows in the folder that held it. The folder itself does not
 * count: every tool makes folders of its own there. 0: there is no folder.
 */
function newest(folder, counts) {
  if (!existsSync(folder)) return 0;
  const times = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => counts(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      const time = statSync(path).mtimeMs;
      return entry.isDirectory() ? Math.max(time, newest(path, counts)) : time;
    });
  return Math.max(0, ...times);
}
