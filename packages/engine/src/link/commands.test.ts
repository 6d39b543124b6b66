import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { canceled, info, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

async function lose(it: TestEngine, code = 1006): Promise<void> {
  it.socket.listener.closed(code);
  await it.settle();
}

describe('commands', () => {
  it('G-16 without a link a command rejects −1406 after 10 s; one that was never sent needs no withdrawal', async () => {
    const it = await loggedIn();
    await lose(it);
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.pass(9.9);
    expect(call.outcome.state).toBe('pending');
    await it.pass(0.1);
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    it.welcome({ resumed: true });
    expect(it.socket.frames('command')).toEqual([]);
  });

  it('G-16 a command that was sent and is given up is withdrawn by its id when the link is back', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    const { id } = it.command('call');
    await lose(it);
    await it.pass(10);
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    it.welcome({ resumed: true });
    expect(it.socket.frames('command').map(({ command }) => command)).toEqual([
      { op: 'withdraw', commandId: id },
    ]);
  });

  it('G-16 a server that does not answer is given up after 15 s, and the command withdrawn at once', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    for (let beats = 0; beats < 15; beats += 1) {
      await it.pass(1);
      it.socket.receive({ t: 'ping' });
    }
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    expect(it.command('withdraw').command.commandId).toBe(it.command('call').id);
    it.socket.receive({ t: 'reply', id: it.command('call').id, result: { call: info(), state: 'ringing' } });
    await it.settle();
    expect(it.order).toEqual(['call rejected -1406']);
  });

  it('G-08 a command without an answer goes out again under its id with the next link', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    const first = it.command('call');
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: true });
    expect(it.command('call')).toEqual(first);
    await it.answer('call', { call: info(), state: 'ringing' });
    expect(call.outcome.state).toBe('resolved');
  });

  it('G-16 what was sent to a device that the server has given up rejects −1406', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: false });
    await it.settle();
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    expect(it.socket.frames('command')).toEqual([]);
  });

  it('G-15 an answer resolves before the events of its commit, which come in a later task', async () => {
    const it = await loggedIn();
    it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    await it.answer(
      'call',
      { call: info(), state: 'ringing' },
      { e: 'lineBusy', callId: info().callId, userId: 'B' },
      canceled(info(), 'inviter', 5),
    );
    expect(it.order.slice(0, 2)).toEqual(['call resolved', TUICallEvent.LINE_BUSY]);
  });

  it('requests go out again too, and reject with the server’s words', async () => {
    const it = await loggedIn();
    const calls = it.watch('calls', it.engine.getRecentCalls());
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: true });
    const [request] = it.socket.requests('recentCalls');
    expect(request?.request).toEqual({ ask: 'recentCalls', limit: 20 });
    it.socket.receive({ t: 'reply', id: request!.id, error: { code: 101001, message: 'the disk is full' } });
    await it.settle();
    expect(calls.outcome).toMatchObject({
      error: { code: 101001, message: 'the disk is full', functionName: 'getRecentCalls' },
    });
  });
});
