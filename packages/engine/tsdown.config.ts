import { defineConfig } from 'tsdown';

// The protocol is bundled. An app loads the engine, and what carries the media when it logs in; the budget checks what comes first.
export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'browser',
  target: 'es2022',
  noExternal: ['@ringback/protocol'],
  minify: true,
  sourcemap: true,
  // Other packages' types come from their builds: by the references they would be those of `tsc -b`, and `any` where it has not run.
  dts: { tsconfigRaw: { references: [] }, compilerOptions: { customConditions: [] } },
});
