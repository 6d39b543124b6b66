import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/*.ts', 'src/processes/ringback.ts', 'src/processes/relay.ts', '!src/**/*.test.ts'],
  platform: 'node',
  // It finds its own files by where it lies.
  deps: { neverBundle: ['@playwright/test'] },
  fixedExtension: false,
  dts: false,
  sourcemap: true,
});
