import { TUICallEvent, type TUICallEventMap, type TUICallEventName, TUICallType } from '@ringback/engine';
import { liveCall } from '../model/call.js';
import type { PathQuality } from '../model/live.js';
import type { Person } from '../model/person.js';
import type { Calling } from './calling.js';
import type { DeviceControl } from './device-choice.js';
import type { Directory } from './directory.js';
import type { Ends } from './ends.js';
import type { Environment } from './environment.js';
import { bindGroup } from './group-events.js';
import type { KeptMedia } from './kept-media.js';
import type { NoticeBoard } from './notice-board.js';
import type { OwnMedia } from './own-media.js';
import type { Page } from './page.js';

export interface EventTargets {
  readonly calling: Calling;
  readonly devices: DeviceControl;
  readonly directory: Directory;
  readonly ends: Ends;
  readonly media: OwnMedia;
  readonly kept: KeptMedia;
  readonly notices: NoticeBoard;
  readonly page: Page;
  /** Who sits here. */
  readonly self: () => Person;
  /** The engine is logged out: by another login, or because its link will not come back. */
  readonly onGone: (why: 'kicked' | 'lost') => void;
  /** The link is back after a break. */
  readonly onBack: () => void;
}

/** What the other side has not told by then, it does not publish. */
const SETTLED_AFTER_MS = 3_000;
const mediaOf = (type: number) => (type === TUICallType.VIDEO_CALL ? 'video' : 'audio');

/** Several constants may name one event; the log shows the first, as the documents do. */
const NAMES = Object.entries(TUICallEvent).filter(
  ([, value], at, all) => all.findIndex(([, other]) => other === value) === at,
) as readonly (readonly [string, TUICallEventName])[];

/** Listens to every event of the engine, writes it down, and turns it into what has happened for the views. */
export function bindEvents(env: Environment, targets: EventTargets): void {
  const engine = env.engine();
  for (const [name, event] of NAMES) engine.on(event, (payload: unknown) => env.journal.event(name, payload));
  const on = <E extends TUICallEventName>(event: E, listener: (payload: TUICallEventMap[E]) => void) =>
    engine.on(event, listener as never);
  bindRings(env, targets, on);
  bindTalk(env, targets, on);
  bindGroup(env, targets, on);
  bindPage(env, targets, on);
  // A name or picture that changes while people talk.
  engine.getTim().on('onProfileUpdated', ({ data }) => {
    for (const profile of data) targets.directory.learn(profile);
  });
}

type On = <E extends TUICallEventName>(event: E, listener: (payload: TUICallEventMap[E]) => void) => void;

function bindRings({ store, clock }: Environment, { directory, ends, self }: EventTargets, on: On): void {
  on(TUICallEvent.ON_CALL_RECEIVED, (payload) => {
    const { callId, callerId, callMediaType, timeout, remaining, calleeIdList, isFromGroup, groupID } =
      payload;
    const ring = timeout > 0 ? { total: timeout * 1000, endsAt: clock.now() + remaining * 1000 } : null;
    const others = calleeIdList.filter((id) => id !== self().userId).map((id) => directory.person(id));
    store.dispatch({
      type: 'received',
      callId,
      person: directory.person(callerId),
      group: isFromGroup ? others : null,
      groupId: groupID,
      media: mediaOf(callMediaType),
      ring,
    });
  });
  on(TUICallEvent.ON_USER_RINGING, ({ userID }) => {
    store.dispatch({ type: 'peerRings', person: directory.person(userID) });
  });
  on(TUICallEvent.USER_ACCEPT, () => store.dispatch({ type: 'peerAccepted' }));
  on(TUICallEvent.ON_CALL_NOT_CONNECTED, (payload) => ends.notConnected(payload));
  on(TUICallEvent.ON_CALL_CANCELED, (payload) => ends.missedWhileBusy(payload));
  on(TUICallEvent.CALLING_END, (payload) => ends.ended(payload));
}

