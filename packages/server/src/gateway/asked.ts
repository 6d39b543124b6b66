import { Code, type Command, type CommandFrame, type RequestFrame } from '@ringback/protocol';
import type { DirectoryApp } from '../directory/app.js';
import { answerRequest } from '../directory/directory.js';
import { RequestError } from '../directory/error.js';
import type { RateLimiter } from '../limits/rate-limiter.js';
import type { Logger } from '../log/logger.js';
import type { MeshRelay } from '../media/mesh-relay.js';
import type { DeviceAddress, Store } from '../store/contract.js';
import { firstAnswer } from './first-answer.js';
import type { IceSupply } from './ice-supply.js';
import { userKey } from './keys.js';
import type { LiveCalls } from './live-calls.js';
import type { GatewayMeter } from './meter.js';
import type { RingTimer } from './ring-timer.js';
import { relayMedia, splitMedia } from './split-media.js';
import type { Wire } from './wire.js';

/** Lines in the log about the commands that one user is refused, in a minute: they must not fill the disk. The others are for debugging. */
const REFUSAL_LINES = 10;
/** A refusal may name a hundred users. */
const MAX_LOGGED = 200;

export interface AskedParts {
  readonly store: Store;
  readonly calls: LiveCalls;
  readonly relay: MeshRelay;
  readonly rings: RingTimer;
  readonly meter: GatewayMeter;
  /** Refusals of each user that were worth a line. */
  readonly refusalLines: RateLimiter;
}

/** Who asks, on which link. */
export interface Asker {
  readonly app: DirectoryApp;
  readonly device: DeviceAddress;
  readonly linkId: string;
  readonly wire: Wire;
  readonly supply: IceSupply;
  readonly log: Logger;
}

/** `failed`: the storage did, and the same command may be sent again. */
export type Outcome = 'granted' | 'refused' | 'failed';

/** Commits a command and answers it: in the inbox entry of its commit, or by a reply. */
export async function runCommand(
  { store, calls, relay, rings, meter, refusalLines }: AskedParts,
  { device, linkId, wire, supply, log }: Asker,
  { id, command }: CommandFrame,
): Promise<Outcome> {
  const { appId, userId, deviceId } = device;
  const { machine, media } = splitMedia(command);
  const input = { from: 'device', userId, deviceId, linkId, commandId: id, command: machine } as const;
  const committed = store.commit(appId, input);
  const decided = await (command.op === 'call' ? committed.finally(rings.begin(device, id)) : committed);
  const result = firstAnswer(decided, command.op, device, calls);
  if (!result.ok) {
    const level = refusalLines.take(userKey(appId, userId), REFUSAL_LINES).ok ? 'info' : 'debug';
    log[level](
      { ...aboutOf(command), code: result.code },
      `command refused: ${result.message.slice(0, MAX_LOGGED)}`,
    );
    meter.commandRefused(appId, result.code);
    refuse(wire, id, result.code, result.message);
    return result.code === Code.SERVER_ERROR ? 'failed' : 'refused';
  }
  if (log.isLevelEnabled('debug')) {
    const call = 'call' in result.result ? { callId: result.result.call.callId } : {};
    log.debug({ ...aboutOf(command), ...call, repeated: result.repeated }, 'command committed');
  }
  if (!result.answeredInInbox) {
    supply.before(result.result);
    wire.send({ t: 'reply', id, result: result.result });
  }
  relayMedia(relay, device, media, result.result);
  return 'granted';
}

function aboutOf(command: Command): Readonly<Record<string, string>> {
  return { op: command.op, ...('callId' in command ? { callId: command.callId } : {}) };
}

export async function runRequest(
  { store, meter }: AskedParts,
  { app, device, wire }: Asker,
  { id, request }: RequestFrame,
): Promise<void> {
  try {
    const result = await answerRequest(store, app, device.userId, request);
    wire.send({ t: 'reply', id, result });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    meter.commandRefused(device.appId, error.code);
    refuse(wire, id, error.code, error.message);
  }
}

export function refuse(wire: Wire, id: string, code: number, message: string): void {
  wire.send({ t: 'reply', id, error: { code, message } });
}
