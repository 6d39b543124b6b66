// What published UI kits ask of the engine, in their order and with their arguments, and which fields of its answers they read. It is
// our own page: it keeps true what kits rely on without having their code here.
import { TUICallEngine, TUICallEvent } from '/engine/index.js';

const SCREEN = { microphone: 'microphones' };
const view = { status: 'idle', role: '', isGroup: false, names: {}, people: [], closedBy: '', tips: [] };
const problems = [];
const captions = [];
let engine;

/** Kits write every payload to their log as JSON. */
const need = (holds, what) => {
  if (!holds) problems.push(what);
};

const ready = new Promise((resolve) => {
  TUICallEngine.once('ready', resolve);
});

function element(id) {
  let found = document.getElementById(id);
  if (!found) {
    found = document.createElement('div');
    found.id = id;
    document.getElementById('root').append(found);
  }
  return found;
}

/** Friends first, then whoever is none of them. */
async function learnNames(userIDList) {
  const tim = engine.tim ?? engine.getTim();
  const friends = await tim.getFriendProfile({ userIDList });
  for (const { userID, remark, profile } of friends.data.friendList) {
    view.names[userID] = remark || profile.nick || userID;
  }
  const missing = friends.data.failureUserIDList.map(({ userID }) => userID);
  if (missing.length === 0) return;
  const users = await tim.getUserProfile({ userIDList: missing });
  for (const { userID, nick } of users.data) view.names[userID] = nick || userID;
}

const isHere = (userID) => view.people.includes(userID);
const add = (userID) => void (isHere(userID) || view.people.push(userID));
const remove = (userID) => {
  view.people = view.people.filter((other) => other !== userID);
};

function connected() {
  if (view.role === 'caller') view.status = 'connected';
}

function close(why) {
  Object.assign(view, { status: 'idle', role: '', isGroup: false, people: [], closedBy: why });
  document.getElementById('root').replaceChildren();
}

async function listDevices() {
  for (const type of ['speaker', 'camera', SCREEN.microphone]) {
    const [device] = await engine.getDeviceList(type);
    need(device && 'deviceId' in device && 'label' in device, `a device of ${type}`);
  }
}

/** Handlers with `this`, as kits have them. */
class Service {
  name = 'service';

  handle(event, work) {
    const service = this;
    function handler(payload) {
      need(this === service, `${event}: this is the context`);
      JSON.stringify(payload);
      work(payload);
    }
    engine.on(TUICallEvent[event], handler, this);
  }

  listen() {
    this.handle('SDK_READY', async () => {
      element('localVideo');
      const { code, data } = await engine.getTim().getMyProfile();
      need(code === 0 && 'nick' in data && 'avatar' in data, 'the own profile');
      view.isReady = true;
    });
    const invited = ({ callerId, callMediaType, calleeIdList, chatGroupID }) => {
      if (view.status !== 'idle') return;
      Object.assign(view, { status: 'calling', role: 'callee', media: callMediaType });
      view.isGroup = Boolean(chatGroupID) || calleeIdList.length > 1;
      add(callerId);
      void learnNames([callerId]);
    };
    this.handle('ON_CALL_RECEIVED', invited);
    this.handle('INVITED', (event) => {
      const { sponsor, isFromGroup, callMediaType, calleeIdList, roomID, strRoomID } = event;
      need(typeof isFromGroup === 'boolean' && roomID > 0 && strRoomID === '', 'INVITED: room and group');
      invited({ callerId: sponsor, callMediaType, calleeIdList });
    });
    this.handle('USER_ACCEPT', connected);
    this.handle('ON_CALL_BEGIN', () => {
      connected();
      engine.openMicrophone().catch((error) => problems.push(error.message));
    });
    this.handle('USER_ENTER', ({ userID }) => {
      add(userID);
      connected();
    });
    this.handle('USER_LEAVE', ({ userID }) => remove(userID));
    this.handle('ON_USER_INVITING', ({ userID }) => {
      view.isGroup = true;
      add(userID);
    });
    for (const event of ['REJECT', 'LINE_BUSY']) {
      this.handle(event, ({ userID }) => {
        view.tips.push(`${event} ${userID}`);
        remove(userID);
      });
    }
    this.handle('NO_RESP', ({ userIDList }) => {
      view.tips.push(`NO_RESP ${userIDList.join()}`);
      for (const userID of userIDList) remove(userID);
    });
    this.handle('USER_VIDEO_AVAILABLE', ({ userID, isVideoAvailable }) => {
      if (!isVideoAvailable) return;
      const options = { objectFit: 'cover' };
      let tries = 0;
      const show = () =>
        engine.startRemoteView({ userID, videoViewDomID: userID, options }).catch(() => {
          tries += 1;
          // The view makes its element a little later.
          element(userID);
          if (tries < 5) setTimeout(show, 200);
          else problems.push(`no view of ${userID}`);
        });
      void show();
    });
    this.handle('USER_AUDIO_AVAILABLE', ({ userID, isAudioAvailable }) =>
      need(userID && typeof isAudioAvailable === 'boolean', 'USER_AUDIO_AVAILABLE'),
    );
    this.handle('USER_VOICE_VOLUME', ({ volumeMap }) =>
      need(
        volumeMap.every(({ userId, audioVolume }) => userId && audioVolume >= 0),
        'USER_VOICE_VOLUME',
      ),
    );
    this.handle('ON_USER_NETWORK_QUALITY_CHANGED', ({ networkQualityList }) =>
      need(
        networkQualityList.every(({ userId, quality }) => userId && quality >= 0),
        'ON_USER_NETWORK_QUALITY_CHANGED',
      ),
    );
    this.handle('CALL_TYPE_CHANGED', ({ newCallType }) => {
      view.media = newCallType;
    });
    for (const event of ['CALLING_CANCEL', 'ON_CALL_NOT_CONNECTED', 'CALLING_END']) {
      this.handle(event, () => close(event));
    }
    this.handle('KICKED_OUT', () => close('KICKED_OUT'));
    this.handle('ERROR', ({ code, message }) => problems.push(`ERROR ${code} ${message}`));
  }
}

