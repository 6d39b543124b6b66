import { describe, expect, it } from 'vitest';
import { createManualClock } from '../system/testing/manual-clock.js';
import { createRateLimiter } from './rate-limit.js';

const limit = { most: 20, windowMs: 60_000, maxAddresses: 3 };

function setUp() {
  const clock = createManualClock(1_000_000);
  const limiter = createRateLimiter(limit, clock);
  const times = (count: number, address: string) =>
    Array.from({ length: count }, () => limiter.take(address).ok).filter((ok) => ok).length;
  return { clock, limiter, times };
}

describe('createRateLimiter', () => {
  it('lets 20 a minute pass, and says when the next may come', () => {
    const { clock, limiter, times } = setUp();
    expect(times(19, '192.0.2.1')).toBe(19);
    clock.advance(10_000);
    expect(times(2, '192.0.2.1')).toBe(1);
    expect(limiter.take('192.0.2.1')).toEqual({ ok: false, retryAfterS: 50 });
    expect(limiter.take('192.0.2.2')).toEqual({ ok: true });
    clock.advance(49_999);
    expect(limiter.take('192.0.2.1')).toEqual({ ok: false, retryAfterS: 1 });
    clock.advance(1);
    expect(times(30, '192.0.2.1')).toBe(19);
  });

  it('holds over the border of any minute', () => {
    const { clock, times } = setUp();
    clock.advance(59_000);
    expect(times(30, 'a')).toBe(20);
    clock.advance(2_000);
    expect(times(30, 'a')).toBe(0);
  });

  it('remembers so many addresses and no more', () => {
    const { times } = setUp();
    for (const address of ['a', 'b', 'c', 'b', 'd']) times(20, address);
    expect(times(1, 'b')).toBe(0);
    expect(times(1, 'a')).toBe(1);
  });

  it('does not block anybody when the clock is set back', () => {
    const { clock, limiter, times } = setUp();
    times(20, 'a');
    const earlier = createManualClock(clock.now() - 3_600_000);
    clock.now = earlier.now;
    expect(limiter.take('a')).toEqual({ ok: true });
  });

  it.each([
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8::1', '2001:db8:0:0:8000::', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['fe80::1%eth0', 'fe80::2', true],
    ['::1', '2001:db8::1', false],
  ])('%s and %s are one customer: %s', (one, other, same) => {
    const { times } = setUp();
    times(20, one);
    expect(times(1, other)).toBe(same ? 0 : 1);
  });
});
