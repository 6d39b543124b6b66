import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from './origin.js';

describe('isAllowedOrigin', () => {
  const own = { kind: 'own' } as const;
  it.each([
    ['http://localhost:8080', 'localhost:8080', true],
    ['http://localhost:5173', 'calls.example.com', true],
    ['http://127.0.0.1:5173', 'calls.example.com', true],
    ['http://[::1]:5173', 'calls.example.com', true],
    ['http://app.localhost', 'calls.example.com', true],
    ['https://calls.example.com', 'calls.example.com', true],
    ['https://calls.example.com', 'calls.example.com:443', true],
    ['https://calls.example.com', 'CALLS.example.com', true],
    ['https://calls.example.com:8443', 'calls.example.com:8443', true],
    ['https://calls.example.com:8443', 'calls.example.com', false],
    ['https://evil.example', 'calls.example.com', false],
    ['https://calls.example.com.evil.example', 'calls.example.com', false],
    ['https://localhost.evil.example', 'calls.example.com', false],
    ['https://evil.example', undefined, false],
    ['null', 'calls.example.com', false],
    ['', '', false],
    ['capacitor://localhost', 'calls.example.com', false],
  ])('by default lets in its own origin and localhost: %s at %s: %s', (origin, host, allowed) => {
    expect(isAllowedOrigin(origin, host, own)).toBe(allowed);
  });

  it('lets in the listed ones and no others', () => {
    const list = { kind: 'list', origins: ['https://a.example', 'capacitor://localhost'] } as const;
    expect(isAllowedOrigin('https://a.example', 'b.example', list)).toBe(true);
    expect(isAllowedOrigin('capacitor://localhost', 'b.example', list)).toBe(true);
    expect(isAllowedOrigin('https://b.example', 'b.example', list)).toBe(false);
    expect(isAllowedOrigin('http://localhost', 'b.example', list)).toBe(false);
  });

  it('lets in every page when told so', () => {
    expect(isAllowedOrigin('null', 'b.example', { kind: 'any' })).toBe(true);
  });
});
