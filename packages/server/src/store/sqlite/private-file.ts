import { chmodSync, closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder and the file hold what people said to whom: nobody else on the machine reads them. */
const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;

/** Makes the folder where there is none. Returns the file's one true path: two names must not become two locks. */
export function preparePath(path: string): string {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  try {
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return join(realpathSync(folder), basename(path));
    throw error;
  }
}

/** What SQLite keeps beside a database; it makes them with the mode that the database has at that moment. */
const COMPANIONS = ['-wal', '-shm'];

/** The database, and what a process that was killed or a copy that was put back has left beside it. */
export function createPrivateDatabase(path: string): void {
  createPrivateFile(path);
  for (const companion of COMPANIONS) makePrivate(`${path}${companion}`);
}

/**
 * Makes an empty file where there is none; SQLite would make it readable for all. An existing one, such as a backup that was put back,
 * is made private by its name, and not even opened: closing it again would drop the locks that this process's SQLite holds on it
 * (POSIX).
 */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', FILE_MODE));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    makePrivate(path);
  }
}

function makePrivate(path: string): void {
  try {
    chmodSync(path, FILE_MODE);
  } catch (error) {
    // Whoever may write it and is not its owner leaves it as it is.
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EPERM') throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
