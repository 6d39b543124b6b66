// One of several in a group call, who shows all the others.
import { TUICallEngine, TUICallEvent } from '/engine/index.js';
import { clock, count, framed, paths, standing } from '/measure.js';

let engine;
const rings = signal();
const ends = signal();

/** What happens once for each call: `next()` waits for it where it has not happened yet. */
function signal() {
  let happened = Promise.withResolvers();
  return {
    happens: () => happened.resolve(),
    async next() {
      await happened.promise;
      happened = Promise.withResolvers();
    },
  };
}

function show(userID) {
  const view = document.getElementById(userID) ?? document.createElement('div');
  view.id = userID;
  document.body.append(view);
  engine.startRemoteView({ userID, videoViewDomID: userID });
}

/** What came on one path since it stands. */
async function figuresOf(connection) {
  const reports = [...(await connection.getStats()).values()].filter(({ type }) => type === 'inbound-rtp');
  const of = (kind) => reports.find((report) => report.kind === kind) ?? {};
  const [sound, picture] = [of('audio'), of('video')];
  return {
    frames: picture.framesDecoded ?? 0,
    lines: picture.frameHeight ?? 0,
    bytes: picture.bytesReceived ?? 0,
    audioPackets: sound.packetsReceived ?? 0,
    samples: sound.totalSamplesReceived ?? 0,
    concealed: sound.concealedSamples ?? 0,
  };
}

window.side = {
  async ready({ options, userID, userSig, quality }) {
    engine = TUICallEngine.createInstance(options);
    engine.on(TUICallEvent.ON_CALL_RECEIVED, rings.happens);
    engine.on(TUICallEvent.CALLING_END, ends.happens);
    engine.on(TUICallEvent.USER_VIDEO_AVAILABLE, ({ userID: other, isVideoAvailable }) => {
      if (isVideoAvailable) show(other);
    });
    await engine.login({ userID, userSig });
    if (quality !== undefined) await engine.setVideoQuality(quality);
  },
  async callAll(userIDList) {
    await engine.calls({ userIDList, type: 2 });
    await engine.openCamera('local');
  },
  async comeIn() {
    await rings.next();
    const pressedAt = clock();
    await engine.accept();
    await engine.openCamera('local');
    return pressedAt;
  },
  framed,
  /** Also where the call has ended meanwhile, since all others have left it. */
  async leave() {
    await engine.hangup();
    await ends.next();
  },
  figures: () => Promise.all(standing().map(figuresOf)),
  paths: () => ({ made: count(), open: paths() }),
};
