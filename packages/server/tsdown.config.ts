import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  platform: 'node',
  fixedExtension: false,
  sourcemap: true,
  // Other packages' types come from their builds: by the references they would be those of `tsc -b`, and `any` where it has not run.
  dts: { tsconfigRaw: { references: [] }, compilerOptions: { customConditions: [] } },
});
