// A page with nothing but the browser: one connection, negotiated over a relay when the button is pressed.
import { count, measure } from '/measure.js';

let relay;
let connection;
let before = 0;
let stream;
const waiting = new Map();

const next = (what) => new Promise((resolve) => waiting.set(what, resolve));
const send = (message) => relay.send(JSON.stringify(message));

function connect() {
  connection = new RTCPeerConnection();
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ candidate });
  });
  connection.addEventListener('track', ({ track }) => {
    if (track.kind !== 'video') return;
    const video = document.querySelector('#remote video');
    video.srcObject = new MediaStream([track]);
    void video.play();
  });
}

/** The one who called, camera open: he answers with what he has. */
async function offered(description) {
  connect();
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  await connection.setRemoteDescription(description);
  await connection.setLocalDescription();
  send({ description: connection.localDescription });
}

function close() {
  connection?.close();
  connection = undefined;
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
}

async function receive({ ring, description, candidate, bye }) {
  if (ring) waiting.get('ring')?.();
  if (description?.type === 'offer') await offered(description);
  if (description?.type === 'answer') await connection.setRemoteDescription(description);
  if (candidate) await connection.addIceCandidate(candidate);
  if (bye) {
    close();
    waiting.get('bye')?.();
  }
}

/** One at a time, in the order in which they came. */
let last = Promise.resolve();

window.side = {
  async ready() {
    document.querySelector('#remote').append(document.createElement('video'));
    relay = new WebSocket(`ws://${location.host}/relay`);
    relay.addEventListener('message', ({ data }) => {
      last = last.then(() => receive(JSON.parse(data)));
    });
    await new Promise((resolve) => relay.addEventListener('open', resolve));
  },
  async call() {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: VIDEO });
    send({ ring: true });
  },
  rings() {
    before = count();
    return next('ring');
  },
  answer: () =>
    measure(before, async () => {
      connect();
      const microphone = connection.addTransceiver('audio').sender;
      connection.addTransceiver('video');
      const opening = navigator.mediaDevices.getUserMedia({ audio: true });
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
      stream = await opening;
      await microphone.replaceTrack(stream.getAudioTracks()[0]);
    }),
  over: () => next('bye'),
  async hangUp() {
    send({ bye: true });
    close();
  },
};

/** As large as the engine's default; the fake camera's own 30 frames a second. */
const VIDEO = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
