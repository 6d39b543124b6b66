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

  it('whoever comes back says it with the login, which alone decides: no command kicks a device that came meanwhile', async () => {
    const test = await new TestEngine().loggedIn();
    const alone = test.engine.enableMultiDeviceAbility(false);
    await test.answer('alone');
    await alone;
    for (const resumed of [true, false]) {
      test.socket.listener.closed(1006);
      await test.pass(5);
      test.welcome({ resumed });
      await test.settle();
      expect(test.socket.frames('login')[0]).toMatchObject({ resume: { alone: true } });
      expect(sent(test)).toEqual([]);
    }
  });

  it('a device whose token was refused logs in as any new one, and says it then', async () => {
    const test = await new TestEngine().loggedIn();
    const alone = test.engine.enableMultiDeviceAbility(false);
    await test.answer('alone');
    await alone;
    test.socket.listener.closed(1006);
    await test.pass(5);
    test.socket.listener.opened();
    test.socket.receive({ t: 'refused', code: 101002, message: 'the token does not belong to this device' });
    await test.settle();
    test.welcome();
    await test.settle();
    expect(test.socket.frames('login')[0]).not.toHaveProperty('resume');
    expect(sent(test)).toEqual([true]);
  });

  it('without the wish the login says nothing of it', async () => {
    const test = await new TestEngine().loggedIn();
    test.socket.listener.closed(1006);
    await test.pass(5);
    test.socket.listener.opened();
    expect(test.socket.frames('login')[0]).toMatchObject({ resume: { seq: 0 } });
    expect(test.socket.frames('login')[0]).not.toHaveProperty('resume.alone');
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
