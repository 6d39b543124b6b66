import { expect, it } from 'vitest';
import { customerOf } from './customer.js';

it.each([
  ['192.0.2.1', '::ffff:192.0.2.1', true],
  ['192.0.2.1', '::ffff:c000:201', true],
  ['192.0.2.1', '192.0.2.2', false],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8::1', '2001:DB8:0:0:8000::', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['fe80::1%eth0', 'fe80::2', true],
  ['::1', '2001:db8::1', false],
  ['', '192.0.2.1', false],
])('%s and %s are one customer: %s', (one, other, same) => {
  expect(customerOf(one) === customerOf(other)).toBe(same);
});
