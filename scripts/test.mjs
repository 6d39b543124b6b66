// `npm test`: everything that must hold on main, cheapest first. `npm test -- unit` runs one step.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { findCoturn } from './coturn.mjs';
import { findFirefox } from './firefox.mjs';

const reports = mkdtempSync(join(tmpdir(), 'ringback-test-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

const node = (script, ...args) => [process.execPath, [script, ...args]];
const bin = (name, ...args) => [join('node_modules', '.bin', name), args];

const steps = {
  lint: { what: 'format, lint, import cycles', run: bin('biome', 'check', '--error-on-warnings', '.') },
  types: { what: 'types', run: bin('tsc', '-b') },
  unit: {
    what: 'unit tests',
    run: bin('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
  },
  build: { what: 'build', run: node('scripts/build.mjs') },
  packages: { what: 'the packages as others install them', run: node('scripts/smoke.mjs') },
  size: { what: 'size of the engine', run: bin('size-limit') },
  reference: {
    what: 'docs/engine.md is what the docstrings say',
    run: node('scripts/reference.mjs', '--check'),
  },
  browser: {
    what: 'real browsers',
    run: bin('playwright', 'test', '--config', 'e2e/playwright.config.ts'),
    env: () => {
      const chromium = findChromium();
      if (chromium) {
        return {
          CHROMIUM_PATH: chromium,
          COTURN_PATH: findCoturn() ?? '',
          FIREFOX_PATH: findFirefox() ?? '',
          PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
        };
      }
      console.error('No Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.');
      process.exit(1);
    },
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}

function counts() {
  const read = (path) => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      return undefined;
    }
  };
  const unit = read(unitReport);
  const browser = read(browserReport)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0) + (browser?.flaky ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0),
  };
}

let failedStep;
for (const [name, { what, run, env }] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}: ${what}`);
  const started = Date.now();
  const [command, args] = run;
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env?.() } });
  console.log(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) {
    failedStep = name;
    break;
  }
}

const { passed, failed } = counts();
rmSync(reports, { recursive: true, force: true });
if (failedStep) console.error(`\nFailed at: ${failedStep}`);
console.log(`${passed} passed, ${failedStep ? Math.max(failed, 1) : failed} failed`);
process.exit(failedStep ? 1 : 0);