/** As kits: no place for a server, and nobody waits for the login. */
async function init({ serverURL, SDKAppID, userID, userSig }) {
  TUICallEngine.setServerURL(serverURL);
  await ready;
  const published = {
    tim: null,
    frameWork: 'vue3',
    language: 7,
    callkitVersion: '4.0.12',
    component: 14,
    chat: false,
  };
  engine = TUICallEngine.createInstance({ ...published, SDKAppID });
  const service = new Service();
  service.listen();
  engine.setLogLevel(1);
  engine.reportLog?.({ name: 'kit.init', data: { SDKAppID } });
  engine.getTRTCCloudInstance().on(
    'onRecvCustomCmdMsg',
    function hear(userId, cmdId, _seq, data) {
      need(this === service, 'onRecvCustomCmdMsg: this is the context');
      captions.push({ userId, cmdId, text: new TextDecoder().decode(data) });
    },
    service,
  );
  engine.login({ userID, userSig, assetsPath: '' });
  await engine.setVideoQuality('720p');
}

/** `call`, `calls` and `groupCall`. */
async function place(method, params) {
  Object.assign(view, { status: 'calling', role: 'caller', media: params.type, closedBy: '' });
  const callees = params.userIDList ?? [params.userID];
  view.people = [...callees];
  view.isGroup = callees.length > 1;
  void learnNames(callees);
  const offlinePushInfo = { title: 'Kit', description: 'You have a new call' };
  const answer = await engine[method]({ offlinePushInfo, ...params });
  need(answer.code === 0 && answer.roomID > 0 && answer.strRoomID === '', `${method}: code and room`);
  if (answer.code !== 0) close('no code 0');
  await listDevices();
  await engine.setVideoQuality('720p');
  if (params.type === 2) await engine.openCamera('localVideo');
}

async function accept() {
  await engine.setVideoQuality('720p');
  const answer = await engine.accept();
  need(Boolean(answer), 'accept: a truthy answer');
  if (!answer) return;
  view.status = 'connected';
  await listDevices();
  if (view.media === 2) await engine.openCamera('localVideo');
}

const frames = (id) =>
  document.getElementById(id)?.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0;

/** A minimised view: the same elements at another place of the page. */
function minimise() {
  document.getElementById('corner').append(...document.getElementById('root').children);
}

window.kit = {
  view,
  problems,
  captions,
  init,
  place,
  accept,
  frames,
  minimise,
  say: (text) => engine.getTRTCCloudInstance().sendCustomCmdMsg({ cmdId: 1, data: text }),
  mute: (muted) => engine.getTRTCCloudInstance().muteAllRemoteAudio(muted),
  run: (method, ...args) =>
    engine[method](...args).then(
      (value) => ({ ok: true, value }),
      ({ code, message }) => ({ ok: false, code, message }),
    ),
};
