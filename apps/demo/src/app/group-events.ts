import { TUICallEvent, type TUICallEventMap, type TUICallEventName } from '@ringback/engine';
import { hasTalk, type Refusal } from '../model/call.js';
import { memberOf } from '../model/group.js';
import type { Person } from '../model/person.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';
import type { NoticeBoard } from './notice-board.js';
import type { OwnMedia } from './own-media.js';

export interface GroupEventTargets {
  readonly directory: Directory;
  readonly media: OwnMedia;
  readonly notices: NoticeBoard;
  /** Who sits here. */
  readonly self: () => Person;
}

type On = <E extends TUICallEventName>(event: E, listener: (payload: TUICallEventMap[E]) => void) => void;

/** So long it is said in somebody's place that he does not come. */
const TILE_FOR_MS = 8_000;

/** Who comes, who does not and who leaves; the ends of a call of two are told by its own end event. */
export function bindGroup(env: Environment, targets: GroupEventTargets, on: On): void {
  const { store, clock } = env;
  const { directory, media, self } = targets;
  const refused = (userId: string, why: Refusal) => refuse(env, targets, directory.person(userId), why);
  on(TUICallEvent.REJECT, ({ userID }) => refused(userID, 'declined'));
  on(TUICallEvent.LINE_BUSY, ({ userID }) => refused(userID, 'busy'));
  on(TUICallEvent.NO_RESP, ({ userIDList }) => {
    for (const userId of userIDList) refused(userId, 'noAnswer');
  });
  on(TUICallEvent.USER_LEAVE, ({ userID }) => leave(env, targets, userID));
  on(TUICallEvent.ON_USER_INVITING, ({ userID }) => {
    store.dispatch({ type: 'invited', person: directory.person(userID), self: self() });
  });
  on(TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE, ({ userIDList, invitingUserIDList }) => {
    const people = (ids: readonly string[]) =>
      ids.map((id) => (id === self().userId ? self() : directory.person(id)));
    store.dispatch({
      type: 'list',
      self: self(),
      inCall: people(userIDList),
      ringing: people(invitingUserIDList),
      at: clock.wall(),
    });
    if (hasTalk(store.model.call)) media.beginCamera();
  });
}

/** In a call of two somebody was called into it and does not come; of who it is between, the end of the call tells. */
function refuse(
  { store, clock }: Environment,
  { notices }: GroupEventTargets,
  person: Person,
  why: Refusal,
): void {
  const { call } = store.model;
  if (call.phase === 'talking') notices.show({ kind: 'absent', person, why });
  if (call.phase !== 'group') return;
  const at = clock.wall();
  store.dispatch({ type: 'refused', person, why, at });
  clock.after(TILE_FOR_MS, () => store.dispatch({ type: 'tileGone', userId: person.userId, at }));
}

function leave(
  { store, clock }: Environment,
  { directory, notices }: GroupEventTargets,
  userId: string,
): void {
  const { call } = store.model;
  const was = call.phase === 'group' ? memberOf(call, userId)?.part.is : undefined;
  store.dispatch({ type: 'peerLeft', userId, at: clock.wall() });
  if (was === 'in') notices.show({ kind: 'left', person: directory.person(userId) });
}
