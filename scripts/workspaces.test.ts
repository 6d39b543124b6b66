import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildOrder, staleWorkspaces } from './workspaces.mjs';

let root: string;

/** Writes a file as of a time in seconds, and its folders too: they tell what was removed. */
function put(path: string, time: number, content: unknown = '') {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  utimesSync(file, time, time);
  for (let folder = dirname(file); folder.length >= root.length; folder = dirname(folder)) {
    utimesSync(folder, time, time);
  }
}

function addWorkspace(folder: string, name: string, needs: string[] = [], scripts = { build: 'x' }) {
  const dependencies = Object.fromEntries(needs.map((need) => [need, '^1.0.0']));
  put(`${folder}/package.json`, 10, { name, scripts, dependencies });
  put(`${folder}/src/index.ts`, 10);
  put(`${folder}/dist/index.js`, 20);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ringback-build-'));
  put('package.json', 10, { workspaces: ['apps/*', 'packages/*', 'e2e'] });
  put('tsconfig.base.json', 10);
  addWorkspace('apps/demo', '@x/demo', ['@x/engine', 'left-pad']);
  addWorkspace('packages/engine', '@x/engine', ['@x/wire']);
  addWorkspace('packages/server', '@x/server', ['@x/wire']);
  addWorkspace('packages/wire', '@x/wire');
  put('packages/README.md', 10);
  put('e2e/package.json', 10, { name: '@x/e2e' });
});
afterEach(() => rmSync(root, { recursive: true }));

const stale = () => staleWorkspaces(root, buildOrder(root)).map(({ name }) => name);

describe('buildOrder', () => {
  it('puts each after those that it needs, and leaves out what has nothing to build', () => {
    const names = buildOrder(root).map(({ name }) => name);
    expect(names).toHaveLength(4);
    expect(names.indexOf('@x/wire')).toBeLessThan(names.indexOf('@x/engine'));
    expect(names.indexOf('@x/wire')).toBeLessThan(names.indexOf('@x/server'));
    expect(names.indexOf('@x/engine')).toBeLessThan(names.indexOf('@x/demo'));
  });

  it('names those that need each other', () => {
    addWorkspace('packages/wire', '@x/wire', ['@x/engine']);
    expect(() => buildOrder(root)).toThrow(/each other.*@x\/wire/);
  });
});

describe('staleWorkspaces', () => {
  it('is empty when everything is built', () => {
    expect(stale()).toEqual([]);
  });

  it('has what was never built, and what stands on it', () => {
    rmSync(join(root, 'packages/engine/dist'), { recursive: true });
    expect(stale()).toEqual(['@x/engine', '@x/demo']);
  });

  it('has what was changed, and what stands on it', () => {
    put('packages/wire/src/index.ts', 30);
    expect(stale().sort()).toEqual(['@x/demo', '@x/engine', '@x/server', '@x/wire']);
  });

  it('has what stands on one that was built later by itself', () => {
    put('packages/engine/dist/index.js', 30);
    expect(stale()).toEqual(['@x/demo']);
  });

  it('has what lost a file', () => {
    put('apps/demo/src/view.ts', 10);
    rmSync(join(root, 'apps/demo/src/view.ts'));
    expect(stale()).toEqual(['@x/demo']);
  });

  it('does not have what another tool put something beside', () => {
    put('packages/wire/.tsc/index.d.ts', 30);
    utimesSync(join(root, 'packages/wire'), 30, 30);
    expect(stale()).toEqual([]);
  });

  it('does not have what only a test was changed of', () => {
    put('packages/wire/src/index.test.ts', 10);
    utimesSync(join(root, 'packages/wire/src/index.test.ts'), 30, 30);
    expect(stale()).toEqual([]);
  });

  it('has everything when the shared compiler settings were changed', () => {
    put('tsconfig.base.json', 30);
    expect(stale()).toHaveLength(4);
  });
});
