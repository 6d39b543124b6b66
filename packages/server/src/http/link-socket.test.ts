import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { Duplex } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { AddressLimits } from '../limits/address-limits.js';
import { createClientAddress } from '../limits/client-address.js';
import { createLogger } from '../log/logger.js';
import { systemClock } from '../system/clock.js';
import type { LinkSocket } from './link-socket.js';
import { serveLinks } from './links.js';
import { openListener } from './listener.js';

/** A server, and its end of the first link that is opened. */
async function listen() {
  const http = createServer();
  const accepted = new Promise<LinkSocket>((resolve) => {
    serveLinks(http, {
      accept: resolve,
      allowedOrigins: { kind: 'own' },
      clientAddress: createClientAddress([]),
      addressLimits: new AddressLimits({ links: 0, failedLogins: 0 }, systemClock),
      isDraining: () => false,
      log: createLogger('silent'),
    });
  });
  const place = { host: '127.0.0.1', port: 0, settings: { host: 'HOST', port: 'PORT' } };
  const listener = await openListener(http, place, systemClock);
  onTestFinished(() => listener.close());
  return { server: accepted, port: listener.address.port };
}

/** Both ends of a link, and what comes at the client's. */
async function open() {
  const { server, port } = await listen();
  const client = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  onTestFinished(() => client.terminate());
  const received: string[] = [];
  client.on('message', (data) => received.push(String(data)));
  return { server: await server, client, received };
}

test('messages of every length and alphabet come whole, as they are, and in order', async () => {
  const { server, client, received } = await open();
  const lengths = [0, 1, 125, 126, 127, 128, 255, 256, 4_096, 20_000, 65_535, 65_536, 200_000];
  const sent = lengths.flatMap((length) => [
    'x'.repeat(length),
    `${'y'.repeat(length)}\u0000\u007f`,
    `${'é'.repeat(length)}`,
    `${'z'.repeat(length)}用户 😀`,
  ]);
  for (const text of sent) server.send(text);
  server.close(4_410, 'that is all');
  const [code, reason] = await once(client, 'close');
  expect(received.length).toBe(sent.length);
  for (const [index, text] of sent.entries()) expect(received[index] === text, `message ${index}`).toBe(true);
  expect([code, String(reason)]).toEqual([4_410, 'that is all']);
});

test('what a client has not read yet is counted, and comes once it reads', async () => {
  const { server, client, received } = await open();
  await once(client, 'open');
  client.pause();
  const text = 'x'.repeat(60_000);
  for (let sent = 0; sent < 400; sent += 1) server.send(text);
  expect(server.bufferedAmount).toBeGreaterThan(1_000_000);
  client.resume();
  await expect.poll(() => received.length).toBe(400);
  expect(received.every((one) => one === text)).toBe(true);
  expect(server.bufferedAmount).toBe(0);
});

test('nothing follows a close on the wire', async () => {
  const { server, port } = await listen();
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
  };
  const request = get({ host: '127.0.0.1', port, path: '/ws', headers });
  const [, stream, head] = (await once(request, 'upgrade')) as [unknown, Duplex, Buffer];
  const link = await server;
  link.send('first');
  link.close(1_000, '');
  link.send('late');
  stream.write(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
  const rest: Buffer[] = await stream.toArray();
  const close = Buffer.from([0x88, 2, 0x03, 0xe8]);
  expect(Buffer.concat([head, ...rest])).toEqual(
    Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('first'), close]),
  );
});
