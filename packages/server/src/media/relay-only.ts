import { isIP } from 'node:net';
import type { IceCandidate, Signal } from '@ringback/protocol';
import { withoutAddresses } from './without-addresses.js';

const RELAYED =
  /^candidate:([\w+/]{1,32}) (\d{1,3}) (udp|tcp) (\d{1,10}) ([\da-f.:]{2,45}) (\d{1,5}) typ relay(?: |$)/i;

/**
 * What may pass in an app where media goes through TURN servers alone (`relayOnly: 'always'`): relayed candidates, without the
 * address of their owner that browsers write behind them, and descriptions without any address. Everything else goes, whatever
 * an engine sends: one that does not know the setting tells nothing, and one that lies makes no other page ask for an address.
 * null: nothing is left.
 */
export function relayedOnly(signal: Signal): Signal | null {
  if (signal.kind === 'view') return signal;
  if (signal.kind === 'description') {
    const sdp = withoutAddresses(signal.sdp);
    return sdp === null ? null : { ...signal, sdp };
  }
  const candidates = signal.candidates.flatMap((candidate) => relayedCandidate(candidate) ?? []);
  return candidates.length === 0 ? null : { kind: 'candidates', candidates };
}

function relayedCandidate({ candidate, ...place }: IceCandidate): IceCandidate | null {
  const [, foundation, component, transport, priority, address = '', port] = RELAYED.exec(candidate) ?? [];
  const family = isIP(address);
  // A host name would be looked up by whoever receives it.
  if (family === 0) return null;
  const nobody = family === 6 ? '::' : '0.0.0.0';
  const relayed = `${foundation} ${component} ${transport} ${priority} ${address} ${port} typ relay`;
  return { ...place, candidate: `candidate:${relayed} raddr ${nobody} rport 0` };
}
