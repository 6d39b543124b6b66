import { describe, expect, test } from 'vitest';
import { withoutAddresses } from './without-addresses.js';

const FINGERPRINT = `a=fingerprint:sha-256 ${Array(32).fill('A1').join(':')}`;

/** As Chromium and Firefox write them, without candidates. */
const OFFER = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:4ZcD',
  'a=ice-pwd:2/1muCWoOi3uLifh0NuRHlZz',
  'a=ice-options:trickle',
  FINGERPRINT,
  'a=setup:actpass',
  'a=mid:0',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'a=sendrecv',
  'a=msid:- 6c8b2a31-1111-4bd2-9d3a-ab9c3c4f7a10',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1',
  'a=ssrc:3735928559 cname:4TOk42mSjXCkVIa6',
  'm=video 0 UDP/TLS/RTP/SAVPF 96',
  'c=IN IP4 0.0.0.0',
  'b=AS:1200',
  'a=bundle-only',
  'a=mid:1',
  'a=rtpmap:96 VP8/90000',
];
const sdp = (lines: readonly string[], end = '\r\n') => lines.map((line) => line + end).join('');
const linesOf = (text: string | null) => text?.split('\r\n').slice(0, -1);

test('an offer of a browser that holds no address stays as it is', () => {
  const expected = OFFER.map((line) => line.replace('127.0.0.1', '0.0.0.0'));
  expect(linesOf(withoutAddresses(sdp(OFFER)))).toEqual(expected);
});

test('candidates and the addresses of o=, c=, m= and a=rtcp go', () => {
  const told = OFFER.flatMap((line) => {
    if (line.startsWith('o=')) return ['o=alice 1 2 IN IP6 2001:db8::7'];
    if (line.startsWith('m=audio')) return ['m=audio 54321 UDP/TLS/RTP/SAVPF 111'];
    if (line.startsWith('c=')) return ['c=IN IP4 198.51.100.7'];
    if (line.startsWith('a=rtcp:')) return ['a=rtcp:54322 IN IP4 198.51.100.7'];
    if (line === 'a=mid:0') {
      return [
        line,
        'a=candidate:1 1 udp 2113937151 198.51.100.7 54321 typ host',
        'a=candidate:2 1 udp 1677729535 2001:db8::7 54321 typ srflx raddr 10.0.0.7 rport 5',
        'a=candidate:3 1 udp 2113937151 0b1c2d3e-4f50-4a61-8b72-9c83ad94be05.local 54321 typ host',
        'a=end-of-candidates',
        'a=remote-candidates:1 198.51.100.7 54321',
      ];
    }
    return [line];
  });
  const clean = withoutAddresses(sdp(told)) ?? '';
  expect(clean).not.toMatch(/198\.51|2001:db8|10\.0\.0\.7|\.local|5432|candidate/);
  expect(clean).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n');
  expect(clean).toContain('a=mid:0\r\n');
});

describe.each(['\r\n', '\n', '\r', '\n\r', '\r\r\n'])('lines that end in %j', (end) => {
  test('are read one by one', () => {
    const told = [...OFFER, 'a=candidate:1 1 udp 2113937151 198.51.100.7 54321 typ host'];
    expect(withoutAddresses(sdp(told, end))).toEqual(withoutAddresses(sdp(OFFER)));
  });
});

test.each([
  'A=candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a=Candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a= candidate:1 1 udp 1 198.51.100.7 5 typ host',
  ' a=candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a=candidate :1 1 udp 1 198.51.100.7 5 typ host',
  'a=mid:0\0a=candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a=mid:0\u2028a=candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a=mid:0\u0085a=candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a=mid:0\va=candidate:1 1 udp 1 198.51.100.7 5 typ host',
  'a=x-candidate:198.51.100.7',
  'a=mid:198.51.100.7',
  'a=mid:0198.051.0100.07',
  'a=mid::1:2:3',
  'a=msid:- [2001:db8::7]:5',
  'a=ssrc:1 cname:2001:db8:0:0:0:0:0:7',
  'a=fmtp:111 x=198.51.100.7',
  'a=fingerprint:sha-1 20:01:0d:b8:00:00:00:07',
  'a=ice-ufrag:abcd.local',
  'i=198.51.100.7',
  'u=http://198.51.100.7/',
  'e=me@198.51.100.7',
  'k=uri:http://198.51.100.7/',
  'r=198.51.100.7',
  'b=AS:198.51.100.7',
  'y=198.51.100.7',
  '198.51.100.7',
])('%j is not passed on', (line) => {
  expect(withoutAddresses(sdp([...OFFER, line]))).toEqual(withoutAddresses(sdp(OFFER)));
});

test.each(['s=198.51.100.7', 't=198.51.100.7', 'v=198.51.100.7'])(
  '%j passes on nothing of its value',
  (line) => {
    expect(withoutAddresses(sdp([...OFFER, line]))).not.toContain('198');
  },
);

test.each([
  ['nothing', ''],
  ['text', 'hello'],
  ['no media', sdp(OFFER.slice(0, 6))],
  ['another first line', sdp(['a=candidate:1', ...OFFER])],
  ['an origin of its own kind', sdp(OFFER.map((line) => line.replace('IN IP4', 'IN IP9')))],
  ['a media line of its own kind', sdp([...OFFER, 'm=audio 9 UDP/TLS/RTP/SAVPF 198.51.100.7'])],
])('%s is no session description', (_what, text) => {
  expect(withoutAddresses(text)).toBeNull();
});

test('a description that grows beyond the largest by what is put in place of addresses is none', () => {
  expect(withoutAddresses(`${sdp(OFFER)}${'c=\n'.repeat(6_000)}`)).toBeNull();
});

test('a long line of nonsense costs no unbounded time', () => {
  const started = performance.now();
  withoutAddresses(sdp([...OFFER, `a=mid:${'1:'.repeat(10_000)}`, `a=fingerprint:x ${'a1:'.repeat(6_000)}`]));
  expect(performance.now() - started).toBeLessThan(500);
});
