/**
 * Every description that leaves this page asks for Opus with in-band FEC (a lost packet is heard from the next one), DTX (silence
 * costs next to nothing) and mono. A receiver's fmtp line is what the other side's encoder obeys, so the text is changed on its way
 * out only and never applied here.
 */
const OPUS = { useinbandfec: '1', usedtx: '1', stereo: '0' };

/** Names the offer that an answer answers. Browsers skip attributes that they do not know. */
const ANSWERS = 'a=x-ringback-answers:';

export function withResilientOpus(sdp: string): string {
  const payload = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (payload === undefined) return sdp;
  const format = `a=fmtp:${payload} `;
  const lines = linesOf(sdp);
  const at = lines.findIndex((line) => line.startsWith(format));
  if (at < 0) {
    const map = lines.findIndex((line) => line.startsWith(`a=rtpmap:${payload} `));
    lines.splice(map + 1, 0, format + parameters({}));
  } else {
    const before = lines[at]?.slice(format.length).split(';') ?? [];
    lines[at] = format + parameters(Object.fromEntries(before.map((pair) => pair.trim().split('='))));
  }
  return text(lines);
}

/** The description without any network address of its author (scenarios: who may do what). */
export function withoutCandidates(sdp: string): string {
  return text(linesOf(sdp).filter((line) => !/^a=(candidate|end-of-candidates)\b/.test(line)));
}

/**
 * Which connection wrote this description: the session id of its `o=` line, the same for all that one RTCPeerConnection writes.
 * undefined: not a description.
 */
export function sessionOf(sdp: string): string | undefined {
  return origin(sdp)?.[1];
}

/** Which description of that connection it is: session id and version. */
export function versionOf(sdp: string): string | undefined {
  const match = origin(sdp);
  return match ? `${match[1]} ${match[2]}` : undefined;
}

/** Marks an answer with the offer that it answers, so that one which comes late is not taken for another offer's. */
export function markAnswer(answer: string, offer: string): string {
  const version = versionOf(offer);
  const lines = linesOf(answer);
  const media = lines.findIndex((line) => line.startsWith('m='));
  if (version === undefined || media < 0) return answer;
  lines.splice(media, 0, ANSWERS + version);
  return text(lines);
}

/** Whether the answer may be applied to this offer. An answer without a mark may. */
export function isAnswerTo(answer: string, offer: string): boolean {
  const mark = linesOf(answer).find((line) => line.startsWith(ANSWERS));
  return mark === undefined || mark.slice(ANSWERS.length) === versionOf(offer);
}

function origin(sdp: string): RegExpExecArray | null {
  return /^o=\S+ (\d+) (\d+) /m.exec(sdp);
}

function parameters(before: Record<string, string | undefined>): string {
  return Object.entries({ ...before, ...OPUS })
    .map(([name, value]) => (value === undefined ? name : `${name}=${value}`))
    .join(';');
}

function linesOf(sdp: string): string[] {
  return sdp.split(/\r?\n/).filter((line) => line !== '');
}

function text(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}
