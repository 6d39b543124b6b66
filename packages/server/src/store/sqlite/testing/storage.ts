import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { START } from '../../testing/states.js';
import type { StorageKind, StorageUnderTest } from '../../testing/storage.js';
import type { DriverName, OpenDriver } from '../driver/driver.js';
import { openDriver } from '../driver/open.js';
import { openEmbeddedStore } from '../open.js';
import { Faults, faultyOpener } from './faulty-driver.js';

/** An empty folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const openerOf =
  (driver: DriverName): OpenDriver =>
  (path) =>
    openDriver(path, driver);

export const onFile = (driver: DriverName): StorageKind => ({
  name: `a file with ${driver}`,
  keeps: true,
  create: async () => watchedStorage(openerOf(driver), join(temporaryFolder(), 'ringback.db')),
});

/** So little that a run is in the middle of a fold most of the time. */
export const foldedOften = (driver: DriverName): StorageKind => ({
  name: `a file with ${driver}, folded often`,
  keeps: true,
  create: async () => {
    return watchedStorage(openerOf(driver), join(temporaryFolder(), 'ringback.db'), new Faults(), 8_000);
  },
});

export const inMemory = (driver: DriverName): StorageKind => ({
  name: `memory with ${driver}`,
  keeps: false,
  create: async () => watchedStorage(openerOf(driver), ':memory:'),
});

/** Embedded storage whose statements are seen by `faults` and fail when that says so. */
export function watchedStorage(
  open: OpenDriver,
  path: string,
  faults = new Faults(),
  foldedTogether?: number,
  clock = { now: () => START },
): StorageUnderTest {
  const openDriver = faultyOpener(open, faults);
  return {
    open: (setup) => {
      return openEmbeddedStore({ ...setup, path, openDriver, clock, foldedTogether });
    },
    break: () => {
      faults.failing = 'all';
    },
    heal: () => {
      faults.failing = 'none';
    },
  };
}
