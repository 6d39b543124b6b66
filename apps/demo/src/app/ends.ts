import { CallEndReason } from '@ringback/engine';
import type { Call, Outcome, Outgoing } from '../model/call.js';
import { type Group, othersOf } from '../model/group.js';
import type { Person } from '../model/person.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';
import type { NoticeBoard } from './notice-board.js';
import type { Recents } from './recents.js';

interface Cancel {
  readonly callId: string;
  readonly reason: number;
  readonly device?: { readonly name: string };
}

interface End extends Cancel {
  readonly userID: string;
  readonly totalTime: number;
}

/** What the end of a ring or call becomes: an end screen, a notice, or nothing. */
export class Ends {
  readonly #env: Environment;
  readonly #notices: NoticeBoard;
  readonly #recents: Recents;
  readonly #directory: Directory;
  readonly #selfId: () => string;
  /** Who was in the calls of this page; a view that was left at once is gone before the end event comes. */
  readonly #parties = new Map<string, Person>();

  constructor(
    env: Environment,
    notices: NoticeBoard,
    recents: Recents,
    directory: Directory,
    selfId: () => string,
  ) {
    this.#env = env;
    this.#notices = notices;
    this.#recents = recents;
    this.#directory = directory;
    this.#selfId = selfId;
    env.store.subscribe(({ call }) => this.#remember(call));
  }

  /** ON_CALL_NOT_CONNECTED: a ring is over without a call. */
  notConnected({ callId, reason, device }: Cancel): void {
    const { call } = this.#env.store.model;
    if (call.phase === 'incoming' && call.callId === callId) this.#ringOver(call, reason, device?.name ?? '');
    if ((call.phase === 'outgoing' || call.phase === 'group') && (call.callId ?? callId) === callId)
      this.#outgoingOver(call, reason, device?.name ?? '');
    this.#forget(callId);
  }

  /** ON_CALL_CANCELED with another call's ids: somebody found this user busy (S1-07). The records know who it was. */
  async missedWhileBusy({ callId, reason }: Cancel): Promise<void> {
    const { call } = this.#env.store.model;
    const isOwn =
      this.#parties.has(callId) || !('callId' in call) || call.callId === callId || call.callId === null;
    if (reason !== CallEndReason.LineBusy || isOwn) return;
    try {
      const record = (await this.#recents.read()).find((recent) => recent.callId === callId);
      if (record)
        this.#notices.show({ kind: 'missed', person: this.#directory.person(record.callerId), busy: true });
    } catch {
      // Without a link nobody can say who it was; the records show it later.
    }
  }

  /** CALLING_END. */
  ended({ callId, reason, userID, totalTime, device }: End): void {
    const { store } = this.#env;
    const person = this.#parties.get(callId);
    this.#forget(callId);
    this.#env.levels.clear();
    const { call } = store.model;
    const outcome = this.#outcomeOf(reason, userID, call.phase === 'group');
    if (outcome !== null) {
      store.dispatch({ type: 'failed', outcome });
      return;
    }
    store.dispatch({ type: 'over' });
    if (reason === CallEndReason.OtherDeviceAccepted)
      this.#notices.show({ kind: 'takenOver', device: device?.name ?? '' });
    else if (person !== undefined) this.#notices.show({ kind: 'ended', person, seconds: totalTime });
  }

  /** That the others of a group have left, for whatever reason, was said of each of them. */
  #outcomeOf(reason: number, userId: string, isGroup: boolean): Outcome | null {
    if (reason === CallEndReason.EndByServer) return { why: 'server' };
    if (reason !== CallEndReason.Offline) return null;
    if (userId === this.#selfId()) return { why: 'offline' };
    return isGroup ? null : { why: 'peerLost' };
  }

  #ringOver({ person, media }: Extract<Call, { phase: 'incoming' }>, reason: number, device: string): void {
    this.#env.store.dispatch({ type: 'over' });
    const how = movedHow(reason);
    if (how !== null) this.#notices.show({ kind: 'moved', person, media, how, device });
    else if (reason !== CallEndReason.Reject) this.#notices.show({ kind: 'missed', person, busy: false });
  }

  #outgoingOver(call: Outgoing | Group, reason: number, device: string): void {
    const { store, clock } = this.#env;
    const { media, since } = call;
    const person = partyOf(call);
    const rangFor = Math.round((clock.now() - since) / 1000);
    const outcome =
      call.phase === 'group' ? groupOutcome(call, reason, rangFor) : outgoingOutcome(reason, rangFor);
    if (outcome !== null) {
      store.dispatch({ type: 'failed', outcome });
      return;
    }
    store.dispatch({ type: 'over' });
    const how = movedHow(reason);
    if (how !== null && person !== undefined)
      this.#notices.show({ kind: 'moved', person, media, how, device });
  }

  #remember(call: Call): void {
    if (!('callId' in call) || call.callId === null) return;
    const person = partyOf(call);
    if (person !== undefined) this.#parties.set(call.callId, person);
  }

  #forget(callId: string): void {
    this.#parties.delete(callId);
  }
}

/** null: nothing to show, the person ended it himself. */
function outgoingOutcome(reason: number, rangFor: number): Outcome | null {
  switch (reason) {
    case CallEndReason.Reject:
      return { why: 'declined' };
    case CallEndReason.NoResponse:
      return { why: 'noAnswer', rangFor };
    case CallEndReason.LineBusy:
      return { why: 'busy' };
    case CallEndReason.Offline:
      return { why: 'offline' };
    case CallEndReason.EndByServer:
      return { why: 'server' };
    default:
      return null;
  }
}

/** Of several who did not come, each for a reason of his own, the last one's is the call's. */
function groupOutcome({ members }: Group, reason: number, rangFor: number): Outcome | null {
  switch (reason) {
    case CallEndReason.Reject:
    case CallEndReason.NoResponse:
    case CallEndReason.LineBusy: {
      const refusals = members.flatMap(({ person, part }) =>
        part.is === 'gone' && part.why !== 'left' ? [{ person, why: part.why }] : [],
      );
      return { why: 'nobody', rangFor, refusals };
    }
    default:
      return outgoingOutcome(reason, rangFor);
  }
}

/** Whom the call is with, in a group the first of them. */
function partyOf(call: Extract<Call, { callId: unknown }>): Person | undefined {
  return call.phase === 'group' ? othersOf(call)[0] : call.person;
}

function movedHow(reason: number): 'accepted' | 'declined' | null {
  if (reason === CallEndReason.OtherDeviceAccepted) return 'accepted';
  return reason === CallEndReason.OtherDeviceReject ? 'declined' : null;
}
