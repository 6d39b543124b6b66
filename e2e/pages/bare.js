// An app with no UI kit: it logs what the engine emits and shows whoever sends video.
import { TUICallEngine, TUICallEvent, TUICallType } from '/engine/index.js';

const log = [];
const tracks = [];
const connections = [];

const { mediaDevices } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = async (constraints) => {
  const stream = await getUserMedia(constraints);
  tracks.push(...stream.getTracks());
  return stream;
};

const Connection = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Connection {
  constructor(...args) {
    super(...args);
    connections.push(this);
  }
};

const FREQUENT = new Set(['USER_VOICE_VOLUME', 'ON_USER_NETWORK_QUALITY_CHANGED', 'DEVICED_UPDATED']);
/** Some events have a second constant (CALL_END); the first names it here. */
const names = new Map(
  Object.entries(TUICallEvent)
    .reverse()
    .map(([name, value]) => [value, name]),
);
const last = {};
let engine;

function viewOf(userID) {
  const id = `view-${userID}`;
  let view = document.getElementById(id);
  if (!view) {
    view = document.createElement('div');
    view.id = id;
    view.style.cssText = 'width: 320px; height: 240px';
    document.getElementById('views').append(view);
  }
  return id;
}

/** Whose pictures this app shows once they are there; null: everybody's. */
let shown = null;
const showOnly = (userIDs) => {
  shown = new Set(userIDs);
};

/** `restores: false`: an app that has no view for a call that it did not see begin. */
async function login({ userID, userSig, deviceName, restores = true, ...options }) {
  engine = TUICallEngine.createInstance(options);
  for (const [value, name] of names) {
    if (name === 'ON_CALL_RESTORED' && !restores) continue;
    engine.on(value, (event) => {
      last[name] = event;
      if (FREQUENT.has(name)) return;
      log.push({ name, event });
      if (name === 'USER_VIDEO_AVAILABLE' && event.isVideoAvailable && (shown?.has(event.userID) ?? true)) {
        const videoViewDomID = viewOf(event.userID);
        engine.startRemoteView({ userID: event.userID, videoViewDomID, options: { objectFit: 'cover' } });
      }
    });
  }
  engine.getTim().on('onProfileUpdated', ({ data }) => {
    for (const { userID: changed } of data) log.push({ name: 'PROFILE_UPDATED', event: { userID: changed } });
  });
  await engine.login({ userID, userSig, deviceName });
}

/** Calls a method and notes in the log when its promise settled, so that its place among the events is seen. */
async function run(method, args) {
  try {
    const value = await engine[method](...args);
    log.push({ name: `${method}() resolved` });
    return { ok: true, value };
  } catch (error) {
    log.push({ name: `${method}() rejected`, event: { code: error.code } });
    return { ok: false, name: error.name, code: error.code, message: error.message };
  }
}

/** Asks the engine's chat client, and notes nothing. */
async function tim(method, params) {
  try {
    const { data } = await engine.getTim()[method](params);
    return { ok: true, value: data };
  } catch (error) {
    return { ok: false, name: error.name, code: error.code, message: error.message };
  }
}

/** Over all connections of the page: what was decoded and received. */
async function received() {
  const sum = { frames: 0, audioPackets: 0, videoPackets: 0, connected: 0 };
  for (const connection of connections) {
    if (connection.connectionState === 'connected') sum.connected += 1;
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      if (report.kind === 'audio') sum.audioPackets += report.packetsReceived ?? 0;
      else {
        sum.frames += report.framesDecoded ?? 0;
        sum.videoPackets += report.packetsReceived ?? 0;
      }
    }
  }
  return sum;
}

const liveTracks = () => tracks.filter((track) => track.readyState === 'live').map((track) => track.kind);

const shownFrames = (userID) =>
  document.querySelector(`#view-${CSS.escape(userID)} video`)?.getVideoPlaybackQuality().totalVideoFrames ??
  0;

const openConnections = () =>
  connections.filter((connection) => connection.connectionState !== 'closed').length;

const standing = () =>
  [...connections.entries()].filter(([, { connectionState }]) => connectionState === 'connected');

/** Sound packets that came, by the number of the path, for those that stand. */
async function soundByPath() {
  const paths = standing().map(async ([number, connection]) => {
    const reports = [...(await connection.getStats()).values()];
    const sound = reports.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
    return [number, sound?.packetsReceived ?? 0];
  });
  return Object.fromEntries(await Promise.all(paths));
}

const ufrag = (description) => /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? 'none';

/** One for each path that stands: it stays with the path, other than with one that is made anew. */
const ufrags = () => standing().map(([, { localDescription }]) => ufrag(localDescription));

/** What has become of each connection that is not closed: whoever looks for the other end of one finds it by the two ufrags. */
const paths = () =>
  [...connections.entries()]
    .filter(([, { connectionState }]) => connectionState !== 'closed')
    .map(([number, connection]) => {
      const { connectionState, iceConnectionState, signalingState, localDescription, remoteDescription } =
        connection;
      const dtls = connection.getSenders()[0]?.transport?.state ?? 'none';
      const ends = `${ufrag(localDescription)} to ${ufrag(remoteDescription)}`;
      return `${number} of ${connections.length}: ${connectionState}, ice ${iceConnectionState}, signaling ${signalingState}, dtls ${dtls}, ${ends}`;
    });

/** On how many paths the page sends its picture. */
const picturesSent = () =>
  standing()
    .flatMap(([, connection]) => connection.getSenders())
    .filter(({ track }) => track?.kind === 'video')
    .filter((sender) => sender.getParameters().encodings[0]?.active ?? true).length;

window.app = {
  TUICallEngine,
  TUICallEvent,
  TUICallType,
  log,
  last,
  login,
  run,
  tim,
  received,
  liveTracks,
  shownFrames,
  openConnections,
  soundByPath,
  picturesSent,
  showOnly,
  paths,
  ufrags,
  connections,
  get engine() {
    return engine;
  },
};
