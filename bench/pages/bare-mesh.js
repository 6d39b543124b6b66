// One of several with nothing but the browser: whoever comes in makes a connection to each who is in, over a relay.
import { clock, framed } from '/measure.js';

/** As large as the engine's default; the fake camera's own 30 frames a second. */
const VIDEO = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };

let me;
let relay;
let stream;
const paths = new Map();

const send = (message) => relay.send(JSON.stringify({ ...message, from: me }));
const capture = () => navigator.mediaDevices.getUserMedia({ audio: true, video: VIDEO });

function pathTo(other) {
  const connection = new RTCPeerConnection();
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ to: other, candidate });
  });
  connection.addEventListener('track', ({ track }) => {
    if (track.kind !== 'video') return;
    const video = document.createElement('video');
    document.body.append(video);
    video.srcObject = new MediaStream([track]);
    void video.play();
  });
  paths.set(other, connection);
  return connection;
}

async function offer(other) {
  const connection = pathTo(other);
  const senders = ['audio', 'video'].map((kind) => connection.addTransceiver(kind).sender);
  await connection.setLocalDescription();
  send({ to: other, description: connection.localDescription });
  return senders;
}

async function receive({ to, from, description, candidate }) {
  if (to !== me) return;
  if (candidate) await paths.get(from)?.addIceCandidate(candidate);
  if (description?.type === 'answer') await paths.get(from)?.setRemoteDescription(description);
  if (description?.type !== 'offer') return;
  const connection = pathTo(from);
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  await connection.setRemoteDescription(description);
  await connection.setLocalDescription();
  send({ to: from, description: connection.localDescription });
}

/** One at a time, in the order in which they came. */
let last = Promise.resolve();

window.side = {
  async ready({ userID }) {
    me = userID;
    relay = new WebSocket(`ws://${location.host}/relay`);
    relay.addEventListener('message', ({ data }) => {
      last = last.then(() => receive(JSON.parse(data)));
    });
    await new Promise((resolve) => relay.addEventListener('open', resolve));
  },
  async callAll() {
    stream = await capture();
  },
  async comeIn(others) {
    const pressedAt = clock();
    const opening = capture();
    const senders = (await Promise.all(others.map(offer))).flat();
    stream = await opening;
    const trackOf = (kind) => stream.getTracks().find((track) => track.kind === kind);
    await Promise.all(senders.map((sender, n) => sender.replaceTrack(trackOf(n % 2 ? 'video' : 'audio'))));
    return pressedAt;
  },
  framed,
  async leave() {
    for (const connection of paths.values()) connection.close();
    paths.clear();
    for (const track of stream.getTracks()) track.stop();
    for (const video of document.querySelectorAll('video')) video.remove();
  },
};
