// Sees every connection of its page, whoever makes it: when the first picture of one is decoded, and when its first sound arrives.
const POLL_MS = 5;
const FRAMED_WITHIN_MS = 30_000;
const connections = [];

const Connection = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Connection {
  constructor(...args) {
    super(...args);
    connections.push(this);
    this.addEventListener('track', ({ track }) => {
      if (track.kind === 'video') this.firstFrame = firstFrame(track, this);
    });
  }
};

/** When the browser hands out the first decoded frame. */
async function firstFrame(track, connection) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const { value } = await reader.read();
  const at = performance.now();
  if (value) connection.framedAt = at;
  value?.close();
  await reader.cancel();
  return at;
}

async function firstAudioPacket(connection) {
  for (;;) {
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'audio' && report.packetsReceived > 0)
        return performance.now();
    }
    await pause(POLL_MS);
  }
}

async function newest(since) {
  while (connections.length <= since || connections.at(-1).firstFrame === undefined) await pause(1);
  return connections.at(-1);
}

/** How long from the press of the button, ms. `before`: connections that are over. */
export async function measure(before, press) {
  const pressedAt = performance.now();
  const pressed = press();
  const connection = await newest(before);
  const [frameAt, audioAt] = await Promise.all([connection.firstFrame, firstAudioPacket(connection)]);
  await pressed;
  return { frameMs: frameAt - pressedAt, audioMs: audioAt - pressedAt };
}

/** When the last of so many paths had its first picture, by the clock that all pages of this browser share, ms. */
export async function framed(count) {
  const until = performance.now() + FRAMED_WITHIN_MS;
  while (performance.now() < until) {
    const frames = standing().flatMap(({ framedAt }) => framedAt ?? []);
    if (frames.length >= count) return performance.timeOrigin + Math.max(...frames);
    await pause(POLL_MS);
  }
  throw new Error(`not ${count} paths bring pictures: ${paths().join('; ')}`);
}

export const clock = () => performance.timeOrigin + performance.now();

export const standing = () => connections.filter(({ connectionState }) => connectionState === 'connected');

export const count = () => connections.length;

/** What has become of every connection that is not closed, in words, for whoever looks for one that does not stand. */
export const paths = () =>
  connections
    .filter(({ connectionState }) => connectionState !== 'closed')
    .map((connection) => {
      const { connectionState, iceConnectionState, signalingState } = connection;
      const dtls = connection.getSenders()[0]?.transport?.state ?? 'none';
      const picture = connection.framedAt === undefined ? 'no picture' : 'a picture';
      return `${connectionState} (ice ${iceConnectionState}, signaling ${signalingState}, dtls ${dtls}), ${picture}`;
    });

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
