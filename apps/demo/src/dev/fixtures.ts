import { type Call, IDLE, type Outcome, type Outgoing, type Talking } from '../model/call.js';
import { toggle, UNKNOWN_QUALITY } from '../model/live.js';
import { EMPTY_MODEL, type Model } from '../model/model.js';
import type { NoticeBody } from '../model/notice.js';
import type { Person } from '../model/person.js';
import type { Recent } from '../model/recent.js';

/** Invented people and calls, one model for every state that the page can be in. */
export const person = (name: string): Person => ({
  userId: name.split(' ')[0]?.toLowerCase() ?? name,
  name,
  avatar: '',
});
export const me = person('Kai Sommer');
const mei = person('Mei Tanaka');
const amara = person('Amara Okafor');
const jonas = person('Jonas Lindqvist');
const hana = person('Hana Kovářová');
const noah = person('Noah Becker');
const everybody = [
  'Mei Tanaka',
  'Amara Okafor',
  'Jonas Lindqvist',
  'Rafael Duarte',
  'Hana Kovářová',
  'Noah Becker',
].map(person);

const HOUR = 3_600_000;
const now = Date.now();
export const monotonic = performance.now();

const recents: Recent[] = [
  recent(mei, 'outgoing', 'video', 'talked', 0.2, 252),
  { ...recent(amara, 'incoming', 'video', 'talked', 0.7, 1_804), group: [amara, jonas, mei, hana, noah] },
  recent(amara, 'incoming', 'video', 'missed', 1.1),
  recent(jonas, 'incoming', 'audio', 'talked', 3.4, 1_120),
  recent(person('Rafael Duarte'), 'outgoing', 'audio', 'busy', 26),
  recent(person('Hana Kovářová'), 'outgoing', 'video', 'noAnswer', 30),
  recent(person('Noah Becker'), 'incoming', 'video', 'youDeclined', 75),
];

function recent(
  who: Person,
  direction: Recent['direction'],
  media: Recent['media'],
  result: Recent['result'],
  hoursAgo: number,
  seconds = 0,
): Recent {
  const id = `${who.userId}-${hoursAgo}`;
  return {
    id,
    person: who,
    group: null,
    groupId: '',
    direction,
    media,
    at: now - hoursAgo * HOUR,
    result,
    seconds,
  };
}

const lines: readonly (readonly ['event' | 'method' | 'result', string, unknown])[] = [
  ['method', 'login', { userID: 'kai' }],
  ['event', 'SDK_READY', { name: 'sdkStateReady' }],
  ['event', 'ON_LINK_CHANGED', { state: 'connected', graceTime: 20 }],
  ['method', 'call', { userID: 'mei', type: 2, timeout: 30 }],
  ['result', 'call', { code: 0, callId: 'Zk2vQ0yqS1mH3nB8xw7TLg', roomID: 1862 }],
  ['event', 'ON_USER_RINGING', { userID: 'mei', callId: 'Zk2vQ0yqS1mH3nB8xw7TLg' }],
  ['event', 'USER_ACCEPT', { userID: 'mei', callId: 'Zk2vQ0yqS1mH3nB8xw7TLg' }],
  ['event', 'ON_CALL_BEGIN', { callId: 'Zk2vQ0yqS1mH3nB8xw7TLg', callRole: 'inviter', callMediaType: 2 }],
  ['event', 'USER_ENTER', { userID: 'mei' }],
  ['event', 'USER_AUDIO_AVAILABLE', { userID: 'mei', isAudioAvailable: true }],
  ['event', 'USER_VIDEO_AVAILABLE', { userID: 'mei', isVideoAvailable: true }],
];

export const base: Model = {
  ...EMPTY_MODEL,
  session: { state: 'in', me, link: 'up' },
  contacts: everybody.map((who, i) => ({ person: who, online: i < 4, inCall: i === 2 })),
  groups: [
    { groupId: 'sheet-four', name: 'Sheet four', others: [mei, amara, jonas, hana], own: true },
    { groupId: 'night-shift', name: 'Night shift', others: [noah, jonas], own: false },
  ],
  recents,
  devices: {
    microphones: {
      choices: [
        { id: 'default', name: 'System default' },
        { id: 'usb', name: 'Studio Mic (USB)' },
        { id: 'built-in', name: 'Built-in microphone' },
      ],
      current: 'usb',
    },
    cameras: { choices: [{ id: 'hd', name: 'HD Camera' }], current: 'hd' },
    speakers: {
      choices: [
        { id: 'a', name: 'Built-in speakers' },
        { id: 'b', name: 'Headphones (Bluetooth)' },
      ],
      current: 'a',
    },
  },
  log: {
    entries: lines.map(([kind, name, payload], i) => ({
      id: i + 1,
      kind,
      name,
      at: now - 20_000 + i * 730,
      payload: JSON.stringify(payload),
      count: 1,
    })),
    held: [],
    paused: false,
    nextId: 100,
  },
};

export const own = (cam: boolean, mic = true): Outgoing['own'] => ({
  mic: toggle(mic),
  cam: toggle(cam),
  speaker: true,
});

function outgoing(step: Outgoing['step'], media: Outgoing['media'], who: Person): Outgoing {
  return {
    phase: 'outgoing',
    callId: 'c',
    person: who,
    media,
    step,
    since: monotonic,
    own: own(media === 'video'),
  };
}

