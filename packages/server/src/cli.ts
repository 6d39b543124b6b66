#!/usr/bin/env node
import { runCommand } from './command/run.js';

process.exit(await runCommand(process.argv.slice(2)));
