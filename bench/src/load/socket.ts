import { once } from 'node:events';
import WebSocket from 'ws';

/** One WebSocket of the load generator. Frames stay bytes: most are only counted. */
export class LoadSocket {
  onFrame: (frame: Buffer) => void = () => {};
  onClose: (code: number) => void = () => {};
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    // Fragments, which neither server sends, would come as a list.
    socket.on('message', (data) => this.onFrame(data as Buffer));
    socket.on('close', (code) => this.onClose(code));
    // 'close' follows.
    socket.on('error', () => {});
  }

  /** Resolves when it is open, rejects when it cannot be opened. */
  static async open(url: string): Promise<LoadSocket> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const opened = new LoadSocket(socket);
    await once(socket, 'open');
    return opened;
  }

  send(frame: string): void {
    this.#socket.send(frame);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
