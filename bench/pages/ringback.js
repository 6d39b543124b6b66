// A page with Ringback's engine, as an app would have it.
import { TUICallEngine, TUICallEvent } from '/engine/index.js';
import { count, measure } from '/measure.js';

let engine;
let before = 0;
const waiting = new Map();

const next = (event) => new Promise((resolve) => waiting.set(event, resolve));

window.side = {
  async ready({ options, userID, userSig }) {
    engine = TUICallEngine.createInstance(options);
    for (const event of [TUICallEvent.ON_CALL_RECEIVED, TUICallEvent.CALLING_END]) {
      engine.on(event, () => waiting.get(event)?.());
    }
    engine.on(TUICallEvent.USER_VIDEO_AVAILABLE, ({ userID: other, isVideoAvailable }) => {
      if (isVideoAvailable) engine.startRemoteView({ userID: other, videoViewDomID: 'remote' });
    });
    await engine.login({ userID, userSig });
  },
  /** The call rings, and the camera is open. */
  async call(userID) {
    await engine.call({ userID, type: 2 });
    await engine.openCamera('local');
  },
  rings() {
    before = count();
    return next(TUICallEvent.ON_CALL_RECEIVED);
  },
  answer: () => measure(before, () => engine.accept()),
  over: () => next(TUICallEvent.CALLING_END),
  hangUp: () => engine.hangup(),
};
