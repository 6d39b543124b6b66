import { networkInterfaces } from 'node:os';
import type { Environment } from '../config/environment.js';
import { outerAddresses } from '../system/network.js';

/** What the command knows of the process that runs it. */
export interface Terminal {
  readonly env: Environment;
  /** Addresses under which other machines may reach this one, as of now. */
  outerAddresses(): readonly string[];
  /** A line for stdout. */
  print(line: string): void;
  /** A line for stderr. */
  complain(line: string): void;
  /**
   * From here on the process does not end with its output: whoever reads it may go, as a journal that is restarted does, and the disk
   * behind it may be full. Lines are lost then, and calls are not.
   */
  outliveOutput(): void;
  /** Calls back at SIGTERM and SIGINT. */
  onSignal(listener: (signal: StopSignal) => void): void;
}

export type StopSignal = 'SIGTERM' | 'SIGINT';

/** The terminal of this process. */
export const processTerminal: Terminal = {
  env: process.env,
  outerAddresses: () => outerAddresses(networkInterfaces()),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  outliveOutput() {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  },
  onSignal(listener) {
    process.on('SIGTERM', listener);
    process.on('SIGINT', listener);
  },
};
