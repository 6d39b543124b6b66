import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['ringback-source', 'module', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['ringback-source', 'module', 'node', 'import', 'default'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'bench/src/**/*.test.ts',
      'schedules/src/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    restoreMocks: true,
    // All cores; by default one is left to whoever watches.
    maxWorkers: availableParallelism(),
  },
});
