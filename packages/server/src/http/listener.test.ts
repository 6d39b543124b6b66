import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../system/testing/manual-clock.js';
import type { HttpApp } from './app.js';
import { createHttpServer } from './listen.js';
import { openListener } from './listener.js';

const PLACE = { host: '127.0.0.1', port: 0, settings: { host: 'HOST', port: 'PORT' } };

const opened = (port: number) =>
  new Promise<Socket>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
  });
const gone = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

describe('openListener', () => {
  it('closes idle connections at once, answers what is under way, and ends the rest in the end', async () => {
    const clock = createManualClock(0);
    const app: HttpApp = new Hono();
    let answer: (text: string) => void = () => {};
    const asked = new Promise<void>((hasAsked) => {
      app.get('/slow', async (c) => {
        hasAsked();
        return c.text(await new Promise<string>((resolve) => (answer = resolve)));
      });
    });
    const server = createHttpServer(app);
    server.on('upgrade', () => {});
    const listener = await openListener(server, PLACE, clock);
    const { port } = listener.address;
    const slow = fetch(`http://127.0.0.1:${port}/slow`);
    await asked;
    const link = await opened(port);
    link.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await new Promise((resolve) => server.once('upgrade', resolve));
    const linkGone = gone(link);

    const closed = listener.close();
    await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
    answer('done');
    expect(await (await slow).text()).toBe('done');
    clock.advance(1_000);
    await linkGone;
    await closed;
  });
});
