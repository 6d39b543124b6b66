import { describe, expect, it } from 'vitest';
import { linkAddress } from './address.js';

describe('server address', () => {
  it.each([
    ['https://calls.example.com', 'wss://calls.example.com/ws'],
    ['http://localhost:8080/', 'ws://localhost:8080/ws'],
    ['https://example.com/calls/', 'wss://example.com/calls/ws'],
    ['https://example.com/calls/ws', 'wss://example.com/calls/ws'],
    ['wss://example.com', 'wss://example.com/ws'],
    ['ws://example.com:81/link', 'ws://example.com:81/link'],
    ['https://user:secret@example.com/?token=secret#x', 'wss://example.com/ws'],
    ['https://[::1]:8443', 'wss://[::1]:8443/ws'],
  ])('%s is reached at %s', (given, address) => {
    expect(linkAddress(given)).toBe(address);
  });

  it.each([undefined, null, 7, '', 'calls.example.com', 'ftp://example.com', 'file:///x', 'https://'])(
    '%s is −1202',
    (given) => {
      expect(() => linkAddress(given)).toThrow(expect.objectContaining({ code: -1202 }));
    },
  );
});
