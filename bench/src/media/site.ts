import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Folders, serveFolders } from '../../../e2e/fixtures/folders.js';

/** As the bundle lies in `bench/dist`. */
const ROOTS = {
  '/engine/': join(import.meta.dirname, '../../packages/engine/dist'),
  '/': join(import.meta.dirname, '../pages'),
};

export type Site = Pick<Folders, 'url' | 'close'>;

/** The pages, the built engine, and at `/relay` a bare relay: what one socket sends, all others get. */
export async function openSite(): Promise<Site> {
  const { server, url, close } = await serveFolders(ROOTS);
  const sockets = new Set<WebSocket>();
  new WebSocketServer({ server, path: '/relay', perMessageDeflate: false }).on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      for (const other of sockets) if (other !== socket) other.send(String(data));
    });
  });
  return {
    url,
    close() {
      for (const socket of sockets) socket.terminate();
      return close();
    },
  };
}
