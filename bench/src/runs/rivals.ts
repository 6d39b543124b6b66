import { PLAIN_CALL, PREPARED_CALL, type Step } from '../load/call.js';
import { learnShape, relayFleet, ringbackFleet } from '../load/fleet.js';
import type { Pair } from '../load/pair.js';
import type { Shape } from '../load/shape.js';
import { Child } from '../processes/child.js';
import type { Cores } from '../processes/cores.js';
import { serverSettings } from './settings.js';

/** One server with its pairs of sockets, ready to be called over. */
export interface Rival {
  readonly name: string;
  readonly child: Child;
  readonly pairs: readonly Pair[];
}

export interface Rivals {
  readonly shape: Shape;
  readonly ringback: Rival;
  readonly relay: Rival;
  stop(): Promise<void>;
}

export interface RivalOptions {
  readonly cores: Cores;
  /** For the database. */
  readonly data: string;
  readonly pairs: number;
  readonly log: string;
  /** With the descriptions and candidates that browsers prepare. */
  readonly prepared: boolean;
  /** Folder for a CPU profile of the server; written when it stops. */
  readonly profile: string | undefined;
}

/** Starts a Ringback server, learns from it what a call is on the wire, and starts a relay of the same frames. */
export async function startRivals(options: RivalOptions): Promise<Rivals> {
  const { cores, pairs, log, profile } = options;
  const steps: readonly Step[] = options.prepared ? PREPARED_CALL : PLAIN_CALL;
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const server = await Child.start('ringback', {
    cores,
    flags,
    env: serverSettings(options.data, { RINGBACK_LOG_LEVEL: log }),
  });
  const serverUrl = `ws://127.0.0.1:${server.port}`;
  const shape = await learnShape(serverUrl, steps);
  const relay = await Child.start('relay', { cores, env: { RELAY_SHAPE: JSON.stringify(shape) } });
  const relayUrl = `ws://127.0.0.1:${relay.port}`;
  return {
    shape,
    ringback: { name: 'Ringback', child: server, pairs: await ringbackFleet(serverUrl, pairs, shape, steps) },
    relay: { name: 'bare relay', child: relay, pairs: await relayFleet(relayUrl, pairs, shape) },
    async stop() {
      await server.stop();
      await relay.stop();
    },
  };
}
