import { liveCall } from '../model/call.js';
import { type OwnMedia as OwnMediaState, toggle } from '../model/live.js';
import type { Device } from '../model/notice.js';
import { LOCAL_VIEW_ID } from '../model/view-ids.js';
import type { Environment } from './environment.js';
import { isMoot, troubleOf } from './errors.js';
import type { MediaInCall } from './memory.js';
import type { Permissions } from './permissions.js';

/** The own microphone, camera and speaker in a call. */
export class OwnMedia {
  readonly #env: Environment;
  readonly #permissions: Permissions;
  /** What is wanted of each device, while the engine is still at an earlier wish. */
  readonly #wishes = new Map<Device, boolean>();
  #forgetPermission: () => void = () => {};
  /** What was wanted when the call began is done, or is being done. */
  #isBegun = false;

  constructor(env: Environment, permissions: Permissions) {
    this.#env = env;
    this.#permissions = permissions;
  }

  /** A key was pressed: a device in trouble is tried again, any other is turned over. */
  press(device: Device): void {
    const own = this.#own;
    if (own === null) return;
    const now = own[device];
    this.want(device, now.trouble !== null || !(this.#wishes.get(device) ?? now.on));
  }

  /** The last wish wins: one that comes while the engine works is taken up when it is done. */
  want(device: Device, on: boolean): void {
    const isWorking = this.#wishes.has(device);
    this.#wishes.set(device, on);
    this.#env.store.dispatch({ type: 'own', device, toggle: { ...toggle(on), pending: true } });
    if (!isWorking) void this.#work(device);
  }

  /**
   * The caller's devices, as soon as the engine has the call: what was chosen meanwhile is made so. Whoever answers faster than the
   * engine tells that the call was placed makes no difference: the first word counts.
   */
  beginOutgoing(): void {
    if (this.#isBegun) return;
    if (this.#own?.mic.on === false) this.want('mic', false);
    this.beginCamera();
  }

  /** The own camera, if it is wanted. Its place is in the page by then. */
  beginCamera(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    if (this.#own?.cam.on) this.want('cam', true);
  }

  /** After a reload: as they were. */
  resume({ mic, cam, speaker }: Pick<MediaInCall, 'mic' | 'cam' | 'speaker'>): void {
    this.#isBegun = true;
    if (mic) this.want('mic', true);
    if (cam) this.want('cam', true);
    if (!speaker) void this.speaker(false);
  }

  /** Nothing that was wanted in a call concerns the next one. */
  end(): void {
    this.#isBegun = false;
    this.#wishes.clear();
    this.#forgetPermission();
  }

  async speaker(on: boolean): Promise<void> {
    const { engine, journal, store } = this.#env;
    await journal.method('getTRTCCloudInstance().muteAllRemoteAudio', [!on], async () =>
      engine().getTRTCCloudInstance().muteAllRemoteAudio(!on),
    );
    store.dispatch({ type: 'speaker', on });
  }

  get #own(): OwnMediaState | null {
    return liveCall(this.#env.store.model.call)?.own ?? null;
  }

  async #work(device: Device): Promise<void> {
    for (;;) {
      const wish = this.#wishes.get(device);
      if (wish === undefined) return;
      const error = await this.#apply(device, wish);
      if (this.#wishes.get(device) !== wish) continue;
      this.#wishes.delete(device);
      this.#settle(device, wish, error);
    }
  }

  #settle(device: Device, on: boolean, error: unknown): void {
    const hasFailed = on && error !== null && !isMoot(error);
    const trouble = hasFailed ? (troubleOf(error) ?? 'failed') : null;
    this.#env.store.dispatch({ type: 'own', device, toggle: { ...toggle(on), trouble } });
    if (trouble === 'blocked') this.#whenAllowed(device);
  }

  /** The error, if it did not work. */
  async #apply(device: Device, on: boolean): Promise<unknown> {
    const engine = this.#env.engine();
    const run = (name: string, params: readonly unknown[], method: () => Promise<void>) =>
      this.#env.journal.method(name, params, method, isMoot);
    try {
      if (device === 'mic' && on) await run('openMicrophone', [], () => engine.openMicrophone());
      else if (device === 'mic') await run('closeMicrophone', [], () => engine.closeMicrophone());
      else if (on) await run('openCamera', [LOCAL_VIEW_ID], () => engine.openCamera(LOCAL_VIEW_ID));
      else await run('closeCamera', [], () => engine.closeCamera());
      return null;
    } catch (error) {
      return error;
    }
  }

  /** The person allows it in the browser's settings: the call goes on by itself. */
  #whenAllowed(device: Device): void {
    this.#forgetPermission();
    this.#forgetPermission = this.#permissions.onceGranted(device, () => {
      if (this.#own?.[device].trouble === 'blocked') this.want(device, true);
    });
  }
}
