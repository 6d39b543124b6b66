import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where a request comes from. */
export type ClientAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * Whoever connects, or, where that is a trusted proxy, whom the proxy names last in `X-Forwarded-For`, and so on through a chain of
 * trusted ones: the right-most address that is not a trusted proxy's. What stands to the left of it anybody could have written.
 * @param trustedProxies addresses and CIDR ranges.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const ranges = trustedProxies.map(rangeOf);
  const isTrusted = (address: string): boolean => {
    if (isIP(address) === 0) return false;
    const parsed = parse(address);
    return ranges.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
  };
  return ({ headers, socket }) => {
    let address = socket.remoteAddress ?? '';
    const hops = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    for (const hop of hops.reverse().map((text) => text.trim())) {
      if (isIP(hop) === 0 || !isTrusted(address)) break;
      address = hop;
    }
    return address;
  };
}

/** Whether it is an address or a CIDR range. */
export const isAddressOrRange = (text: string): boolean => isIP(text) !== 0 || ipaddr.isValidCIDR(text);

function rangeOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** The zone of a link-local address (`fe80::1%eth0`) names an interface here: no range has one, and not every one can be parsed. */
const parse = (address: string): ipaddr.IPv4 | ipaddr.IPv6 => ipaddr.process(address.replace(/%.*$/s, ''));
