import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveLinks } from '../http/links.js';
import { openListener } from '../http/listener.js';
import { AddressLimits } from '../limits/address-limits.js';
import { createClientAddress } from '../limits/client-address.js';
import { createLogger } from '../log/logger.js';
import { systemClock } from '../system/clock.js';
import { TestServer } from './testing/server.js';

const PLACE = { host: '127.0.0.1', port: 0, settings: { host: 'HOST', port: 'PORT' } };

/** The gateway behind real WebSockets; returns what opens one. */
async function serve(server: TestServer): Promise<() => Promise<WebSocket>> {
  const http = createServer();
  serveLinks(http, {
    accept: (socket, info) => server.gateway.accept(socket, info),
    allowedOrigins: { kind: 'own' },
    clientAddress: createClientAddress([]),
    addressLimits: new AddressLimits({ links: 0, failedLogins: 0 }, systemClock),
    isDraining: () => false,
    log: createLogger('silent'),
  });
  const listener = await openListener(http, PLACE, systemClock);
  onTestFinished(() => listener.close());
  return async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${listener.address.port}/ws`);
    onTestFinished(() => socket.terminate());
    await once(socket, 'open');
    return socket;
  };
}

const next = async (socket: WebSocket): Promise<unknown> => {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
};
const closed = async (socket: WebSocket): Promise<number> => {
  const [code] = await once(socket, 'close');
  return code;
};

test('a login, a request and a close over a real WebSocket', async () => {
  const server = await TestServer.start();
  const socket = await (await serve(server))();
  socket.send(JSON.stringify(server.loginFrame('ann')));
  expect(await next(socket)).toMatchObject({ t: 'welcome' });
  socket.send(JSON.stringify({ t: 'request', id: 'r', request: { ask: 'profiles', userIds: ['ann'] } }));
  expect(await next(socket)).toMatchObject({ t: 'reply', id: 'r' });
  socket.send(JSON.stringify({ t: 'command', id: 'l'.repeat(22), command: { op: 'logout' } }));
  expect(await next(socket)).toMatchObject({ t: 'reply' });
  expect(await closed(socket)).toBe(4410);
  await expect.poll(() => server.gateway.linkCount()).toBe(0);
});

test('pings of the WebSocket itself are answered, up to a bound before the login', async () => {
  const server = await TestServer.start();
  const socket = await (await serve(server))();
  let answers = 0;
  socket.on('pong', () => {
    answers += 1;
  });
  for (let sent = 0; sent < 16; sent += 1) socket.ping();
  await expect.poll(() => answers).toBe(16);
  socket.ping();
  expect(await closed(socket)).toBe(4400);
});

test.each([
  ['an oversized frame', (socket: WebSocket) => socket.send('x'.repeat(70_000)), 1009],
  ['a binary message', (socket: WebSocket) => socket.send(Buffer.from([1, 2, 3])), 4400],
  [
    'text that is not UTF-8',
    (socket: WebSocket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }),
    1007,
  ],
])('%s closes its link, counts as a loss, and closes no other', async (_what, send, code) => {
  const server = await TestServer.start();
  const open = await serve(server);
  const [eve, bystander] = [await open(), await open()];
  for (const [userId, socket] of [
    ['eve', eve],
    ['bob', bystander],
  ] as const) {
    socket.send(JSON.stringify(server.loginFrame(userId)));
    await next(socket);
  }
  send(eve);
  expect(await closed(eve)).toBe(code);
  bystander.send(JSON.stringify({ t: 'request', id: 'r', request: { ask: 'profiles', userIds: ['bob'] } }));
  expect(await next(bystander)).toMatchObject({ t: 'reply', id: 'r' });
  await expect.poll(() => server.gateway.linkCount()).toBe(1);
});
