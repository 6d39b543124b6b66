import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT_MS, fuzz, mutated } from '../testing/fuzz.js';
import { withoutAddresses } from './without-addresses.js';

const FINGERPRINT = `a=fingerprint:sha-256 ${Array(32).fill('A1').join(':')}`;

const OFFERS = [
  [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1',
    'a=msid-semantic: WMS',
    'm=audio 54321 UDP/TLS/RTP/SAVPF 111 63 9',
    'c=IN IP4 198.51.100.7',
    'a=rtcp:9 IN IP4 198.51.100.7',
    'a=candidate:1 1 udp 2113937151 198.51.100.7 54321 typ host generation 0 network-id 1',
    'a=candidate:2 1 udp 1677729535 2001:db8::7 54321 typ srflx raddr 10.0.0.7 rport 5',
    'a=ice-ufrag:4ZcD',
    'a=ice-pwd:2/1muCWoOi3uLifh0NuRHlZz',
    FINGERPRINT,
    'a=setup:actpass',
    'a=mid:0',
    'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10;useinbandfec=1',
    'a=ssrc:3735928559 cname:4TOk42mSjXCkVIa6',
  ],
  [
    'v=0',
    'o=mozilla...THIS_IS_SDPARTA-99.0 7 0 IN IP6 2001:db8:0:0:0:0:0:7',
    's=-',
    't=0 0',
    'a=ice-options:trickle',
    'm=video 9 UDP/TLS/RTP/SAVPF 120',
    'c=IN IP6 2001:db8::7',
    'b=AS:1200',
    'a=candidate:0 1 UDP 2122252543 0b1c2d3e-4f50-4a61-8b72-9c83ad94be05.local 55555 typ host',
    'a=end-of-candidates',
    'a=remote-candidates:1 198.51.100.7 54321',
    'a=fmtp:120 max-fs=12288;max-fr=60',
    'a=mid:1',
    'a=rtpmap:120 VP8/90000',
  ],
].map((lines) => lines.map((line) => `${line}\r\n`).join(''));

const TOKENS = [
  '\r\n',
  '\n',
  '\r',
  '\v',
  '\f',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
  ' ',
  '\t',
  '=',
  ':',
  '\r\na=',
  '\na=candidate:',
  '\ra=candidate:',
  'a=',
  'A=',
  'a =',
  'candidate:',
  'c=',
  'm=',
  'o=',
  'a=mid:',
  'a=rtcp:',
  'a=fingerprint:sha-1 ',
  '198.51.100.7',
  '2001:db8::7',
  '::',
  '::ffff:198.51.100.7',
  '20:01:0d:b8:00:00:00:07',
  'x.local',
  '.LOCAL',
  '.',
  '0',
  '255',
];

/** As lines that mean something, one after the other in any order, whatever ends them. */
const assembled = fc
  .array(
    fc.tuple(
      fc.constantFrom('a=', 'c=', 'm=', 'o=', 'b=', 's=', 't=', 'i=', ' a=', 'A='),
      fc.constantFrom(
        'candidate',
        'mid',
        'msid',
        'fmtp',
        'rtcp',
        'ssrc',
        'rid',
        'audio',
        'IN IP4',
        '- 1 1 IN IP4',
        'ice-ufrag',
        '',
      ),
      fc.constantFrom(':', ' ', ''),
      fc.oneof(
        fc.ipV4(),
        fc.ipV6(),
        fc.ipV4Extended(),
        fc.domain(),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      fc.constantFrom('\r\n', '\n', '\r', '\n\r', ''),
    ),
    { maxLength: 8 },
  )
  .map((lines) => `${OFFERS[0]}${lines.map((parts) => parts.join('')).join('')}`);

/** Whatever can be read as an address in it, by itself or between other characters. */
const addressesIn = (line: string): readonly string[] => [
  ...(line.match(/\d+\.\d+\.\d+\.\d+/g) ?? []),
  ...(line.match(/[0-9a-f:.]+/gi) ?? []).filter((word) => isIP(word) !== 0),
  ...line.split(/[^\w:.%-]+/).filter((word) => isIP(word) !== 0),
  ...(line.match(/\S+\.local(?![\w-])/gi) ?? []),
];

/** What a line may say, by its first letter. Attributes: any but candidates, whatever they are called. */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  v: /^v=0$/,
  o: /^o=- \d+ \d+ IN IP4 0\.0\.0\.0$/,
  s: /^s=-$/,
  t: /^t=0 0$/,
  c: /^c=IN IP4 0\.0\.0\.0$/,
  b: /^b=[A-Za-z-]+:\d+$/,
  m: /^m=\w+ [09] [A-Z/]+ [\w -]+$/,
  a: /^a=(?:rtcp:9 IN IP4 0\.0\.0\.0|(?!rtcp:|[^:]*candidate)[\x20-\x7e]+)$/i,
};

function mayTell(line: string): boolean {
  const isHarmless = HARMLESS[line[0] ?? '']?.test(line) ?? false;
  return !isHarmless || addressesIn(line).some((address) => address !== '0.0.0.0');
}

test('nothing that a browser takes up as an address comes out', { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const texts = fc.oneof(
    { weight: 5, arbitrary: mutated(OFFERS, TOKENS) },
    { weight: 3, arbitrary: assembled },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => `v=0\n${text}\nm=audio 9 X 0\n`) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  await fuzz(
    texts.map((text) => text.slice(0, 20 * 1024)),
    (text) => {
      const clean = withoutAddresses(text);
      if (clean === null) return;
      expect(clean.startsWith('v=0\r\n') && clean.endsWith('\r\n')).toBe(true);
      const wrong = clean.split('\r\n').slice(0, -1).filter(mayTell);
      expect(wrong).toEqual([]);
      expect(withoutAddresses(clean)).toBe(clean);
      expect(clean.length).toBeLessThanOrEqual(20 * 1024);
    },
  );
});
