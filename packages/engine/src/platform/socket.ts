/** One WebSocket, as far as the link needs it. */
export interface Socket {
  /** Only while it is open. */
  send(text: string): void;
  /** Idempotent. The listener hears nothing more. */
  close(): void;
}

export interface SocketListener {
  opened(): void;
  received(text: string): void;
  /** Once, at the end; nothing follows. */
  closed(code: number): void;
}

/** Throws where the address cannot be used at all, e.g. `ws:` from an `https:` page. */
export type OpenSocket = (url: string, listener: SocketListener) => Socket;

/** The browser's WebSocket, looked up when it is used: importing this file needs none. */
export const openWebSocket: OpenSocket = (url, listener) => {
  const socket = new WebSocket(url);
  let heard = true;
  socket.onopen = () => {
    if (heard) listener.opened();
  };
  socket.onmessage = (message) => {
    if (heard && typeof message.data === 'string') listener.received(message.data);
  };
  socket.onclose = ({ code }) => {
    if (!heard) return;
    heard = false;
    listener.closed(code);
  };
  return {
    send: (text) => socket.send(text),
    close() {
      heard = false;
      socket.close();
    },
  };
};
