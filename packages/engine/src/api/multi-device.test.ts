import { describe, expect, it } from 'vitest';
import { TestEngine } from '../testing/test-engine.js';

const sent = (test: TestEngine) => test.socket.commands('alone').map(({ command }) => command.alone);

describe('G-11 enableMultiDeviceAbility', () => {
  it('tells the server, and resolves with its answer', async () => {
    const test = await new TestEngine().loggedIn();
    expect(sent(test)).toEqual([]);
    const alone = test.watch('alone', test.engine.enableMultiDeviceAbility(false));
    await test.settle();
    expect(alone.outcome.state).toBe('pending');
    await test.answer('alone');
    expect(alone.outcome.state).toBe('resolved');
    expect(sent(test)).toEqual([true]);
  });

  it('before the login it counts from the login on', async () => {
    const test = new TestEngine();
    await test.engine.enableMultiDeviceAbility(false);
    await test.loggedIn();
    expect(sent(test)).toEqual([true]);
  });

  it('a device that the server made anew says it again, one that was resumed does not', async () => {
    const test = await new TestEngine().loggedIn();
    const alone = test.engine.enableMultiDeviceAbility(false);
    await test.answer('alone');
    await alone;
    test.socket.listener.closed(1006);
    await test.pass(5);
    test.welcome({ resumed: true });
    await test.settle();
    expect(sent(test)).toEqual([]);
    test.socket.listener.closed(1006);
    await test.pass(5);
    test.welcome();
    await test.settle();
    expect(sent(test)).toEqual([true]);
  });

  it('−1002 is the server’s word where the app allows one device; what was asked before goes on', async () => {
    const test = await new TestEngine().loggedIn();
    const refused = test.watch('many', test.engine.enableMultiDeviceAbility(true));
    await test.refuse('alone', -1002);
    expect(refused.outcome).toMatchObject({ error: { code: -1002 } });
    test.socket.listener.closed(1006);
    await test.pass(5);
    test.welcome();
    await test.settle();
    expect(sent(test)).toEqual([]);
  });
});
