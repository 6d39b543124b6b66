import { TUICallType } from '@ringback/engine';
import type { Media } from '../model/live.js';
import type { Retry } from '../model/notice.js';
import type { Person } from '../model/person.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';
import { troubleOf } from './errors.js';
import { notPlaced } from './not-placed.js';
import type { NoticeBoard } from './notice-board.js';
import type { OwnMedia } from './own-media.js';
import type { Permissions } from './permissions.js';

const RING_FOR_S = 30;
/** An end screen that nobody touches leaves by itself. */
const ENDED_FOR_MS = 10_000;

const CALL_TYPES = { audio: TUICallType.AUDIO_CALL, video: TUICallType.VIDEO_CALL } as const;

/** Placing, answering and ending calls. What comes of them is told by the engine's events. */
export class Calling {
  readonly #env: Environment;
  readonly #directory: Directory;
  readonly #notices: NoticeBoard;
  readonly #media: OwnMedia;
  readonly #permissions: Permissions;
  #keepEnded: () => void = () => {};
  #switchingTo: Media | null = null;

  constructor(
    env: Environment,
    directory: Directory,
    notices: NoticeBoard,
    media: OwnMedia,
    permissions: Permissions,
  ) {
    this.#env = env;
    this.#directory = directory;
    this.#notices = notices;
    this.#media = media;
    this.#permissions = permissions;
  }

