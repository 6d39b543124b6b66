import {
  type CustomMessage,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGE_KIND,
  MESSAGE_BYTES_PER_S,
  MESSAGES_PER_S,
} from '@ringback/protocol';
import type { Clock } from '../platform/platform.js';

export interface CustomMessageParams {
  /** 1–10; what it means is the app's. Published kits take 1 for captions. */
  cmdId: number;
  /** At most 1024 bytes; a text is sent in UTF-8. */
  data: ArrayBuffer | ArrayBufferView | string;
}

/** `seq` counts the sender's messages, so that an app can tell when one was lost. */
export type CustomMessageListener = (userId: string, cmdId: number, seq: number, data: ArrayBuffer) => void;

interface CustomMessagesParts {
  readonly clock: Clock;
  /** false: nobody can hear it. */
  readonly send: (message: CustomMessage) => boolean;
  readonly received: CustomMessageListener;
}

const WINDOW_MS = 1_000;

/** Messages of the app's own to everybody else in the call. They may be lost. */
export class CustomMessages {
  readonly #parts: CustomMessagesParts;
  #seq = 0;
  #since = 0;
  #count = 0;
  #bytes = 0;

  constructor(parts: CustomMessagesParts) {
    this.#parts = parts;
  }

  send({ cmdId, data }: CustomMessageParams): boolean {
    const bytes = bytesOf(data);
    const isKind = Number.isInteger(cmdId) && cmdId >= 1 && cmdId <= MAX_MESSAGE_KIND;
    if (!isKind || !bytes || bytes.length > MAX_MESSAGE_BYTES || !this.#hasRoom(bytes.length)) return false;
    this.#seq += 1;
    return this.#parts.send({ cmdId, seq: this.#seq, data: btoa(String.fromCharCode(...bytes)) });
  }

  receive(from: string, { cmdId, seq, data }: CustomMessage): void {
    const bytes = decoded(data);
    if (bytes) this.#parts.received(from, cmdId, seq, bytes);
  }

  /** The server takes no more than that. */
  #hasRoom(bytes: number): boolean {
    const now = this.#parts.clock.now();
    if (now - this.#since >= WINDOW_MS) {
      this.#since = now;
      this.#count = 0;
      this.#bytes = 0;
    }
    this.#count += 1;
    this.#bytes += bytes;
    return this.#count <= MESSAGES_PER_S && this.#bytes <= MESSAGE_BYTES_PER_S;
  }
}

/** null: the sender's base64 was none. */
function decoded(data: string): ArrayBuffer | null {
  try {
    return Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)).buffer;
  } catch {
    return null;
  }
}

function bytesOf(data: unknown): Uint8Array | null {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : null;
}
