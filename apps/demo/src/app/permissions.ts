import type { Device } from '../model/notice.js';

/** The browser's word on microphone and camera. */
export interface Permissions {
  /** Runs `job` when the person allows the device in the browser's settings. Returns what ends the wait. */
  onceGranted(device: Device, job: () => void): () => void;
}

const NAMES = { mic: 'microphone', cam: 'camera' } as const;

export const browserPermissions: Permissions = {
  onceGranted(device, job) {
    const stop = new AbortController();
    void watch(NAMES[device], job, stop);
    return () => stop.abort();
  },
};

async function watch(name: string, job: () => void, stop: AbortController): Promise<void> {
  try {
    const status = await navigator.permissions.query({ name: name as PermissionName });
    const changed = (): void => {
      if (status.state !== 'granted') return;
      stop.abort();
      job();
    };
    if (!stop.signal.aborted) status.addEventListener('change', changed, { signal: stop.signal });
  } catch {
    // This browser does not tell; then the person presses "Try again".
  }
}
