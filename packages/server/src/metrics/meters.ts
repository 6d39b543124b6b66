import { CallEndReason } from '@ringback/protocol';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GatewayMeter } from '../gateway/meter.js';
import type { StoreMeter } from '../store/meter.js';

/** Seconds, from what a memory write takes to what people notice. */
const LATENCIES = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const BATCHES = [1, 2, 5, 10, 20, 50, 100, 200, 500];

const REASONS: Readonly<Record<CallEndReason, string>> = {
  [CallEndReason.UNKNOWN]: 'unknown',
  [CallEndReason.HANGUP]: 'hangup',
  [CallEndReason.REJECT]: 'reject',
  [CallEndReason.NO_RESPONSE]: 'no_response',
  [CallEndReason.OFFLINE]: 'offline',
  [CallEndReason.LINE_BUSY]: 'line_busy',
  [CallEndReason.CANCELED]: 'canceled',
  [CallEndReason.OTHER_DEVICE_ACCEPTED]: 'other_device_accepted',
  [CallEndReason.OTHER_DEVICE_REJECTED]: 'other_device_rejected',
  [CallEndReason.END_BY_SERVER]: 'end_by_server',
};

export function createGatewayMeter(registry: Registry): GatewayMeter {
  const registers = [registry];
  const commandsRefused = new Counter({
    name: 'ringback_commands_refused_total',
    help: 'Commands and requests that were refused, by the code of the answer.',
    labelNames: ['app', 'code'],
    registers,
  });
  const loginsRefused = new Counter({
    name: 'ringback_logins_refused_total',
    help: 'Logins that were refused, by the code of the answer.',
    labelNames: ['code'],
    registers,
  });
  const loginWaits = new Histogram({
    name: 'ringback_login_wait_seconds',
    help: 'From a login to its being let in.',
    buckets: LATENCIES,
    registers,
  });
  const callsEnded = new Counter({
    name: 'ringback_calls_ended_total',
    help: 'Calls that have ended, by the reason in their record.',
    labelNames: ['app', 'reason'],
    registers,
  });
  const rings = new Histogram({
    name: 'ringback_ring_seconds',
    help: 'From the call command of the caller to the ring that is written to the socket of a callee.',
    buckets: LATENCIES,
    registers,
  });
  return {
    commandRefused: (app, code) => commandsRefused.inc({ app, code }),
    loginRefused: (code) => loginsRefused.inc({ code }),
    loginWaiting: () => loginWaits.startTimer(),
    callEnded: (app, reason) => callsEnded.inc({ app, reason: REASONS[reason] }),
    ringing: () => rings.startTimer(),
  };
}

/** Counts links that are refused before they are open, by the HTTP status. */
export function createLinksMeter(registry: Registry): (status: number) => void {
  const refused = new Counter({
    name: 'ringback_links_refused_total',
    help: 'Links that were refused before they were open, by the HTTP status of the answer.',
    labelNames: ['status'],
    registers: [registry],
  });
  return (status) => refused.inc({ status });
}

export function createStoreMeter(registry: Registry): StoreMeter {
  const registers = [registry];
  const commits = new Histogram({
    name: 'ringback_commit_seconds',
    help: 'From an input of the call machine to its durable commit.',
    buckets: LATENCIES,
    registers,
  });
  const batches = new Histogram({
    name: 'ringback_commit_batch_inputs',
    help: 'Inputs that shared a transaction.',
    buckets: BATCHES,
    registers,
  });
  const journal = new Gauge({
    name: 'ringback_journal_characters',
    help: 'Length of what is durable in the journal and not in the tables yet.',
    registers,
  });
  const foldsFailed = new Counter({
    name: 'ringback_journal_folds_failed_total',
    help: 'Attempts to bring the journal into the tables that failed.',
    registers,
  });
  return {
    committing: () => commits.startTimer(),
    batch: (inputs) => batches.observe(inputs),
    journal: (characters) => journal.set(characters),
    foldFailed: () => foldsFailed.inc(),
  };
}
