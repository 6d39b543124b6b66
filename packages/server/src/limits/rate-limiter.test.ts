import { describe, expect, it } from 'vitest';
import { createManualClock } from '../system/testing/manual-clock.js';
import { RateLimiter } from './rate-limiter.js';

function setUp() {
  const clock = createManualClock(1_000_000);
  const limiter = new RateLimiter({ windowMs: 60_000, maxKeys: 3 }, clock);
  const times = (count: number, key: string, most = 20) =>
    Array.from({ length: count }, () => limiter.take(key, most).ok).filter((ok) => ok).length;
  return { clock, limiter, times };
}

describe('RateLimiter', () => {
  it('lets 20 a minute pass, and says when the next may come', () => {
    const { clock, limiter, times } = setUp();
    expect(times(19, 'a')).toBe(19);
    clock.advance(10_000);
    expect(times(2, 'a')).toBe(1);
    expect(limiter.take('a', 20)).toEqual({ ok: false, retryAfterS: 50 });
    expect(limiter.take('b', 20)).toEqual({ ok: true });
    clock.advance(49_999);
    expect(limiter.take('a', 20)).toEqual({ ok: false, retryAfterS: 1 });
    clock.advance(1);
    expect(times(30, 'a')).toBe(19);
  });

  it('holds over the border of any minute', () => {
    const { clock, times } = setUp();
    clock.advance(59_000);
    expect(times(30, 'a')).toBe(20);
    clock.advance(2_000);
    expect(times(30, 'a')).toBe(0);
  });

  it('checks without counting', () => {
    const { limiter, times } = setUp();
    for (let asked = 0; asked < 30; asked += 1) expect(limiter.check('a', 1)).toEqual({ ok: true });
    expect(times(2, 'a', 1)).toBe(1);
    expect(limiter.check('a', 1)).toEqual({ ok: false, retryAfterS: 60 });
  });

  it('0 is no limit, and remembers nothing', () => {
    const { limiter, times } = setUp();
    expect(times(100, 'a', 0)).toBe(100);
    expect(limiter.check('a', 0)).toEqual({ ok: true });
    expect(limiter.size).toBe(0);
  });

  it('remembers so many keys and no more', () => {
    const { limiter, times } = setUp();
    for (const key of ['a', 'b', 'c', 'b', 'd']) times(20, key);
    expect(limiter.size).toBe(3);
    expect(times(1, 'b')).toBe(0);
    expect(times(1, 'a')).toBe(1);
  });

  it('forgets who has been quiet for a window', () => {
    const { clock, limiter, times } = setUp();
    times(1, 'a');
    times(1, 'b');
    clock.advance(60_000);
    times(1, 'c');
    expect(limiter.size).toBe(1);
  });

  it('does not block anybody when the clock is set back', () => {
    const { clock, limiter, times } = setUp();
    times(20, 'a');
    const earlier = createManualClock(clock.now() - 3_600_000);
    clock.now = earlier.now;
    expect(limiter.take('a', 20)).toEqual({ ok: true });
  });
});
