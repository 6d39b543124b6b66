import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { CallCounts } from '../gateway/live-calls.js';

/** What is looked up when the metrics are asked for. */
export interface GaugeSources {
  readonly links: () => number;
  readonly loginsWaiting: () => number;
  /** Linked devices of each app. */
  readonly devices: () => ReadonlyMap<number, number>;
  readonly calls: () => ReadonlyMap<number, CallCounts>;
  readonly inboxDepth: () => Promise<number>;
  /** By how much the time of day is ahead of server time, ms. */
  readonly clockOffset: () => number;
}

/** Gauges of the server, and what `prom-client` knows of any process: memory, CPU, garbage collection, event-loop delay. */
export function createGauges(registry: Registry, sources: GaugeSources): void {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'ringback_links',
    help: 'Open WebSockets, also those that have not logged in yet.',
    registers,
    collect() {
      this.set(sources.links());
    },
  });
  new Gauge({
    name: 'ringback_logins_waiting',
    help: 'Logins that wait to be let in.',
    registers,
    collect() {
      this.set(sources.loginsWaiting());
    },
  });
  new Gauge({
    name: 'ringback_devices',
    help: 'Devices that are logged in and have a link.',
    labelNames: ['app'],
    registers,
    collect() {
      this.reset();
      for (const [app, devices] of sources.devices()) this.set({ app }, devices);
    },
  });
  new Gauge({
    name: 'ringback_calls',
    help: 'Live calls: ringing until somebody answers, talking from then on.',
    labelNames: ['app', 'state'],
    registers,
    collect() {
      this.reset();
      for (const [app, { ringing, talking }] of sources.calls()) {
        this.set({ app, state: 'ringing' }, ringing);
        this.set({ app, state: 'talking' }, talking);
      }
    },
  });
  new Gauge({
    name: 'ringback_clock_offset_seconds',
    help: 'By how much the time of day is ahead of server time: what it has been set by since the start.',
    registers,
    collect() {
      this.set(sources.clockOffset() / 1_000);
    },
  });
  new Gauge({
    name: 'ringback_inbox_entries',
    help: 'Inbox entries that wait to be acknowledged, over all devices.',
    registers,
    async collect() {
      this.set(await sources.inboxDepth());
    },
  });
}
