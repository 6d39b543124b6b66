import { describe, expect, it } from 'vitest';
import type { AllowedOrigins } from '../config/config.js';
import { foreignReason } from './same-origin.js';

const own: AllowedOrigins = { kind: 'own' };
const list: AllowedOrigins = { kind: 'list', origins: ['https://demo.example.com'] };
const from = (host: string | undefined, allowed: AllowedOrigins) =>
  foreignReason({ host, origin: undefined, secFetchSite: undefined }, allowed);

describe('foreignReason', () => {
  it.each(['localhost:8080', '127.0.0.1:8080', '[::1]:8080', '192.168.1.5:8080', 'demo.localhost'])(
    'lets in a name that no foreign page can have: %s',
    (host) => expect(from(host, own)).toBeUndefined(),
  );

  it('refuses a name that a foreign page could have pointed here (DNS rebinding)', () => {
    expect(from('evil.example:8080', own)).toMatch(/evil\.example:8080.*RINGBACK_ALLOWED_ORIGINS/);
    expect(from('127.0.0.1.evil.example', own)).toBeDefined();
    expect(from('evil.example', list)).toBeDefined();
    expect(from('::::', own)).toBeDefined();
  });

  it('lets in the names that are configured', () => {
    expect(from('demo.example.com', list)).toBeUndefined();
    expect(from('anything.example', { kind: 'any' })).toBeUndefined();
  });

  it('lets in a request of no browser', () => {
    expect(from(undefined, own)).toBeUndefined();
  });
});
