import { describe, expect, it } from 'vitest';
import { createClientAddress, isAddressOrRange } from './client-address.js';

const LOOPBACK = ['127.0.0.0/8', '::1'];

function addressOf(
  trusted: readonly string[],
  remoteAddress: string | undefined,
  forwardedFor?: string,
): string {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return createClientAddress(trusted)({ headers, socket: { remoteAddress } as never });
}

describe('createClientAddress', () => {
  it('believes nobody but a trusted proxy', () => {
    expect(addressOf(LOOPBACK, '192.0.2.1')).toBe('192.0.2.1');
    expect(addressOf(LOOPBACK, '192.0.2.1', '198.51.100.1')).toBe('192.0.2.1');
    expect(addressOf([], '127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
    expect(addressOf(LOOPBACK, undefined, '198.51.100.1')).toBe('');
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'])(
    '%s is loopback',
    (peer) => {
      expect(addressOf(LOOPBACK, peer, '198.51.100.1')).toBe('198.51.100.1');
    },
  );

  it('takes the right-most address that is no trusted proxy’s: the rest anybody could have written', () => {
    const proxies = [...LOOPBACK, '10.0.0.0/8', '2001:db8:ffff::/48'];
    expect(addressOf(proxies, '127.0.0.1', '203.0.113.9, 198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf(proxies, '127.0.0.1', '203.0.113.9, 198.51.100.1, 10.1.2.3')).toBe('198.51.100.1');
    expect(addressOf(proxies, '::1', '203.0.113.9,2001:db8::5 , 2001:db8:ffff::1')).toBe('2001:db8::5');
    expect(addressOf(proxies, '127.0.0.1', '10.0.0.1, 10.0.0.2')).toBe('10.0.0.1');
  });

  it.each(['fe80::1%a-b', 'fe80::1%br-lan', 'fe80::1%eth0', 'fe80::1%x.y'])(
    '%s is an address like any other',
    (zoned) => {
      expect(addressOf(LOOPBACK, '127.0.0.1', `198.51.100.1, ${zoned}`)).toBe(zoned);
      expect(addressOf(['fe80::/10'], zoned, '198.51.100.1')).toBe('198.51.100.1');
      expect(addressOf([zoned], 'fe80::1', '198.51.100.1')).toBe('198.51.100.1');
    },
  );

  it('goes no further than what is an address', () => {
    expect(addressOf(LOOPBACK, '127.0.0.1', '')).toBe('127.0.0.1');
    expect(addressOf(LOOPBACK, '127.0.0.1', '198.51.100.1, unknown')).toBe('127.0.0.1');
    expect(addressOf(LOOPBACK, '127.0.0.1', '203.0.113.9, x, 198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf(LOOPBACK, '127.0.0.1', '1')).toBe('127.0.0.1');
    expect(addressOf(LOOPBACK, '127.0.0.1', '198.51.100.1\u0000')).toBe('127.0.0.1');
  });
});

it.each([
  ['10.0.0.1', true],
  ['10.0.0.0/8', true],
  ['::1', true],
  ['fd00::/8', true],
  ['10.0.0.0/33', false],
  ['10', false],
  ['localhost', false],
  ['', false],
])('%s is an address or range: %s', (text, is) => expect(isAddressOrRange(text)).toBe(is));
