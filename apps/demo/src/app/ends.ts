import { CallEndReason } from '@ringback/engine';
import type { Call, Outcome } from '../model/call.js';
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
    if (call.phase === 'outgoing' && (call.callId ?? callId) === callId)
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
    const outcome = this.#outcomeOf(reason, userID);
    if (outcome !== null) {
      store.dispatch({ type: 'failed', outcome });
      return;
    }
    store.dispatch({ type: 'over' });
    if (reason === CallEndReason.OtherDeviceAccepted)
      this.#notices.show({ kind: 'takenOver', device: device?.name ?? '' });
    else if (person !== undefined) this.#notices.show({ kind: 'ended', person, seconds: totalTime });
  }

  #outcomeOf(reason: number, userId: string): Outcome | null {
    if (reason === CallEndReason.EndByServer) return { why: 'server' };
    if (reason === CallEndReason.Offline) return { why: userId === this.#selfId() ? 'offline' : 'peerLost' };
    return null;
  }

  #ringOver({ person, media }: Extract<Call, { phase: 'incoming' }>, reason: number, device: string): void {
    this.#env.store.dispatch({ type: 'over' });
    const how = movedHow(reason);
    if (how !== null) this.#notices.show({ kind: 'moved', person, media, how, device });
    else if (reason !== CallEndReason.Reject) this.#notices.show({ kind: 'missed', person, busy: false });
  }

  #outgoingOver(call: Extract<Call, { phase: 'outgoing' }>, reason: number, device: string): void {
    const { store, clock } = this.#env;
    const { person, media, since } = call;
    const outcome = outgoingOutcome(reason, (clock.now() - since) / 1000);
    if (outcome !== null) {
      store.dispatch({ type: 'failed', outcome });
      return;
    }
    store.dispatch({ type: 'over' });
    const how = movedHow(reason);
    if (how !== null) this.#notices.show({ kind: 'moved', person, media, how, device });
  }

  #remember(call: Call): void {
    if ('callId' in call && call.callId !== null) this.#parties.set(call.callId, call.person);
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
      return { why: 'noAnswer', rangFor: Math.round(rangFor) };
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

function movedHow(reason: number): 'accepted' | 'declined' | null {
  if (reason === CallEndReason.OtherDeviceAccepted) return 'accepted';
  return reason === CallEndReason.OtherDeviceReject ? 'declined' : null;
}
