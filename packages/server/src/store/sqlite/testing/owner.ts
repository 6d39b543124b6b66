import { ScriptedMachine } from '../../testing/machine.js';
import { APP, APPS, call, changing, START } from '../../testing/states.js';
import type { DriverName } from '../driver/driver.js';
import { openDriver } from '../driver/open.js';
import { openEmbeddedStore } from '../open.js';

/**
 * A process of its own that opens a store (argv: path, driver) and says so, or why it could not. For each number that it is sent
 * it commits that many calls one after another, and says which are durable.
 */
export type Report =
  | { readonly kind: 'opened' }
  | { readonly kind: 'failed'; readonly code: unknown; readonly message: string }
  | { readonly kind: 'durable'; readonly callId: string };

const report = (message: Report) => process.send?.(message);
const [path = '', driver] = process.argv.slice(2);
const machine = new ScriptedMachine();

try {
  const store = await openEmbeddedStore({
    path,
    apps: APPS,
    openDriver: (file) => openDriver(file, driver as DriverName),
    decide: machine.decide,
    fresh: () => ({ now: START, callId: 'unused', roomId: 1 }),
    clock: { now: () => START },
    log: { error: () => {} },
    // A kill finds it in the middle of that.
    foldedTogether: 5_000,
  });
  process.on('message', async (count: number) => {
    for (let index = 0; index < count; index++) {
      const callId = `call ${index}`;
      const { ok } = await store.commit(
        APP,
        machine.input(() => changing({ calls: [call(callId, [callId])] })),
      );
      if (ok) report({ kind: 'durable', callId });
    }
  });
  report({ kind: 'opened' });
} catch (error) {
  const { code, message } = error as Error & { code?: unknown };
  report({ kind: 'failed', code, message });
  process.disconnect?.();
}
