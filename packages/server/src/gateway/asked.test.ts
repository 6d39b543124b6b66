import { expect, test } from 'vitest';
import { settled } from '../system/testing/virtual-clock.js';
import { type Client, drawId } from './testing/client.js';
import { calling, TestServer } from './testing/server.js';

const STRANGERS = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(64, 'x'));

/** Lines about what this user was refused. */
const lines = (server: TestServer, user: string, level: string) =>
  server.lines.filter((line) => line.user === user && line.level === level && 'op' in line);

/** So many calls to people who are not known. */
async function refused(client: Client, times: number): Promise<void> {
  for (let sent = 0; sent < times; sent += 1) {
    client.socket.say({ t: 'command', id: drawId(), command: calling(STRANGERS) });
  }
  await settled();
}

test('what is refused does not fill the log: ten lines a minute of each user, the others to debug', async () => {
  const server = await TestServer.start();
  const ann = await server.login('ann');
  const other = await server.login('ann');
  const bob = await server.login('bob');
  await refused(ann, 15);
  await refused(other, 5);
  await refused(bob, 1);
  expect([lines(server, 'ann', 'info').length, lines(server, 'ann', 'debug').length]).toEqual([10, 10]);
  expect(lines(server, 'bob', 'info')).toHaveLength(1);
  await server.tick(60_000);
  await refused(ann, 1);
  expect(lines(server, 'ann', 'info')).toHaveLength(11);
});

test('whoever is refused is told all of it, and the log the beginning', async () => {
  const server = await TestServer.start();
  const ann = await server.login('ann');
  await refused(ann, 1);
  const [reply] = ann.of<{ error: { message: string } }>('reply');
  expect(reply?.error.message).toContain(STRANGERS.at(-1));
  const [line] = lines(server, 'ann', 'info');
  expect(line?.msg).toContain(STRANGERS[0]);
  expect(String(line?.msg).length).toBeLessThan(250);
});
