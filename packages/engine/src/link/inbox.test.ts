import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { info, received, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

async function lose(it: TestEngine, code = 1006): Promise<void> {
  it.socket.listener.closed(code);
  await it.settle();
}

describe('inbox', () => {
  it('drops what comes twice, and acknowledges several entries together', async () => {
    const it = await loggedIn();
    const missed = { e: 'missed', call: info(), reason: 5 } as const;
    it.socket.receive({ t: 'inbox', seq: 1, events: [missed] });
    it.socket.receive({ t: 'inbox', seq: 1, events: [missed] });
    it.socket.receive({ t: 'inbox', seq: 2, events: [missed] });
    await it.settle();
    expect(it.order).toEqual([TUICallEvent.ON_CALL_CANCELED, TUICallEvent.ON_CALL_CANCELED]);
    expect(it.socket.frames('ack')).toEqual([]);
    await it.pass(0.3);
    expect(it.socket.frames('ack')).toEqual([{ t: 'ack', seq: 2 }]);
  });

  it('a gap breaks the link, which then resumes from before it', async () => {
    const it = await loggedIn();
    it.socket.receive({ t: 'inbox', seq: 1, events: [] });
    it.socket.receive({ t: 'inbox', seq: 3, events: [received()] });
    await it.pass(1);
    expect(it.platform.sockets[0]?.closedByEngine).toBe(true);
    expect(it.order).toEqual([TUICallEvent.ON_LINK_CHANGED]);
    it.socket.listener.opened();
    expect(it.socket.frames('login')[0]?.resume?.seq).toBe(1);
  });

  it('a device that the server made anew has a new inbox', async () => {
    const it = await loggedIn();
    it.commit([]);
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: false, deviceId: 'device-0000000000000002' });
    it.socket.receive({ t: 'inbox', seq: 1, events: [received()] });
    await it.settle();
    expect(it.order).toContain(TUICallEvent.INVITED);
  });

  it('what is no frame, or none that is known or usable, changes nothing', async () => {
    const it = await loggedIn();
    for (const text of [
      '',
      '{',
      'null',
      '7',
      '[]',
      '{"t":"later"}',
      '{"t":"toString"}',
      '{"t":"inbox","seq":"1"}',
    ]) {
      it.socket.receive(text);
    }
    it.socket.receive('{"t":"inbox","seq":1,"events":[{"e":"later"},{"e":"kicked"}]}');
    await it.pass(1);
    expect(it.order).toEqual([]);
    expect(it.socket.frames('ack')).toEqual([{ t: 'ack', seq: 1 }]);
    expect(it.platform.sockets).toHaveLength(1);
  });
});
