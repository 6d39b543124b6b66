import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

/** The largest message whose length a frame has in two bytes. */
const MAX_SHORT = 0xffff;
/** The largest message whose length stands in the frame's first two bytes. */
const MAX_SHORTEST = 125;

/**
 * A WebSocket whose short messages of ASCII, which are nearly all of a server's, go to the socket as one string with their frame's
 * head. `ws` makes two buffers of each, and Node a list of writes: that costs half as much again. Only for links without compression:
 * then `ws` writes at once, too, and the order of messages is kept whichever way they go.
 */
export class LinkSocket {
  readonly #webSocket: WebSocket;
  readonly #stream: Duplex;

  /** @param stream On which the WebSocket was opened. */
  constructor(webSocket: WebSocket, stream: Duplex) {
    this.#webSocket = webSocket;
    this.#stream = stream;
  }

  get bufferedAmount(): number {
    return this.#webSocket.bufferedAmount;
  }

  send(text: string): void {
    const head = this.#webSocket.readyState === WebSocket.OPEN ? headOf(text) : null;
    if (head === null) this.#webSocket.send(text);
    else this.#stream.write(head + text, 'latin1');
  }

  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  terminate(): void {
    this.#webSocket.terminate();
  }

  get on(): WebSocket['on'] {
    return this.#webSocket.on.bind(this.#webSocket);
  }
}

/** Of a final, unmasked text frame (RFC 6455, 5.2), a character for each byte. null: the message is too long, or not ASCII. */
function headOf(text: string): string | null {
  const { length } = text;
  if (length > MAX_SHORT || Buffer.byteLength(text) !== length) return null;
  if (length <= MAX_SHORTEST) return String.fromCharCode(0x81, length);
  return String.fromCharCode(0x81, 126, length >> 8, length & 0xff);
}
