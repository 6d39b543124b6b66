import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/night/main.ts', 'src/night/worker.ts'],
  platform: 'node',
  deps: { neverBundle: ['libsql', 'better-sqlite3', 'pino'] },
  inputOptions: { resolve: { conditionNames: ['ringback-source', 'module', 'node', 'import', 'default'] } },
  fixedExtension: false,
  dts: false,
  sourcemap: true,
});