function bindTalk(env: Environment, targets: EventTargets, on: On): void {
  const { store, clock } = env;
  const { directory, media, kept, self } = targets;
  on(TUICallEvent.ON_CALL_BEGIN, ({ callId, callMediaType }) => {
    const before = store.model.call.phase;
    store.dispatch({ type: 'begun', callId, media: mediaOf(callMediaType), at: clock.now() });
    const { call } = store.model;
    if (before !== 'incoming') media.beginOutgoing();
    // In a group the own place comes with the list.
    else if (call.phase === 'talking') media.beginCamera();
  });
  on(TUICallEvent.ON_CALL_RESTORED, (payload) => {
    const was = kept.of(payload.callId);
    const me = self();
    const [person = me, ...others] = [...payload.userIDList, ...payload.invitingUserIDList]
      .filter((id) => id !== me.userId)
      .map((id) => directory.person(id));
    store.dispatch({
      type: 'restored',
      callId: payload.callId,
      self: me,
      person,
      others,
      groupId: payload.groupID,
      media: mediaOf(payload.callMediaType),
      dialling: payload.invitingUserIDList.length > 0 && payload.userIDList.length < 2,
      since: clock.now() - payload.totalTime * 1000,
    });
    if (was !== null) kept.reopen(was);
  });
  on(TUICallEvent.USER_ENTER, ({ userID }) => {
    store.dispatch({ type: 'peerEntered', person: directory.person(userID), self: self() });
    const callId = liveCall(store.model.call)?.callId;
    clock.after(SETTLED_AFTER_MS, () => {
      if (liveCall(store.model.call)?.callId === callId)
        store.dispatch({ type: 'peerSettled', userId: userID });
    });
  });
  on(TUICallEvent.USER_AUDIO_AVAILABLE, ({ userID, isAudioAvailable }) => {
    store.dispatch({ type: 'peerPublishes', userId: userID, what: 'audio', on: isAudioAvailable });
  });
  on(TUICallEvent.USER_VIDEO_AVAILABLE, ({ userID, isVideoAvailable }) => {
    store.dispatch({ type: 'peerPublishes', userId: userID, what: 'video', on: isVideoAvailable });
  });
  bindMeters(env, targets, on);
}

function bindMeters({ store, clock, levels }: Environment, targets: EventTargets, on: On): void {
  const { calling, notices, self } = targets;
  on(TUICallEvent.CALL_TYPE_CHANGED, ({ newCallType }) => {
    const { call } = store.model;
    const changed = mediaOf(newCallType);
    store.dispatch({ type: 'mediaChanged', media: changed });
    if (call.phase === 'talking' && !calling.ownChange(changed))
      notices.show({ kind: 'mediaChanged', person: call.person, media: changed });
  });
  on(TUICallEvent.USER_VOICE_VOLUME, ({ volumeMap }) => {
    const volumes = volumeMap.map(({ userId, volume }) => [userId, volume] as const);
    levels.set(volumes);
    store.dispatch({ type: 'voices', volumes, selfId: self().userId, at: clock.now() });
  });
  on(TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED, ({ networkQualityList }) => {
    const paths = Object.fromEntries(networkQualityList.map((entry) => [entry.userId, path(entry)]));
    const { [self().userId]: own, ...peers } = paths;
    if (own !== undefined) store.dispatch({ type: 'quality', own, peers, at: clock.now() });
  });
  on(TUICallEvent.ON_USER_LINK_CHANGED, ({ userID, isReachable }) => {
    store.dispatch({ type: 'peerLink', userId: userID, reachable: isReachable, at: clock.now() });
  });
}

function bindPage({ store, clock }: Environment, targets: EventTargets, on: On): void {
  const { devices, notices, page } = targets;
  on(TUICallEvent.DEVICED_UPDATED, (payload) => devices.updated(payload));
  on(TUICallEvent.ON_AUTOPLAY_BLOCKED, () => {
    notices.show({ kind: 'soundBlocked', ringing: false });
    // The engine tries again at the same touch.
    page.onceTouched(() => notices.dropKind('soundBlocked'));
  });
  on(TUICallEvent.ON_LINK_CHANGED, ({ state, graceTime }) => {
    if (state === 'lost') {
      targets.onGone('lost');
      return;
    }
    const { call } = store.model;
    const up = state === 'connected';
    store.dispatch({ type: 'link', up, graceTime: graceTime * 1000, at: clock.now() });
    if (up && (call.phase === 'talking' || call.phase === 'group') && call.lost !== null)
      notices.show({ kind: 'back' });
    if (up) targets.onBack();
  });
  on(TUICallEvent.KICKED_OUT, () => targets.onGone('kicked'));
}

function path({
  quality,
  upLoss,
  downLoss,
  delay,
}: { quality: number } & Omit<PathQuality, 'level'>): PathQuality {
  return { level: quality, upLoss, downLoss, delay };
}
