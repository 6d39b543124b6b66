import { defineConfig } from 'tsdown';

// The protocol is bundled. An app loads the engine, and what carries the media when it logs in; the budget checks what comes first.
export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'browser',
  target: 'es2022',
  noExternal: ['@ringback/protocol'],
  minify: true,
  sourcemap: true,
});
