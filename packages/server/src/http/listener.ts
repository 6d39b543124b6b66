import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../system/clock.js';
import { type ListenPlace, listen } from './listen.js';

/** Requests that are under way are answered within this time when the server closes. */
const LAST_ANSWERS_MS = 1_000;

export interface Listener {
  readonly address: AddressInfo;
  /** Takes no new connection, lets requests that are under way be answered, and closes what is still open. */
  close(): Promise<void>;
}

/** Listens, and knows its connections: Node leaves those that became links out of what it closes. @throws ListenError */
export async function openListener(server: Server, place: ListenPlace, clock: Clock): Promise<Listener> {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const address = await listen(server, place);
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        const cancel = clock.after(LAST_ANSWERS_MS, () => {
          for (const socket of connections) socket.destroy();
        });
        server.close(() => {
          cancel();
          resolve();
        });
      }),
  };
}
