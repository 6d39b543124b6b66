import type { NetworkInterfaceInfo } from 'node:os';

/** A zone would have to be named with it, which browsers do not take. */
const LINK_LOCAL = /^(fe[89ab]|169\.254\.)/i;

/** The addresses under which other machines may reach this one, IPv4 first. */
export function outerAddresses(
  interfaces: Readonly<Partial<Record<string, readonly NetworkInterfaceInfo[]>>>,
): readonly string[] {
  const found = Object.values(interfaces).flatMap((addresses = []) =>
    addresses.filter(({ internal, address }) => !internal && !LINK_LOCAL.test(address)),
  );
  const v4 = found.filter(({ family }) => family === 'IPv4');
  const v6 = found.filter(({ family }) => family === 'IPv6');
  return [...new Set([...v4, ...v6].map(({ address }) => address))];
}
