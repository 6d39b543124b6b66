import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Member, showsVideo } from '../model/group.js';
import type { Intent } from '../model/intent.js';
import { firstName } from '../model/person.js';
import type { MenuItem } from '../parts/menu.js';
import { t } from '../strings/index.js';
import type { GroupChoice } from './group-layout.js';

/** A finger that rests for so long on a tile asks for its menu. */
const LONG_PRESS_MS = 500;
/** A finger that goes so far does something else. */
const SLACK_PX = 8;

export interface TileActions {
  readonly choice: GroupChoice;
  readonly pin: (userId: string) => void;
  readonly hide: (userId: string) => void;
  readonly fire: (intent: Intent) => void;
}

/** What can be done about somebody's tile. */
export function tileItems(member: Member, actions: TileActions): MenuItem[] {
  const { part, person } = member;
  const { userId } = person;
  const { fire } = actions;
  switch (part.is) {
    case 'ringing': {
      const run = () => fire({ do: 'stopRing', userId });
      return [{ is: 'action', icon: 'x', text: t('p.stop', { name: firstName(person) }), run }];
    }
    case 'gone': {
      const run = () => fire({ do: 'invite', userIds: [userId] });
      return [{ is: 'action', icon: 'phone', text: t('p.again'), run }];
    }
    default:
      return presentItems(member, actions);
  }
}

function presentItems(member: Member, { choice, pin, hide }: TileActions): MenuItem[] {
  const { userId } = member.person;
  const pinned = choice.pinned === userId;
  const items: MenuItem[] = [
    {
      is: 'action',
      icon: pinned ? 'pin-off' : 'pin',
      text: t(pinned ? 'c.unpin' : 'c.pin'),
      run: () => pin(userId),
    },
  ];
  const hidden = choice.hidden.has(userId);
  if (hidden || showsVideo(member)) {
    items.push({
      is: 'action',
      icon: hidden ? 'eye' : 'eye-off',
      text: t(hidden ? 'c.showPicture' : 'c.hidePicture'),
      run: () => hide(userId),
    });
  }
  return items;
}

/** Where somebody asked for a menu, px of the page. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The ways to a tile's menu besides its key: right click, the keyboard, and a finger that rests on it. */
export class TileMenuGestures implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #open: (userId: string, spot: Spot) => void;
  #pressing = new AbortController();

  constructor(host: ReactiveControllerHost & HTMLElement, open: (userId: string, spot: Spot) => void) {
    this.#host = host;
    this.#open = open;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('contextmenu', this.#context);
    this.#host.addEventListener('keydown', this.#key);
    this.#host.addEventListener('pointerdown', this.#press, { passive: true });
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('contextmenu', this.#context);
    this.#host.removeEventListener('keydown', this.#key);
    this.#host.removeEventListener('pointerdown', this.#press);
    this.#pressing.abort();
  }

  /** Also what the menu key of a keyboard makes, and a long press on Android. */
  readonly #context = (event: MouseEvent): void => {
    this.#pressing.abort();
    if (this.#ask(event.target, { x: event.clientX, y: event.clientY })) event.preventDefault();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'F10' || event.ctrlKey || event.altKey || event.metaKey) return;
    const box = tileAt(event.target)?.getBoundingClientRect();
    if (box === undefined || !this.#ask(event.target, middleOf(box))) return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #press = (down: PointerEvent): void => {
    if (down.pointerType !== 'touch') return;
    // A second finger means something else, and a key in the tile is pressed for itself.
    this.#pressing.abort();
    if (!down.isPrimary || tileAt(down.target) === null || isKey(down.target)) return;
    const done = new AbortController();
    this.#pressing = done;
    const spot = { x: down.clientX, y: down.clientY };
    const timer = setTimeout(() => this.#ask(down.target, spot), LONG_PRESS_MS);
    done.signal.addEventListener('abort', () => clearTimeout(timer));
    const moved = ({ pointerId, clientX, clientY }: PointerEvent): void => {
      if (pointerId !== down.pointerId) return;
      if (Math.hypot(clientX - spot.x, clientY - spot.y) > SLACK_PX) done.abort();
    };
    document.addEventListener('pointermove', moved, { signal: done.signal, passive: true });
    const ended = ({ pointerId }: PointerEvent): void => {
      if (pointerId === down.pointerId) done.abort();
    };
    for (const end of ['pointerup', 'pointercancel'] as const)
      document.addEventListener(end, ended, { signal: done.signal });
  };

  #ask(target: EventTarget | null, spot: Spot): boolean {
    const userId = tileAt(target)?.dataset.user;
    if (userId === undefined) return false;
    this.#open(userId, spot);
    return true;
  }
}

function tileAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.rb-tile[data-user]') : null;
}

function isKey(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

function middleOf({ x, y, width, height }: DOMRect): Spot {
  return { x: x + width / 2, y: y + height / 2 };
}
