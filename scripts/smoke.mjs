// `npm test -- packages`: the packages as somebody gets them who installs them, in projects outside this repository. Needs a build.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES = ['protocol', 'calls', 'engine', 'server'];

/** The server starts and stops in far less; a hanging one must not hang the test. */
const PATIENCE_MS = 20_000;

/** What this repository's npm and this machine's Ringback have set is not there for somebody else. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(RINGBACK_|NODE_ENV$|NODE_OPTIONS$|npm_(package|lifecycle)_|npm_config_(local_prefix|workspace))/.test(
        name,
      ),
  ),
);

const scratch = mkdtempSync(join(tmpdir(), 'ringback-smoke-'));

function run(what, cwd, command, ...args) {
  // npm and npx are scripts on Windows, which only a shell can run.
  const options = { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (status === 0) return stdout.trim();
  throw new Error(`${what} failed:\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
}

const check = (holds, problem) => {
  if (!holds) throw new Error(problem);
};

/** A tool of this repository: the scratch projects need no copy of their own. */
const tool = (name) => join(ROOT, 'node_modules', '.bin', name);

/** A project of somebody else, with these packages installed from their tarballs. */
function project(name, packages) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  run(
    `npm install of ${packages.join(', ')}`,
    folder,
    'npm',
    'install',
    ...flags,
    ...packages.map(tarballOf),
  );
  return folder;
}

const manifestOf = (name) => JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8'));
const tarballOf = (name) => join(scratch, `ringback-${name}-${manifestOf(name).version}.tgz`);

/** Both ways in which today's TypeScript projects resolve packages; the types of the packages are checked too. */
function typecheck(folder, file, compilerOptions) {
  cpSync(join(ROOT, 'scripts/smoke', file), join(folder, file));
  for (const [module, moduleResolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ]) {
    const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
    const options = {
      ...strict,
      target: 'ES2022',
      noEmit: true,
      module,
      moduleResolution,
      ...compilerOptions,
    };
    const config = join(folder, `tsconfig.${moduleResolution}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [file] }));
    run(`tsc with ${moduleResolution} resolution of ${file}`, folder, tool('tsc'), '-p', config);
  }
}

const steps = {
  async 'pack, and what publint says of it'() {
    const folders = PACKAGES.map((name) => join(ROOT, 'packages', name));
    run(
      'npm pack',
      ROOT,
      'npm',
      'pack',
      '--ignore-scripts',
      '--loglevel=error',
      '--pack-destination',
      scratch,
      ...folders,
    );
    for (const name of PACKAGES) {
      const tarball = readFileSync(tarballOf(name));
      const pack = {
        tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength),
      };
      const { messages, pkg } = await publint({ pack, strict: true });
      const problems = messages.map((message) => formatMessage(message, pkg, { color: false }));
      check(problems.length === 0, `@ringback/${name}:\n${problems.join('\n')}`);
    }
  },

  'an app’s page: the engine by itself'() {
    const folder = project('page', ['engine']);
    const installed = readdirSync(join(folder, 'node_modules/@ringback'));
    check(installed.join() === 'engine', `the engine brings ${installed.join(', ')}`);
    for (const file of ['README.md', 'LICENSE'])
      readFileSync(join(folder, 'node_modules/@ringback/engine', file));
    // Bundlers and TypeScript settings that are older than `exports` read these.
    const { main, types } = manifestOf('engine');
    for (const file of [main, types]) readFileSync(join(folder, 'node_modules/@ringback/engine', file));
    for (const file of ['page.ts', 'published.ts'])
      typecheck(folder, file, { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] });

    cpSync(join(ROOT, 'scripts/smoke/index.html'), join(folder, 'index.html'));
    run('vite build', folder, tool('vite'), 'build', '--logLevel', 'error');
    const assets = join(folder, 'dist/assets');
    const built = readdirSync(assets).map((file) => readFileSync(join(assets, file), 'utf8'));
    check(built.join('').includes('calls.example.com'), 'vite build left the page out');

    const program =
      "const { TUICallEngine } = await import('@ringback/engine'); console.log(typeof TUICallEngine.createInstance)";
    const seen = run(
      'import of the engine in Node',
      folder,
      process.execPath,
      '--input-type=module',
      '-e',
      program,
    );
    check(seen === 'function', `import of the engine in Node gives ${seen}`);
  },

  async 'a backend: the server, its library and its command'() {
    const folder = project('backend', ['protocol', 'calls', 'server']);
    typecheck(folder, 'backend.ts', {
      lib: ['ES2023'],
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    });
    const version = run('npx ringback --version', folder, 'npx', '--no-install', 'ringback', '--version');
    check(version === manifestOf('server').version, `npx ringback --version says ${version}`);
    refuseHttps(folder);
    await serveAndStop(folder);
  },
};

const APPS = JSON.stringify([{ sdkAppId: 1_400_000_001, secretKey: 'k'.repeat(64) }]);

/** How the installed server is started there, past npx, which does not pass every signal on. */
function serverIn(folder) {
  const cli = join(folder, 'node_modules/@ringback/server', manifestOf('server').bin.ringback);
  const settings = { RINGBACK_APPS: APPS, RINGBACK_PORT: '0', RINGBACK_HOST: '127.0.0.1' };
  return { cli, options: { cwd: folder, env: { ...env, ...settings } } };
}

/** The package that makes certificates is optional, so who has not installed it must be told so. */
function refuseHttps(folder) {
  const { cli, options } = serverIn(folder);
  const limits = { encoding: 'utf8', timeout: PATIENCE_MS };
  const { status, stderr } = spawnSync(process.execPath, [cli, '--https'], { ...options, ...limits });
  check(status === 1 && stderr.includes('npm install selfsigned'), `ringback --https says: ${stderr}`);
}

async function serveAndStop(folder) {
  const { cli, options } = serverIn(folder);
  const server = spawn(process.execPath, [cli], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(server, 'exit');
  const hanging = setTimeout(() => server.kill('SIGKILL'), PATIENCE_MS);
  try {
    const address = await Promise.race([addressIn(server.stdout), gone.then(() => undefined)]);
    check(address !== undefined, 'the server ended before it listened');
    const health = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    check(health.status === 200, `/healthz answers ${health.status}`);
    server.kill('SIGTERM');
    const [code, signal] = await gone;
    check(code === 0, `at SIGTERM the server ends with ${code ?? signal}`);
  } finally {
    clearTimeout(hanging);
    server.kill('SIGKILL');
  }
}

async function addressIn(output) {
  for await (const line of createInterface(output)) {
    const address = /is running: (http\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    output.resume();
    return address;
  }
  return undefined;
}

try {
  for (const [what, step] of Object.entries(steps)) {
    const started = Date.now();
    await step();
    console.log(`${what}: ok in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
