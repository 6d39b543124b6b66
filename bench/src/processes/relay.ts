// A bare `ws` relay: whoever sends a frame causes the frames that Ringback would send, as bytes made beforehand. It decides nothing
// and keeps nothing. Its frames go out together at the end of the turn, as a group commit's do.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Shape } from '../load/shape.js';
import { answerBenchmark } from './answering.js';

interface Pair {
  caller?: WebSocket;
  callee?: WebSocket;
}

interface Forward {
  readonly pair: Pair;
  readonly step: string;
}

const { RELAY_SHAPE: shapeJson = '' } = process.env;
const shape: Shape = JSON.parse(shapeJson);
const forwards = new Map(
  shape.map(({ toCaller, toCallee }, index) => [
    String(index),
    { toCaller: toCaller.map(frameOf), toCallee: toCallee.map(frameOf) },
  ]),
);

function frameOf(bytes: number): string {
  return 'x'.repeat(bytes);
}

const pairs = new Map<string, Pair>();
let waiting: Forward[] = [];

function forward(next: Forward): void {
  if (waiting.push(next) > 1) return;
  setImmediate(() => {
    const turn = waiting;
    waiting = [];
    for (const { pair, step } of turn) {
      const frames = forwards.get(step);
      for (const frame of frames?.toCaller ?? []) pair.caller?.send(frame);
      for (const frame of frames?.toCallee ?? []) pair.callee?.send(frame);
    }
  });
}

const server = createServer();
const sockets = new WebSocketServer({ server, clientTracking: false, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const [, name = '', side] = (request.url ?? '').split('/');
  const pair = pairs.get(name) ?? {};
  pairs.set(name, pair);
  pair[side === 'caller' ? 'caller' : 'callee'] = socket;
  socket.on('message', (data) => forward({ pair, step: String(data).charAt(0) }));
});
server.listen({ host: '127.0.0.1', port: 0 }, () => {
  answerBenchmark({
    port: (server.address() as AddressInfo).port,
    storage: () => ({ transactions: 0, commitMs: 0 }),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      for (const { caller, callee } of pairs.values())
        for (const socket of [caller, callee]) socket?.terminate();
    },
  });
});
