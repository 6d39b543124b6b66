import { CloseCode } from '@ringback/protocol';
import type { Verify } from '../auth/verifier.js';
import type { AddressLimits } from '../limits/address-limits.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import type { Logger } from '../log/logger.js';
import type { IceServers } from '../media/ice-servers.js';
import { MeshRelay } from '../media/mesh-relay.js';
import { Messages } from '../media/messages.js';
import type { Committed, Store } from '../store/contract.js';
import type { Clock } from '../system/clock.js';
import type { Random } from '../system/random.js';
import { logCalls } from './call-log.js';
import { Connection, type ConnectionParts, type GatewayApp } from './connection.js';
import { Turns } from './entering/turns.js';
import { WaitingRoom } from './entering/waiting-room.js';
import { type CallCounts, LiveCalls } from './live-calls.js';
import { LostLinks } from './lost-links.js';
import { type GatewayMeter, NO_METER } from './meter.js';
import { tellProfile } from './profile-news.js';
import { returns } from './returns.js';
import { RingTimer } from './ring-timer.js';
import { Sessions } from './sessions.js';
import type { ConnectionInfo, Socket } from './socket.js';

export interface GatewayDeps {
  readonly apps: (sdkAppId: number) => GatewayApp | undefined;
  readonly store: Store;
  readonly verify: Verify;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly ice: IceServers;
  readonly addressLimits: Pick<AddressLimits, 'login' | 'loginFailed'>;
  /** Logins let in a second; 0: everybody at once. */
  readonly loginsPerSecond: number;
  /** Default: nothing is counted. */
  readonly meter?: GatewayMeter | undefined;
}

/** G-20; the devices of which this is remembered have all sent commands within these 10 s. */
const COMMANDS = { windowMs: 10_000, maxKeys: 100_000 };
const REQUESTS = { windowMs: 10_000, maxKeys: 20_000 };
/** Beyond so many users at once it is a crowd, and the waiting room bounds that. */
const LOGINS = { windowMs: 60_000, maxKeys: 20_000 };
const REFUSAL_LINES = { windowMs: 60_000, maxKeys: 20_000 };

/** Where engines come in: links, logins, commands, deliveries, heartbeats. */
export interface Gateway {
  /** Takes over an open WebSocket. */
  accept(socket: Socket, info: ConnectionInfo): void;
  /**
   * Closes every link with "come back", each at another time, and resolves when they are closed. No loss is committed: the next start begins all grace
   * times anew, and nobody hears of a restart that is over by then (G-10, S1-25).
   */
  drain(): Promise<void>;
  linkCount(): number;
  /** Logins that wait to be let in. */
  waitingCount(): number;
  /** Linked devices of each app. */
  deviceCounts(): ReadonlyMap<number, number>;
  callCounts(): ReadonlyMap<number, CallCounts>;
}

export function createGateway({ store, clock, log, meter = NO_METER, ...deps }: GatewayDeps): Gateway {
  const calls = new LiveCalls();
  const sessions = new Sessions();
  const lost = new LostLinks(store, clock, log);
  const rings = new RingTimer(meter);
  const waitingRoom = new WaitingRoom(deps.loginsPerSecond, clock);
  const connections = new Set<Connection>();
  let isDraining = false;

  const relay = new MeshRelay({
    isRelayOnly: (appId) => deps.apps(appId)?.relayOnly === 'always',
    callOf: (appId, callId) => calls.call(appId, callId),
    sendToDevice: (device, frame) => sessions.ofDevice(device)?.signal(frame),
    sendToUser: (appId, userId, frame) => {
      for (const session of sessions.ofUser({ appId, userId })) session.prepare(frame);
    },
  });

  const messages = new Messages({
    callOf: (appId, callId) => calls.call(appId, callId),
    sendToDevice: (device, frame) => sessions.ofDevice(device)?.message(frame),
  });

  const parts: ConnectionParts = {
    ...deps,
    store,
    clock,
    log,
    calls,
    sessions,
    lost,
    relay,
    messages,
    rings,
    waitingRoom,
    turns: new Turns(),
    meter,
    commands: new RateLimiter(COMMANDS, clock),
    requests: new RateLimiter(REQUESTS, clock),
    dearRequests: new RateLimiter(REQUESTS, clock),
    loginsOfUsers: new RateLimiter(LOGINS, clock),
    refusalLines: new RateLimiter(REFUSAL_LINES, clock),
  };

  /** The order is the promise: what is told of a call first, what an answer lets go after it, the end of the link last. */
  const follow = (commit: Committed): void => {
    logCalls(log, commit, (appId, callId) => calls.call(appId, callId));
    const changed = calls.follow(commit);
    for (const mail of commit.mail) sessions.deliver(mail);
    rings.written(commit, (device) => sessions.ofDevice(device) !== undefined);
    for (const { reason } of commit.records) meter.callEnded(commit.appId, reason);
    relay.follow(commit);
    for (const user of changed) {
      for (const session of sessions.ofUser(user)) session.setPace(calls.isBusy(user) ? 'call' : 'idle');
    }
    for (const device of commit.gone) sessions.gone(device);
  };
  const unsubscribe = [store.onCommit(follow), store.onProfile(tellProfile(calls, sessions))];

  return {
    accept(socket, info) {
      if (isDraining) {
        socket.close(CloseCode.GOING_AWAY, 'the server goes away');
        return;
      }
      const connection = new Connection(parts, socket, info);
      connections.add(connection);
      void connection.closed.then(() => connections.delete(connection));
    },

    async drain() {
      isDraining = true;
      lost.stop();
      const closed = returns([...connections], deps.loginsPerSecond).map(({ connection, retryAfterMs }) => {
        connection.drain(retryAfterMs);
        return connection.closed;
      });
      await Promise.all(closed);
      waitingRoom.close();
      for (const stop of unsubscribe) stop();
    },

    linkCount: () => connections.size,
    waitingCount: () => waitingRoom.waiting,
    deviceCounts: () => sessions.counts(),
    callCounts: () => calls.counts(),
  };
}
