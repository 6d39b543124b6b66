import { MAX_SDP_BYTES } from '@ringback/protocol';

/**
 * What a browser may learn of an offer before the answer is committed. Everything else goes: a list of what is harmless stays right
 * when a browser learns a new way to say where somebody is, a list of what is harmful does not.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'bundle-only',
  'content',
  'cryptex',
  'extmap',
  'extmap-allow-mixed',
  'fmtp',
  'framerate',
  'group',
  'ice-lite',
  'ice-options',
  'ice-pwd',
  'ice-ufrag',
  'imageattr',
  'inactive',
  'max-message-size',
  'maxptime',
  'mid',
  'msid',
  'msid-semantic',
  'packetization',
  'ptime',
  'recvonly',
  'rid',
  'rtcp-fb',
  'rtcp-mux',
  'rtcp-mux-only',
  'rtcp-rsize',
  'rtpmap',
  'sctp-port',
  'sctpmap',
  'sendonly',
  'sendrecv',
  'setup',
  'simulcast',
  'ssrc',
  'ssrc-group',
  'tls-id',
  'x-google-flag',
  'x-ringback-answers',
]);

const PRINTABLE = /^[\x20-\x7e]+$/;
const ORIGIN = /^o=\S+ (\d{1,20}) (\d{1,20}) IN IP[46] \S+$/;
const MEDIA = /^m=(audio|video|application) (\d{1,5}) ([A-Z/]{1,40}) ([\w -]{1,1000})$/;
const BANDWIDTH = /^b=[A-Za-z-]+:\d+$/;
const ATTRIBUTE = /^a=([a-z0-9-]+)(?::(.+))?$/;
/** Too long to be read as an IPv6 address, which has eight groups. */
const FINGERPRINT = /^[A-Za-z0-9-]+ [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,}$/;
/** Also with zeros before its numbers, as some readers allow. */
const ADDRESS = /\d(?:\.\d+){2}\.\d|::|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|\.local\b/i;

/**
 * The offer without anything that tells where its sender is: no candidates, no addresses and ports in `o=`, `c=`, `m=` and
 * `a=rtcp` (the session's id and version stay: by them engines know an offer again), no attribute that is not known to be harmless, none whose value looks like an address, whatever the line ends. Candidates
 * that it held are lost: engines send them as signals, which are held back whole. `null`: this is no session description, or one
 * that only what is put in place of addresses makes larger than descriptions may be.
 */
export function withoutAddresses(sdp: string): string | null {
  const lines = sdp.split(/\r\n|\r|\n/).filter((line) => line !== '');
  if (lines[0] !== 'v=0') return null;
  const kept: string[] = [];
  for (const line of lines) {
    const clean = withoutAddress(line);
    if (clean === 'malformed') return null;
    if (clean !== null) kept.push(clean);
  }
  if (!kept.some((line) => line.startsWith('m='))) return null;
  const clean = `${kept.join('\r\n')}\r\n`;
  return clean.length <= MAX_SDP_BYTES ? clean : null;
}

/** The line as it may be passed on, or null for one that goes. */
function withoutAddress(line: string): string | 'malformed' | null {
  if (!PRINTABLE.test(line)) return null;
  switch (line.slice(0, 2)) {
    case 'v=':
      return 'v=0';
    case 'o=': {
      const [, id, version] = ORIGIN.exec(line) ?? [];
      return id === undefined ? 'malformed' : `o=- ${id} ${version} IN IP4 0.0.0.0`;
    }
    case 's=':
      return 's=-';
    case 't=':
      return 't=0 0';
    case 'c=':
      return 'c=IN IP4 0.0.0.0';
    case 'b=':
      return BANDWIDTH.test(line) ? line : null;
    case 'm=':
      return mediaLine(line);
    case 'a=':
      return attributeLine(line);
    default:
      return null;
  }
}

/** Port 0 has a meaning of its own: not used, or bundled with another section. */
function mediaLine(line: string): string {
  const [, kind, port, transport, formats] = MEDIA.exec(line) ?? [];
  return kind === undefined ? 'malformed' : `m=${kind} ${Number(port) === 0 ? 0 : 9} ${transport} ${formats}`;
}

function attributeLine(line: string): string | null {
  const [, name = '', value = ''] = ATTRIBUTE.exec(line) ?? [];
  if (name === 'rtcp') return 'a=rtcp:9 IN IP4 0.0.0.0';
  if (name === 'fingerprint') return FINGERPRINT.test(value) ? line : null;
  return HARMLESS.has(name) && !ADDRESS.test(line) ? line : null;
}
