import { defineConfig } from 'tsdown';

// The protocol is bundled: an app loads one file, and its size is the size that the budget checks.
export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'browser',
  target: 'es2022',
  noExternal: ['@ringback/protocol'],
  minify: true,
  sourcemap: true,
});
