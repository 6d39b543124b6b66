// Sees every connection of its page, whoever makes it: when the first picture of one is decoded, and when its first sound arrives.
const POLL_MS = 5;
const connections = [];

const Connection = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Connection {
  constructor(...args) {
    super(...args);
    connections.push(this);
    this.addEventListener('track', ({ track }) => {
      if (track.kind === 'video') this.firstFrame = firstFrame(track);
    });
  }
};

/** When the browser hands out the first decoded frame. */
async function firstFrame(track) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const { value } = await reader.read();
  const at = performance.now();
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
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function newest(since) {
  while (connections.length <= since || connections.at(-1).firstFrame === undefined)
    await new Promise((resolve) => setTimeout(resolve, 1));
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

export const standing = () => connections.filter(({ connectionState }) => connectionState === 'connected');

export const count = () => connections.length;
