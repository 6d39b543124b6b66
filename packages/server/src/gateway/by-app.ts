/**
 * A map over all apps, whose ids are each app's own. Every frame and commit looks up several: no key is made of app and id for that.
 */
export class ByApp<T> {
  /** As many as are configured. */
  readonly #apps = new Map<number, Map<string, T>>();

  get(appId: number, id: string): T | undefined {
    return this.#apps.get(appId)?.get(id);
  }

  has(appId: number, id: string): boolean {
    return this.#apps.get(appId)?.has(id) ?? false;
  }

  set(appId: number, id: string, value: T): void {
    const app = this.#apps.get(appId);
    if (app) app.set(id, value);
    else this.#apps.set(appId, new Map([[id, value]]));
  }

  delete(appId: number, id: string): void {
    this.#apps.get(appId)?.delete(id);
  }

  get size(): number {
    let size = 0;
    for (const app of this.#apps.values()) size += app.size;
    return size;
  }
}
