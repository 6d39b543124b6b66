import { type Group, othersOf } from '../model/group.js';
import type { Model } from '../model/model.js';
import { firstName } from '../model/person.js';
import { nameList, t } from '../strings/index.js';
import type { Bell, Tone } from '../tones/bell.js';
import type { NoticeBoard } from './notice-board.js';
import type { Page } from './page.js';
import type { Store } from './store.js';

/** So fast the title blinks when the browser keeps the bell silent, ms. */
const BLINK_MS = 1_000;

/** The sounds and the title that go with the state of the call. */
export class Ringer {
  readonly #store: Store;
  readonly #bell: Bell;
  readonly #page: Page;
  readonly #notices: NoticeBoard;
  #tone: Tone | null = null;
  #stopBlinking: () => void = () => {};

  constructor(store: Store, bell: Bell, page: Page, notices: NoticeBoard) {
    this.#store = store;
    this.#bell = bell;
    this.#page = page;
    this.#notices = notices;
    store.subscribe((model, before) => this.#follow(model, before));
  }

  #follow(model: Model, before: Model): void {
    if (model.call === before.call && model.session === before.session) return;
    const tone = toneOf(model);
    if (tone !== this.#tone) this.#change(tone, model);
    this.#stopBlinking();
    this.#page.setTitle(titleOf(model));
  }

  #change(tone: Tone | null, model: Model): void {
    this.#tone = tone;
    if (tone === null) {
      this.#bell.stop();
      // What could not be heard is over, also where the call goes on.
      if (this.#store.model.call.phase === 'group') this.#notices.dropKind('soundBlocked');
      return;
    }
    const userId = model.session.state === 'in' ? model.session.me.userId : '';
    this.#bell.play(tone, userId, () => this.#blocked(model));
  }

  /** The browser plays nothing before a touch: said in words, and by the title. */
  #blocked(model: Model): void {
    this.#notices.show({ kind: 'soundBlocked', ringing: true });
    const titles = [titleOf(model), t('page.name')];
    let shown = 0;
    this.#stopBlinking = this.#page.every(BLINK_MS, () => {
      shown = 1 - shown;
      this.#page.setTitle(titles[shown] ?? '');
    });
    this.#page.onceTouched(() => this.#unblocked());
  }

  /** The touch has started the sound. */
  #unblocked(): void {
    this.#stopBlinking();
    this.#notices.dropKind('soundBlocked');
    this.#page.setTitle(titleOf(this.#store.model));
  }
}

/** The callee's bell from the ring to the answer; the caller's tone from the moment at which it rings there. */
export function toneOf({ call }: Model): Tone | null {
  if (call.phase === 'incoming') return call.silenced || call.answering ? null : 'bell';
  if (call.phase === 'group') return call.step === 'ringing' && isHeardRinging(call) ? 'ringback' : null;
  return call.phase === 'outgoing' && call.step === 'ringing' ? 'ringback' : null;
}

/** A device of somebody who is called has it. */
function isHeardRinging({ members }: Group): boolean {
  return members.some(({ part }) => part.is === 'ringing' && part.reached);
}

export function titleOf({ call, session }: Model): string {
  if (call.phase === 'incoming') return t('in.title', { name: call.person.name });
  if (call.phase === 'group') return t('call.with', { name: nameList(othersOf(call)) });
  if (call.phase === 'talking' || call.phase === 'outgoing')
    return t('call.with', { name: firstName(call.person) });
  return session.state === 'in' ? `${session.me.name} · ${t('page.name')}` : t('page.name');
}
