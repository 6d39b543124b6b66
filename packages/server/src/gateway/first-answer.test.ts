import { describe, expect, test } from 'vitest';
import { drawId } from './testing/client.js';
import { calling, PUBLISH, TestServer } from './testing/server.js';

describe('G-08 S1-30 a command that is repeated', () => {
  test('has its first answer while the device is in the call', async () => {
    const server = await TestServer.start();
    const [ann] = [await server.login('ann'), await server.login('bob')];
    const id = drawId();
    await ann.command(calling(['bob']), id);
    await ann.say({ t: 'command', id, command: calling(['bob']) });
    expect(ann.of('reply')).toMatchObject([{ id, result: { state: 'ringing' } }]);
  });

  test('is refused when the call has ended', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    const id = drawId();
    await ann.command(calling(['bob']), id);
    const [ring] = bob.events;
    if (ring?.e !== 'received') throw new Error('no ring');
    await bob.command({ op: 'reject', callId: ring.call.callId, ring: ring.ring });
    await ann.say({ t: 'command', id, command: calling(['bob']) });
    expect(ann.of('reply')).toMatchObject([{ id, error: { code: -1203 } }]);
    expect(bob.heard).toEqual(['received', 'canceled']);
  });

  test('S2-20 is refused when another device has taken the call over', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const [ring] = bob.events;
    if (ring?.e !== 'received') throw new Error('no ring');
    const { callId } = ring.call;
    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    const [other, id] = [await server.login('bob'), drawId()];
    const joining = { op: 'join', callId, publish: PUBLISH } as const;
    await other.command({ ...joining, replaces: bob.welcome.deviceId }, id);
    await bob.command({ ...joining, replaces: other.welcome.deviceId });
    await other.say({ t: 'command', id, command: { ...joining, replaces: bob.welcome.deviceId } });
    expect(other.of('reply')).toMatchObject([{ id, error: { code: -1203 } }]);
    expect(other.heard.at(-1)).toBe('ended');
    await ann.command({ op: 'hangup', callId });
    const late = await server.resume('bob', other);
    await late.say({ t: 'command', id, command: { ...joining, replaces: bob.welcome.deviceId } });
    expect(late.of('reply')).toMatchObject([{ id, error: { code: 101004 } }]);
  });
});
