import type { Clock } from '../system/clock.js';

export type Health = 'ok' | 'draining' | 'storeFailed';

/** A store that takes longer for its cheapest read cannot serve calls. */
const STORE_DEADLINE_MS = 2_000;

export interface HealthProbe {
  isDraining(): boolean;
  /** Resolves when the storage has answered. */
  askStore(): Promise<unknown>;
}

export async function healthOf(probe: HealthProbe, clock: Clock): Promise<Health> {
  if (probe.isDraining()) return 'draining';
  return (await answersInTime(probe.askStore(), clock)) ? 'ok' : 'storeFailed';
}

function answersInTime(answer: Promise<unknown>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(STORE_DEADLINE_MS, () => resolve(false));
    const settle = (hasAnswered: boolean) => {
      cancel();
      resolve(hasAnswered);
    };
    answer.then(
      () => settle(true),
      () => settle(false),
    );
  });
}
