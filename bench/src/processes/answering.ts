import { setTimeout as sleep } from 'node:timers/promises';
import type { Asked, Memory, Told, Usage } from './messages.js';

export interface Measured {
  readonly port: number;
  /** Of the storage; a relay has none. */
  readonly storage: () => Omit<Usage, 'cpuMs'>;
  readonly stop: () => Promise<void>;
}

/** Several, with pauses: finalizers run between them, and what they let go is found by the next one. */
const COLLECTIONS = 6;
const BETWEEN_COLLECTIONS_MS = 200;

/** Tells the benchmark where this process listens, and answers what it asks. */
export function answerBenchmark({ port, storage, stop }: Measured): void {
  const tell = (told: Told) => process.send?.(told);
  process.on('message', (asked: Asked) => {
    switch (asked.ask) {
      case 'usage':
        tell({ is: 'usage', usage: { cpuMs: cpuMs(), ...storage() } });
        return;
      case 'memory':
        void memory().then((found) => tell({ is: 'memory', memory: found }));
        return;
      case 'stop':
        void stop().then(() => process.disconnect());
    }
  });
  // A benchmark that failed leaves no server behind.
  process.on('disconnect', () => process.exit());
  tell({ is: 'listening', port });
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function memory(): Promise<Memory> {
  const collect = globalThis.gc;
  if (!collect) throw new Error('memory is measured with --expose-gc');
  for (let count = 0; count < COLLECTIONS; count += 1) {
    collect();
    await sleep(BETWEEN_COLLECTIONS_MS);
  }
  const { rss, heapUsed: heap, external } = process.memoryUsage();
  return { rss, heap, external };
}
