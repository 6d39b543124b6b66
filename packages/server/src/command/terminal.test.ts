import { afterEach, expect, it } from 'vitest';
import { processTerminal } from './terminal.js';

const before = new Map([process.stdout, process.stderr].map((stream) => [stream, stream.listeners('error')]));

afterEach(() => {
  for (const [stream, listeners] of before) {
    for (const listener of stream.listeners('error')) {
      if (!listeners.includes(listener)) stream.off('error', listener as () => void);
    }
  }
});

it.each(['EPIPE', 'ENOSPC', 'EIO'])('%s of the output does not end the process', (code) => {
  processTerminal.outliveOutput();
  for (const [stream] of before) {
    expect(() => stream.emit('error', Object.assign(new Error(`write ${code}`), { code }))).not.toThrow();
  }
});
