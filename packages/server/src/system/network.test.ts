import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { outerAddresses } from './network.js';

const at = (address: string, internal = false): NetworkInterfaceInfo => {
  const common = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' };
};

it('outerAddresses are those that a browser elsewhere can be given, IPv4 first', () => {
  const interfaces = {
    lo: [at('127.0.0.1', true), at('::1', true)],
    wlan0: [at('fe80::1'), at('fd00::2'), at('192.168.1.5')],
    eth0: [at('169.254.7.7'), at('10.0.0.7'), at('192.168.1.5')],
    down: undefined,
  };
  expect(outerAddresses(interfaces)).toEqual(['192.168.1.5', '10.0.0.7', 'fd00::2']);
});
