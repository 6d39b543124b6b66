#!/usr/bin/env node
// The command, as a file that is there before anything is built: npm links it when it installs.
import { existsSync } from 'node:fs';

const command = new URL('../dist/cli.js', import.meta.url);
if (existsSync(command)) await import(command.href);
else {
  process.stderr.write('Ringback is not built yet: run npm run build first.\n');
  process.exitCode = 1;
}
