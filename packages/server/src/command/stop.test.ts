import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../system/testing/manual-clock.js';
import { untilStopped } from './stop.js';
import type { StopSignal } from './terminal.js';

const log = pino({ level: 'silent' });
let clock: ManualClock;
let send: (signal: StopSignal) => void;
const terminal = {
  onSignal: (listener: (signal: StopSignal) => void) => {
    send = listener;
  },
};

beforeEach(() => {
  clock = createManualClock(0);
});

function running() {
  let closed: { resolve(): void; reject(error: Error): void } | undefined;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      closed = { resolve, reject };
    });
  const code = untilStopped(close, terminal, clock, log);
  return { code, isClosing: () => closed !== undefined, closed: () => closed! };
}

describe('untilStopped', () => {
  it('closes at the first signal and exits with 0', async () => {
    const server = running();
    expect(server.isClosing()).toBe(false);
    send('SIGTERM');
    expect(server.isClosing()).toBe(true);
    server.closed().resolve();
    expect(await server.code).toBe(0);
  });

  it('exits with 1 when closing fails or takes too long', async () => {
    const failing = running();
    send('SIGTERM');
    failing.closed().reject(new Error('disk'));
    expect(await failing.code).toBe(1);
    const hanging = running();
    send('SIGINT');
    clock.advance(9_000);
    expect(await hanging.code).toBe(1);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('exits at once at a second signal: %s', async (signal, expected) => {
    const server = running();
    send('SIGTERM');
    clock.advance(500);
    send(signal);
    expect(await server.code).toBe(expected);
  });

  it('takes the same Ctrl-C that comes twice, from the terminal and from npm, for one', async () => {
    const server = running();
    send('SIGINT');
    clock.advance(20);
    send('SIGINT');
    server.closed().resolve();
    expect(await server.code).toBe(0);
  });
});
