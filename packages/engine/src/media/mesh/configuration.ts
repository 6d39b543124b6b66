import type { IceServer } from '@ringback/protocol';

export function configurationOf(servers: readonly IceServer[], relayOnly: boolean): RTCConfiguration {
  return {
    iceServers: servers.map(({ urls, username, credential }) => ({
      urls: [...urls],
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
    // One set of addresses for everything: fewer candidates to gather, send and check.
    bundlePolicy: 'max-bundle',
  };
}
