// A Ringback server as `npx ringback` runs it, from the built package, that also tells what it uses.
import { loadConfig, startServer } from '@ringback/server';
import { answerBenchmark } from './answering.js';
import { countCommits } from './commits.js';

const counts = await countCommits();
const server = await startServer(loadConfig({ env: process.env }));
answerBenchmark({ port: server.port, storage: () => ({ ...counts }), stop: () => server.close() });