function talking(media: Talking['media'], who: Person, more: Partial<Talking> = {}): Talking {
  const quality = { level: 1, upLoss: 0, downLoss: 0, delay: 24 };
  return {
    phase: 'talking',
    callId: 'c',
    person: who,
    media,
    since: monotonic - 252_000,
    own: own(media === 'video'),
    peer: { audio: true, video: media === 'video', lost: null, quality },
    lost: null,
    quality,
    weakness: { low: false, since: 0, shown: false, said: false },
    ...more,
  };
}

export function incoming(
  media: 'audio' | 'video',
  who: Person,
  more: Partial<Extract<Call, { phase: 'incoming' }>> = {},
): Call {
  const ring = { total: 30_000, endsAt: monotonic + 22_000 };
  const cam = media === 'video';
  return {
    phase: 'incoming',
    callId: 'c',
    person: who,
    group: null,
    groupId: '',
    media,
    ring,
    mic: true,
    cam,
    silenced: false,
    answering: false,
    trouble: null,
    ...more,
  };
}

const videoPeer = talking('video', mei).peer;
const weak = { level: 4, upLoss: 9, downLoss: 4, delay: 380 };

const calls: Record<string, Call> = {
  home: IDLE,
  'incoming-video': incoming('video', amara),
  'incoming-audio': incoming('audio', jonas),
  'incoming-blocked': incoming('video', amara, { trouble: 'blocked' }),
  'incoming-answering': incoming('video', amara, { answering: true, cam: false }),
  'outgoing-calling': outgoing('calling', 'audio', jonas),
  'outgoing-video': outgoing('ringing', 'video', mei),
  'outgoing-connecting': outgoing('connecting', 'video', mei),
  audio: talking('audio', jonas),
  'audio-muted': talking('audio', person('Sofia Marchetti'), {
    own: own(false, false),
    peer: { ...videoPeer, audio: false, video: false },
  }),
  video: talking('video', mei),
  'video-camoff': talking('video', mei, { peer: { ...videoPeer, video: false } }),
  'video-own-off': talking('video', mei, { own: own(false, false) }),
  'video-weak': talking('video', mei, {
    quality: weak,
    weakness: { low: true, since: 0, shown: true, said: true },
  }),
  'video-peer-weak': talking('video', mei, { peer: { ...videoPeer, quality: weak } }),
  'video-peer-lost': talking('video', mei, {
    peer: { ...videoPeer, lost: { until: monotonic + 14_000 } },
    quality: { ...UNKNOWN_QUALITY, level: 6 },
  }),
  'video-self-lost-flows': talking('video', mei, { lost: { until: monotonic + 18_000 } }),
  'audio-self-lost': talking('audio', jonas, { lost: { until: monotonic + 18_000 } }),
  'cam-blocked': talking('video', mei, {
    own: { ...own(true), cam: { on: true, pending: false, trouble: 'blocked' } },
  }),
};

const outcomes: Outcome[] = [
  { why: 'noAnswer', rangFor: 30 },
  ...(['busy', 'declined', 'offline', 'peerLost', 'unknownUser', 'blocked', 'server', 'failed'] as const).map(
    (why) => ({ why }),
  ),
];
for (const outcome of outcomes)
  calls[`ended-${outcome.why}`] = {
    phase: 'ended',
    person: mei,
    group: null,
    groupId: '',
    media: 'video',
    outcome,
  };

const notices: Record<string, NoticeBody> = {
  missed: { kind: 'missed', person: amara, busy: false },
  moved: { kind: 'moved', person: amara, media: 'video', how: 'accepted', device: 'Kai’s phone' },
  ended: { kind: 'ended', person: mei, seconds: 252 },
  sound: { kind: 'soundBlocked', ringing: false },
  'mic-blocked': { kind: 'trouble', device: 'mic', trouble: 'blocked', retry: { what: 'open' } },
  'mic-missing': { kind: 'trouble', device: 'mic', trouble: 'missing', retry: { what: 'open' } },
};

export const fixtures: Record<string, Model> = {
  'sign-in': EMPTY_MODEL,
  'sign-in-error': {
    ...EMPTY_MODEL,
    isSecure: false,
    session: { state: 'out', error: 'That name is taken by an administrator.' },
  },
  unreachable: {
    ...EMPTY_MODEL,
    session: { state: 'unreachable', userId: 'kai', retryAt: monotonic + 8_000 },
  },
  kicked: { ...EMPTY_MODEL, session: { state: 'kicked', me, lastCall: { person: mei, seconds: 252 } } },
  'home-first': {
    ...base,
    contacts: [],
    recents: [],
    log: { ...base.log, entries: base.log.entries.slice(0, 3) },
  },
  'home-reconnecting': { ...base, session: { state: 'in', me, link: 'down' } },
  ...Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, { ...base, call }])),
  ...Object.fromEntries(
    Object.entries(notices).map(([name, body]) => [
      `notice-${name}`,
      { ...base, notices: [{ id: 1, body }] },
    ]),
  ),
  ...Object.fromEntries(
    (
      [
        'audio',
        'audio-muted',
        'audio-self-lost',
        'video',
        'video-camoff',
        'video-own-off',
        'video-peer-lost',
      ] as const
    ).map((name) => [`float-${name}`, { ...base, minimised: true, call: calls[name] ?? IDLE }]),
  ),
  'incoming-mute': {
    ...base,
    call: incoming('video', amara),
    notices: [
      { id: 2, body: { kind: 'soundBlocked', ringing: true } },
      { id: 1, body: { kind: 'missed', person: jonas, busy: false } },
    ],
  },
  'video-busy-notice': {
    ...base,
    call: talking('video', mei),
    notices: [{ id: 1, body: { kind: 'missed', person: amara, busy: true } }],
  },
};
