import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { MAX_FRAME } from '@ringback/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AllowedOrigins } from '../config/config.js';
import type { Logger } from '../log/logger.js';
import { isAllowedOrigin } from './origin.js';

export interface LinkInfo {
  /** Where the connection comes from; behind a proxy, the proxy. */
  readonly address: string;
  /** The page's origin; absent: not a browser. */
  readonly origin?: string;
  /** Bytes that have come so far: a frame that comes slowly is a sign of life before it is whole. */
  readonly bytesRead: () => number;
}

export interface LinksOptions {
  readonly accept: (socket: WebSocket, info: LinkInfo) => void;
  readonly allowedOrigins: AllowedOrigins;
  /** While true, new links are refused with 503. */
  readonly isDraining: () => boolean;
  readonly log: Logger;
}

/** A host name has at most 253 characters. */
const MAX_ORIGIN_SHOWN = 300;

interface Refusal {
  readonly status: 403 | 404 | 503;
  readonly message: string;
}

/** Hands WebSockets that are opened at `/ws` to `accept`, and refuses the others with a status and the reason in the body. */
export function serveLinks(server: Server, { accept, allowedOrigins, isDraining, log }: LinksOptions): void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
  });

  const refusalOf = ({ url, headers: { origin, host } }: IncomingMessage): Refusal | undefined => {
    if (url?.split('?', 1)[0] !== '/ws') return { status: 404, message: 'links are opened at /ws' };
    if (origin !== undefined && !isAllowedOrigin(origin, host, allowedOrigins)) {
      const message = `origin ${origin.slice(0, MAX_ORIGIN_SHOWN)} is not allowed here; the server's allowed origins decide (RINGBACK_ALLOWED_ORIGINS)`;
      return { status: 403, message };
    }
    return isDraining() ? { status: 503, message: 'the server is going away' } : undefined;
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const address = request.socket.remoteAddress ?? '';
    const { origin } = request.headers;
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      log.warn({ address, status: refusal.status }, `link refused: ${refusal.message}`);
      refuse(socket, refusal);
      return;
    }
    const bytesRead = () => request.socket.bytesRead;
    const info: LinkInfo = { address, bytesRead, ...(origin === undefined ? {} : { origin }) };
    sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, info));
  });
}

/** Node leaves the connection to us: without a listener of ours, its reset would end the process. */
function refuse(socket: Duplex, { status, message }: Refusal): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const body = `${message}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
      'Connection: close\r\n' +
      'Content-Type: text/plain; charset=utf-8\r\n' +
      'X-Content-Type-Options: nosniff\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
