import type { StoreApp } from '../../contract.js';
import { StoreError } from '../../errors.js';
import { LiveApp } from './live-app.js';
import { Wakes } from './wakes.js';

/** The live state of all apps, as committed. This process owns the file, so it may answer from memory. */
export class Live {
  readonly wakes = new Wakes();
  /**
   * Inbox rows that may go. They go with the next transaction and not in one of their own: an acknowledgement that is lost with a
   * crash only repeats a delivery.
   */
  freedRows: number[] = [];
  nextEntryRow = 1;
  nextRecordRow = 1;
  readonly #apps: ReadonlyMap<number, LiveApp>;

  /** `maxEntries`: of each device's inbox. */
  constructor(
    apps: readonly StoreApp[],
    readonly maxEntries: number,
  ) {
    this.#apps = new Map(apps.map((app) => [app.sdkAppId, new LiveApp(app, this.wakes)]));
  }

  apps(): Iterable<LiveApp> {
    return this.#apps.values();
  }

  find(appId: number): LiveApp | undefined {
    return this.#apps.get(appId);
  }

  /** @throws StoreError `unknownApp`. */
  app(appId: number): LiveApp {
    const app = this.#apps.get(appId);
    if (!app) throw StoreError.unknownApp(appId);
    return app;
  }
}
