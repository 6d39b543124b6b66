import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Certificate } from '../tls/certificate.js';
import type { HttpApp } from './app.js';

/** A client that takes longer to send its headers or its small body is not waited for. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the usual 60 s of proxies, so that they and not the server close an idle connection. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const TIMEOUT_CHECKS_MS = 5_000;

/** @param certificate With one it speaks https alone. */
export function createHttpServer(app: HttpApp, certificate?: Certificate): Server {
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECKS_MS,
  };
  // The adapter would replace the global Request and Response, also for whoever runs this server inside his own program.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const serve = (request: IncomingMessage, response: ServerResponse) => void listener(request, response);
  if (certificate === undefined) return createServer(options, serve);
  return createTlsServer({ ...options, ...certificate, handshakeTimeout: HEADERS_TIMEOUT_MS }, serve);
}

/** Where to listen, and which settings say so: an error names them. */
export interface ListenPlace {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly settings: { readonly host: string; readonly port: string };
}

/** The server cannot listen where it was told to. */
export class ListenError extends Error {
  override readonly name = 'ListenError';

  private constructor(
    readonly code: string,
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }

  static from(cause: NodeJS.ErrnoException, place: ListenPlace): ListenError {
    const code = cause.code ?? 'UNKNOWN';
    return new ListenError(code, reasonOf(code, place), { cause });
  }
}

function reasonOf(code: string, { host, port, settings }: ListenPlace): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use; stop what uses it, or choose another by ${settings.port}`;
    case 'EACCES':
      return `port ${port} on ${host} is not allowed to this user; choose one above 1023 by ${settings.port}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine; see ${settings.host}`;
    default:
      return `cannot listen on port ${port} of ${host}: ${code}`;
  }
}

/** Resolves with the address when the server listens. @throws ListenError */
export function listen(server: Server, place: ListenPlace): Promise<AddressInfo> {
  const { host, port } = place;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(ListenError.from(error, place));
    server.once('error', fail);
    server.listen({ host, port }, () => {
      server.off('error', fail);
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
      else reject(new TypeError('a TCP server has an address and a port'));
    });
  });
}