  /** One or several, oneself left out, or a saved group. */
  async call(userIds: readonly string[], media: Media, groupId = ''): Promise<void> {
    const { clock, store } = this.#env;
    const { phase } = store.model.call;
    if (phase !== 'idle' && phase !== 'ended') return;
    const people = [...new Set(userIds)]
      .filter((id) => id !== this.#selfId)
      .map((id) => this.#directory.person(id));
    const [person] = people;
    if (person === undefined) {
      this.#notices.show({ kind: 'yourself' });
      return;
    }
    this.#keepEnded();
    this.#notices.dropKind('trouble');
    const at = clock.now();
    const isPair = people.length === 1 && groupId === '';
    const self = this.#directory.person(this.#selfId);
    if (isPair) store.dispatch({ type: 'dial', person, media, at });
    else store.dispatch({ type: 'dialGroup', self, people, groupId, media, at });
    try {
      const { callId } = await this.#place(people.map(idOf), media, groupId);
      if (!this.#isOwn(at)) return;
      store.dispatch({ type: 'dialled', callId });
      this.#media.beginOutgoing();
    } catch (error) {
      if (this.#isOwn(at))
        notPlaced(this.#env, this.#notices, error, { what: 'call', people, media, groupId });
    }
  }

  /** Opens the microphone only if its switch is on, and never a camera whose switch is off. */
  async answer(): Promise<void> {
    const { engine, journal, store } = this.#env;
    const ringing = store.model.call;
    if (ringing.phase !== 'incoming' || ringing.answering) return;
    store.dispatch({ type: 'answering' });
    try {
      await journal.method('accept', [], () => engine().accept());
      // Before ON_CALL_BEGIN, which comes in a later task (G-15): nobody hears a word.
      const { call } = store.model;
      if (call.phase === 'incoming' && !call.mic) {
        await journal.method('closeMicrophone', [], () => engine().closeMicrophone());
      }
    } catch (error) {
      const trouble = troubleOf(error);
      store.dispatch({ type: 'answerFailed', trouble });
      if (trouble === 'blocked') this.#permissions.onceGranted('mic', () => this.#stillRings(ringing.callId));
    }
  }

  async decline(): Promise<void> {
    const { engine, journal, store } = this.#env;
    if (store.model.call.phase !== 'incoming') return;
    store.dispatch({ type: 'over' });
    await this.#settled(journal.method('reject', [], () => engine().reject()));
  }

  /** The view is left at once; the engine has written its frame before this returns (G-18). */
  async hangUp(): Promise<void> {
    const { engine, journal, store } = this.#env;
    const { phase } = store.model.call;
    if (phase !== 'talking' && phase !== 'outgoing' && phase !== 'group') return;
    this.#media.end();
    store.dispatch({ type: 'over' });
    await this.#settled(journal.method('hangup', [], () => engine().hangup()));
  }

  /** To audio for both sides at once; to video without opening anybody's camera but the own. */
  async setMedia(media: Media): Promise<void> {
    const { engine, journal, store } = this.#env;
    const { call } = store.model;
    if ((call.phase !== 'talking' && call.phase !== 'outgoing') || call.media === media) return;
    const type = CALL_TYPES[media];
    this.#switchingTo = media;
    const done = await this.#settled(
      journal.method('switchCallMediaType', [type], () => engine().switchCallMediaType(type)),
    );
    if (!done) this.#switchingTo = null;
    else if (media === 'video') this.#media.want('cam', true);
  }

  /** Whether a change of the media is the one that this page asked for; the event does not say who did. */
  ownChange(media: Media): boolean {
    const isOwn = this.#switchingTo === media;
    this.#switchingTo = null;
    return isOwn;
  }

  /** The end screen stays for a while; `hold()` keeps it as long as somebody is at it. */
  ended(): void {
    this.#keepEnded();
    this.#keepEnded = this.#env.clock.after(ENDED_FOR_MS, () => this.closeEnded());
  }

  hold(isHeld: boolean): void {
    if (isHeld) this.#keepEnded();
    else if (this.#env.store.model.call.phase === 'ended') this.ended();
  }

  closeEnded(): void {
    this.#keepEnded();
    if (this.#env.store.model.call.phase === 'ended') this.#env.store.dispatch({ type: 'over' });
  }

  callAgain(): void {
    const { call } = this.#env.store.model;
    if (call.phase !== 'ended') return;
    const people = call.group ?? [call.person];
    void this.call(people.map(idOf), call.media, call.groupId);
  }

  retry(retry: Retry): void {
    if (retry.what === 'call') void this.call(retry.people.map(idOf), retry.media, retry.groupId);
    if (retry.what === 'answer') void this.answer();
  }

  get #selfId(): string {
    const { session } = this.#env.store.model;
    return session.state === 'in' ? session.me.userId : '';
  }

  /** A call of two is placed as one, so that it may become video or audio for both. */
  #place(userIds: readonly string[], media: Media, groupID: string): Promise<{ callId: string }> {
    const { engine, journal } = this.#env;
    const ring = { type: CALL_TYPES[media], timeout: RING_FOR_S };
    if (groupID !== '') {
      const params = { groupID, userIDList: [...userIds], ...ring };
      return journal.method('groupCall', [params], () => engine().groupCall(params));
    }
    const [userID] = userIds;
    if (userID !== undefined && userIds.length === 1) {
      const params = { userID, ...ring };
      return journal.method('call', [params], () => engine().call(params));
    }
    const params = { userIDList: [...userIds], ...ring };
    return journal.method('calls', [params], () => engine().calls(params));
  }

  /** Whether the call that was placed then is still the one on the stage. */
  #isOwn(placed: number): boolean {
    const { call } = this.#env.store.model;
    return (call.phase === 'outgoing' || call.phase === 'group') && call.since === placed;
  }

  /** The person allowed the microphone while it still rings: the help has done its work. */
  #stillRings(callId: string): void {
    const { call } = this.#env.store.model;
    if (call.phase === 'incoming' && call.callId === callId && call.trouble === 'blocked') {
      this.#env.store.dispatch({ type: 'answerFailed', trouble: null });
    }
  }

  /** Whether it worked; a failure is in the journal, and the events say what is so. */
  #settled(work: Promise<unknown>): Promise<boolean> {
    return work.then(
      () => true,
      () => false,
    );
  }
}

function idOf({ userId }: Person): string {
  return userId;
}
