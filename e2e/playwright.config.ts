import { defineConfig } from '@playwright/test';

/** Many people in one call, another browser beside Chromium, or the demo with all that moves in it: they need both cores, so they come one after another. */
const CROWDS = ['demo', 'demo-group', 'disk', 'firefox', 'cut', 'groups', 'six'].map(
  (name) => `**/${name}.spec.ts`,
);

/** Real Chromium, real media, real server. No test sleeps: each waits for a condition. */
export default defineConfig({
  testDir: './tests',
  outputDir: '../test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'pairs', testIgnore: CROWDS },
    { name: 'crowds', testMatch: CROWDS, workers: 1, dependencies: ['pairs'] },
  ],
});
