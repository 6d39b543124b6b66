import ipaddr from 'ipaddr.js';

/** Of an IPv6 address: what a network is given at least, so that whoever has one has 2^64 addresses. */
const IPV6_NETWORK_PARTS = 4;

/** What stands for one customer: his IPv4 address, or the /64 of his IPv6 address. What is no address stands for itself. */
export function customerOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = parsed.parts.slice(0, IPV6_NETWORK_PARTS);
  return `${network.map((part) => part.toString(16)).join(':')}::/64`;
}
