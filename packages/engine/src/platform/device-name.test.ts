import { expect, it } from 'vitest';
import { deviceName } from './device-name.js';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Chrome on Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  ['something else', ''],
])('%s', (userAgent, name) => {
  expect(deviceName({ userAgent })).toBe(name);
});

it('believes the hints before the string, and nothing where there is no browser', () => {
  const userAgentData = { brands: [{ brand: 'Not;A Brand' }, { brand: 'Google Chrome' }], platform: 'macOS' };
  expect(deviceName({ userAgent: 'Linux Firefox', userAgentData })).toBe('Chrome on macOS');
  expect(deviceName(undefined)).toBe('');
});
