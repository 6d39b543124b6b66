import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IN_MEMORY } from '../config/config.js';

const FILE = 'demo-secret';
const SECRET = /^[0-9a-f]{64}$/;

/** The file with the demo's secret is there and is not one. */
export class DemoSecretError extends Error {
  override readonly name = 'DemoSecretError';

  constructor(readonly path: string) {
    super(`${path} does not hold the demo's secret (64 hex digits); remove it to have a new one made`);
  }
}

/**
 * The demo app's secret key: drawn at the first start and kept in the data folder, for this user only. Without a folder every
 * start has its own. @throws DemoSecretError
 */
export function demoSecret(data: string): string {
  if (data === IN_MEMORY) return draw();
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const path = join(data, FILE);
  const secret = read(path) ?? keep(path, draw());
  if (!SECRET.test(secret)) throw new DemoSecretError(path);
  return secret;
}

const draw = () => randomBytes(32).toString('hex');

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whole or not at all, and the first of two servers that start together wins: a link is never made over a file that is there. */
function keep(path: string, secret: string): string {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
