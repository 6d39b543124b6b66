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

const failing = (code: string) => Object.assign(new Error(`write ${code}`), { code });

it('whoever reads the output may go; another fault of it is not kept quiet', () => {
  processTerminal.outliveReaders();
  for (const [stream] of before) {
    expect(() => stream.emit('error', failing('EPIPE'))).not.toThrow();
    expect(() => stream.emit('error', failing('EIO'))).toThrow('write EIO');
  }
});
