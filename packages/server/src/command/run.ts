import { ConfigError } from '../config/error.js';
import { type ConfigSources, loadConfig } from '../config/load.js';
import { servedApps } from '../demo/app.js';
import { DemoSecretError } from '../demo/secret.js';
import { ListenError } from '../http/listen.js';
import { createLogger } from '../log/logger.js';
import { startServer } from '../server.js';
import { StoreError } from '../store/errors.js';
import { systemClock } from '../system/clock.js';
import { CertificateError } from '../tls/certificate.js';
import { keptCertificate } from '../tls/keep.js';
import { VERSION } from '../version.js';
import { bannerOf, type Served } from './banner.js';
import { reachableAt } from './reach.js';
import { sign } from './sign.js';
import { untilStopped } from './stop.js';
import { processTerminal, type Terminal } from './terminal.js';
import { readArguments, USAGE, UsageError } from './usage.js';

export interface CommandOptions {
  /** Folder of the demo's built pages. The bare command has none and so never serves the demo. */
  readonly demoPages?: string | undefined;
  /** Default: that of this process. */
  readonly terminal?: Terminal | undefined;
}

/** The command was used or configured wrongly. */
const EXIT_USAGE = 2;
const EXIT_FAILED = 1;

/** What the person at the terminal can mend. */
const EXPECTED = [ListenError, StoreError, DemoSecretError, CertificateError] as const;

const OWN_NAMES = ['localhost', '127.0.0.1', '::1'];

/**
 * The `ringback` command. Resolves with the exit code: 0 after a drain, 1 when it cannot run, 2 for wrong arguments or configuration,
 * 130 or 143 after a second signal.
 */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<number> {
  const { demoPages, terminal = processTerminal } = options;
  try {
    const invocation = readArguments(args);
    const sources = (file: string | undefined): ConfigSources => ({ env: terminal.env, file, demoPages });
    switch (invocation.kind) {
      case 'help':
        terminal.print(USAGE);
        return 0;
      case 'version':
        terminal.print(VERSION);
        return 0;
      case 'sign': {
        const apps = servedApps(loadConfig(sources(invocation.config)));
        terminal.print(sign(invocation, apps, systemClock.timeOfDay()));
        return 0;
      }
      case 'serve':
        return await serve({ ...sources(invocation.config), https: invocation.https }, terminal);
    }
  } catch (error) {
    return report(error, terminal);
  }
}

async function serve(sources: ConfigSources, terminal: Terminal): Promise<number> {
  const config = loadConfig(sources);
  terminal.outliveOutput();
  const log = createLogger(config.logLevel);
  const elsewhere = reachableAt(config.host, terminal.outerAddresses());
  const names = [...OWN_NAMES, ...elsewhere];
  const certificate = sources.https
    ? await keptCertificate(config.data, names, systemClock.timeOfDay())
    : undefined;
  const server = await startServer(config, { log, certificate });
  const stopped = untilStopped(() => server.close(), terminal, systemClock, log);
  const served: Served = sources.https ? { scheme: 'https', elsewhere } : { scheme: 'http' };
  const banner = bannerOf(config, server.port, served);
  for (const line of banner.lines) terminal.print(line);
  for (const line of banner.warnings) terminal.complain(line);
  return stopped;
}

/** What the person at the terminal can mend is said in a line; everything else is a defect and shows where it was. */
function report(error: unknown, terminal: Terminal): number {
  if (error instanceof UsageError || error instanceof ConfigError) {
    for (const line of error.message.split('\n')) terminal.complain(`ringback: ${line}`);
    if (error instanceof UsageError) terminal.complain('Try ringback --help');
    return EXIT_USAGE;
  }
  const isExpected = EXPECTED.some((expected) => error instanceof expected);
  const text = error instanceof Error ? (isExpected ? error.message : error.stack) : String(error);
  terminal.complain(`ringback: ${text}`);
  return EXIT_FAILED;
}
