import type { RawData } from 'ws';

/** What the gateway uses of a `ws` WebSocket; tests put a pair in memory in its place. */
export interface Socket {
  /** Bytes that wait to be read by the other side. */
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: 'message', listener: (data: RawData, isBinary: boolean) => void): unknown;
  /** Of the WebSocket itself, which `ws` answers; with what they carry. */
  on(event: 'ping' | 'pong', listener: (data: Buffer) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Where a connection comes from. */
export interface ConnectionInfo {
  /** The client's, as far as the proxies are trusted that name it. */
  readonly address: string;
  /** The page's origin; absent: not a browser. It was found allowed before. */
  readonly origin?: string | undefined;
  /** Bytes that have come so far: a frame that comes slowly is a sign of life before it is whole. */
  readonly bytesRead: () => number;
}
