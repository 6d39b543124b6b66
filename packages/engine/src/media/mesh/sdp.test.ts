import { describe, expect, test } from 'vitest';
import { isAnswerTo, markAnswer, sessionOf, versionOf, withoutCandidates, withResilientOpus } from './sdp.js';

const sdp = (lines: string[], origin = 'o=- 4611731400430051336 2 IN IP4 127.0.0.1') =>
  `${['v=0', origin, 's=-', 't=0 0', ...lines].join('\r\n')}\r\n`;

describe('withResilientOpus', () => {
  test('adds FEC and DTX and keeps what else the browser asked for', () => {
    const out = withResilientOpus(
      sdp([
        'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
        'a=rtpmap:111 opus/48000/2',
        'a=fmtp:111 minptime=10;useinbandfec=1',
      ]),
    );
    expect(out).toContain('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1;stereo=0\r\n');
  });

  test('turns stereo off and FEC on where it was otherwise', () => {
    const out = withResilientOpus(
      sdp(['m=audio 9 X 96', 'a=rtpmap:96 OPUS/48000/2', 'a=fmtp:96 stereo=1; useinbandfec=0']),
    );
    expect(out).toContain('a=fmtp:96 stereo=0;useinbandfec=1;usedtx=1\r\n');
  });

  test('a codec without an fmtp line gets one, behind its rtpmap', () => {
    const out = withResilientOpus(sdp(['m=audio 9 X 109', 'a=rtpmap:109 opus/48000/2', 'a=mid:0']));
    expect(out).toContain(
      'a=rtpmap:109 opus/48000/2\r\na=fmtp:109 useinbandfec=1;usedtx=1;stereo=0\r\na=mid:0\r\n',
    );
  });

  test('leaves alone what has no Opus', () => {
    const without = sdp(['m=video 9 X 96', 'a=rtpmap:96 VP8/90000']);
    expect(withResilientOpus(without)).toBe(without);
  });
});

test('withoutCandidates takes every address out and nothing else', () => {
  const media = ['m=audio 9 X 111', 'c=IN IP4 0.0.0.0', 'a=ice-ufrag:abcd', 'a=mid:0'];
  const addressed = sdp([
    ...media,
    'a=candidate:1 1 udp 1 192.0.2.1 5 typ host',
    'a=end-of-candidates',
    'a=rtcp-mux',
  ]);
  expect(withoutCandidates(addressed)).toBe(sdp([...media, 'a=rtcp-mux']));
});

describe('which description it is', () => {
  test('session and version of the origin line', () => {
    expect(sessionOf(sdp([]))).toBe('4611731400430051336');
    expect(versionOf(sdp([]))).toBe('4611731400430051336 2');
    expect(sessionOf(sdp([], 'o=mozilla...THIS_IS_SDPARTA-99.0 77 0 IN IP4 0.0.0.0'))).toBe('77');
    expect(sessionOf('nonsense')).toBeUndefined();
    expect(versionOf('')).toBeUndefined();
  });

  test('an answer is told from one to another offer of the same connection', () => {
    const first = sdp([], 'o=- 7 2 IN IP4 127.0.0.1');
    const second = sdp([], 'o=- 7 3 IN IP4 127.0.0.1');
    const answer = markAnswer(sdp(['m=audio 9 X 111']), first);
    expect(answer.indexOf('a=x-ringback-answers:7 2')).toBeLessThan(answer.indexOf('m=audio'));
    expect(isAnswerTo(answer, first)).toBe(true);
    expect(isAnswerTo(answer, second)).toBe(false);
    expect(isAnswerTo(sdp(['m=audio 9 X 111']), second)).toBe(true);
  });
});
