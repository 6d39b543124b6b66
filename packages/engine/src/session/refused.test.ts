import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

describe('calls that are refused', () => {
  it('S1-08 an unknown callee: rejects 8021, no event, nothing stays open', async () => {
    const it = await loggedIn();
    void it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    await it.refuse('call', 8021, 'not known, has never logged in: B');
    expect(it.order).toEqual(['call rejected 8021']);
    expect(it.media.plane.last.log.at(-1)).toBe('close');
    expect(it.media.capture.published).toEqual({ audio: false, video: false });
    await it.calling();
  });

  it('S1-09 oneself: −1202, and the state is unchanged', async () => {
    const it = await loggedIn();
    await expect(it.engine.call({ userID: 'A', type: 1 })).rejects.toMatchObject({
      code: -1202,
      message: "'userID' cannot be yourself when calling call().",
    });
    expect(it.media.capture.log).toEqual([]);
    await it.calling();
  });

  it('20007 also emits ERROR, behind the rejection (G-17)', async () => {
    const it = await loggedIn();
    void it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    await it.refuse('call', 20007, 'blocked');
    expect(it.order).toEqual(['call rejected 20007', TUICallEvent.ERROR]);
    expect(it.heard[0]?.payload).toEqual({ code: 20007, msg: 'blocked', message: 'blocked' });
  });
});
