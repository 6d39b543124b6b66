import type { IceCandidate } from '@ringback/protocol';
import { expect, test } from 'vitest';
import { relayedOnly } from './relay-only.js';

const HOME = '203.0.113.9';
const of = (...candidates: string[]) =>
  relayedOnly({
    kind: 'candidates',
    candidates: candidates.map((candidate): IceCandidate => ({ candidate, sdpMid: '0' })),
  });

test('a relayed candidate passes without what stands behind it', () => {
  const v4 = `candidate:12 1 udp 41885439 198.51.100.1 50000 typ relay raddr ${HOME} rport 4711 generation 0 ufrag a`;
  const v6 = `candidate:12 1 udp 41885439 2001:db8::1 50000 typ relay raddr ${HOME} rport 4711`;
  expect(of(v4, v6)).toEqual({
    kind: 'candidates',
    candidates: [
      {
        candidate: 'candidate:12 1 udp 41885439 198.51.100.1 50000 typ relay raddr 0.0.0.0 rport 0',
        sdpMid: '0',
      },
      {
        candidate: 'candidate:12 1 udp 41885439 2001:db8::1 50000 typ relay raddr :: rport 0',
        sdpMid: '0',
      },
    ],
  });
});

test.each([
  `candidate:1 1 udp 1 ${HOME} 5 typ host`,
  `candidate:1 1 udp 1 ${HOME} 5 typ srflx raddr 10.0.0.1 rport 5`,
  `candidate:1 1 udp 1 ${HOME} 5 typ prflx raddr 10.0.0.1 rport 5`,
  `candidate:1 1 udp 1 ${HOME} 5 typ host typ relay`,
  `candidate:1 1 udp 1 ${HOME} 5 typ relayed`,
  `candidate:1 1 udp 1 7f1b.local 5 typ relay raddr 0.0.0.0 rport 0`,
  'candidate:1 1 udp 1 999.1.1.1 5 typ relay',
  'candidate:1 1 udp 1 who-looks-me-up.example 5 typ relay',
  `candidate:1 1 udp 1 ${HOME}\r\na=candidate:1 1 udp 1 ${HOME} 5 typ relay`,
  '',
])('%j does not', (candidate) => {
  expect(of(candidate)).toBeNull();
});

test('what is relayed goes on without what is not', () => {
  const relay = 'candidate:1 1 tcp 1 198.51.100.1 5 typ relay raddr 0.0.0.0 rport 0';
  expect(of(`candidate:1 1 udp 1 ${HOME} 5 typ host`, relay)).toMatchObject({
    candidates: [{ candidate: relay }],
  });
});

test('an answer loses every address and keeps the mark of its offer', () => {
  const sdp = [
    'v=0',
    `o=- 1 2 IN IP4 ${HOME}`,
    's=-',
    't=0 0',
    'a=x-ringback-answers:5 2',
    'm=audio 4711 UDP/TLS/RTP/SAVPF 111',
    `c=IN IP4 ${HOME}`,
    `a=candidate:1 1 udp 1 ${HOME} 5 typ host`,
    'a=mid:0',
    '',
  ].join('\r\n');
  const passed = relayedOnly({ kind: 'description', type: 'answer', sdp });
  expect(passed).toMatchObject({ kind: 'description', type: 'answer' });
  expect(JSON.stringify(passed)).toContain('a=x-ringback-answers:5 2');
  expect(JSON.stringify(passed)).not.toContain(HOME);
  expect(relayedOnly({ kind: 'description', type: 'offer', sdp: HOME })).toBeNull();
});

test('how large somebody is shown tells no address', () => {
  const view = { kind: 'view', width: 320, height: 240 } as const;
  expect(relayedOnly(view)).toEqual(view);
});
