import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/*.ts', 'src/processes/ringback.ts', 'src/processes/relay.ts', '!src/**/*.test.ts'],
  platform: 'node',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
});
