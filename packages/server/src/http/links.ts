import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { MAX_FRAME } from '@ringback/protocol';
import { WebSocketServer } from 'ws';
import type { AllowedOrigins } from '../config/config.js';
import type { AddressLimits } from '../limits/address-limits.js';
import type { ClientAddress } from '../limits/client-address.js';
import type { Logger } from '../log/logger.js';
import { LinkSocket } from './link-socket.js';
import { isAllowedOrigin } from './origin.js';

export interface LinkInfo {
  /** Where the connection comes from, as far as the proxies are trusted that name it. */
  readonly address: string;
  /** The page's origin; absent: not a browser. */
  readonly origin?: string;
  /** Bytes that have come so far: a frame that comes slowly is a sign of life before it is whole. */
  readonly bytesRead: () => number;
}

export interface LinksOptions {
  readonly accept: (socket: LinkSocket, info: LinkInfo) => void;
  readonly allowedOrigins: AllowedOrigins;
  readonly clientAddress: ClientAddress;
  readonly addressLimits: Pick<AddressLimits, 'link' | 'login' | 'isNews'>;
  /** While true, new links are refused with 503. */
  readonly isDraining: () => boolean;
  readonly log: Logger;
  /** Counts links that were refused. Default: nothing does. */
  readonly refused?: ((status: Refusal['status']) => void) | undefined;
}

/** A host name has at most 253 characters. */
const MAX_ORIGIN_SHOWN = 300;

interface Refusal {
  readonly status: 403 | 404 | 429 | 503;
  readonly message: string;
  /** Default: nothing is said of it. */
  readonly retryAfterS?: number;
}

/** Hands WebSockets that are opened at `/ws` to `accept`, and refuses the others with a status and the reason in the body. */
export function serveLinks(server: Server, options: LinksOptions): void {
  const { accept, allowedOrigins, clientAddress, isDraining, log } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
  });

  const refusalOf = (
    { url, headers: { origin, host } }: IncomingMessage,
    address: string,
  ): Refusal | undefined => {
    if (url?.split('?', 1)[0] !== '/ws') return { status: 404, message: 'links are opened at /ws' };
    if (origin !== undefined && !isAllowedOrigin(origin, host, allowedOrigins)) {
      const message = `origin ${origin.slice(0, MAX_ORIGIN_SHOWN)} is not allowed here; the server's allowed origins decide (RINGBACK_ALLOWED_ORIGINS)`;
      return { status: 403, message };
    }
    if (isDraining()) return { status: 503, message: 'the server is going away' };
    return tooMany(options.addressLimits, address);
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const address = clientAddress(request);
    const { origin } = request.headers;
    const refusal = refusalOf(request, address);
    if (refusal !== undefined) {
      options.refused?.(refusal.status);
      if (options.addressLimits.isNews(address)) {
        log.warn({ address, status: refusal.status }, `link refused: ${refusal.message}`);
      }
      refuse(socket, refusal);
      return;
    }
    // Of the socket alone: what holds the request holds its headers for as long as the link lives.
    const { socket: tcp } = request;
    const bytesRead = () => tcp.bytesRead;
    const info: LinkInfo = { address, bytesRead, ...(origin === undefined ? {} : { origin }) };
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      accept(new LinkSocket(webSocket, socket), info),
    );
  });
}

function tooMany(limits: LinksOptions['addressLimits'], address: string): Refusal | undefined {
  const login = limits.login(address);
  if (!login.ok) return tooManyOf('failed logins', login.retryAfterS);
  const link = limits.link(address);
  return link.ok ? undefined : tooManyOf('links', link.retryAfterS);
}

const tooManyOf = (what: string, retryAfterS: number): Refusal => ({
  status: 429,
  message: `too many ${what} from this address, try again in ${retryAfterS} s`,
  retryAfterS,
});

/** Node leaves the connection to us: without a listener of ours, its reset would end the process. */
function refuse(socket: Duplex, { status, message, retryAfterS }: Refusal): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const body = `${message}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
      'Connection: close\r\n' +
      (retryAfterS === undefined ? '' : `Retry-After: ${retryAfterS}\r\n`) +
      'Content-Type: text/plain; charset=utf-8\r\n' +
      'X-Content-Type-Options: nosniff\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
