import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Call } from '../model/call.js';
import type { Group } from '../model/group.js';
import type { Box } from '../parts/grid.js';
import {
  capacity,
  FIRST_CHOICE,
  floatLayout,
  type GroupChoice,
  type GroupLayout,
  groupLayout,
  orderAfter,
  type Stage,
} from './group-layout.js';

const MOVE_MS = 220;
const SWIPE_PX = 48;
const EASE = 'cubic-bezier(.2,.8,.2,1)';

/** What somebody has chosen to see of the group call, and how the tiles get to their places. */
export class GroupView implements ReactiveController {
  layout: GroupLayout | null = null;
  #choice: GroupChoice = FIRST_CHOICE;
  #before: ReadonlyMap<string, Box> = new Map();
  #swiping = new AbortController();
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#swipe, { passive: true });
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#swipe);
    this.#swiping.abort();
  }

  get choice(): GroupChoice {
    return this.#choice;
  }

  /** Before drawing: computes where everything is. */
  settle(call: Call, stage: Stage): void {
    this.#before = this.layout?.places ?? new Map();
    if (call.phase !== 'group') {
      this.layout = null;
      this.#choice = FIRST_CHOICE;
      return;
    }
    const order = orderAfter(this.#choice.order, call, capacity(stage));
    this.#choice = { ...this.#choice, order };
    this.layout = groupLayout(call, this.#choice, stage);
  }

  /** Before drawing the small window: who comes and goes is followed, but nobody changes his place for speaking. */
  settleFloat(call: Group, box: { readonly w: number; readonly h: number }): void {
    this.#before = new Map();
    const order = orderAfter(this.#choice.order, call, Number.POSITIVE_INFINITY);
    this.#choice = { ...this.#choice, order };
    this.layout = floatLayout(call, this.#choice, box);
  }

  /** After drawing: tiles come from where they were. Nothing is measured, both places are known. */
  move(): void {
    const places = this.layout?.places;
    if (places === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const tile of this.#host.querySelectorAll<HTMLElement>('.rb-tile[data-user]')) {
      const id = tile.dataset.user ?? '';
      const from = this.#before.get(id);
      const to = places.get(id);
      if (from === undefined || to === undefined || same(from, to)) continue;
      const there = `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${from.w / to.w}, ${from.h / to.h})`;
      tile.animate(
        [
          { transform: there, transformOrigin: '0 0' },
          { transform: 'none', transformOrigin: '0 0' },
        ],
        {
          duration: MOVE_MS,
          easing: EASE,
        },
      );
    }
    this.#before = places;
  }

  /** Between the grid and the spotlight. */
  toggle(): void {
    const isGrid = this.#choice.form === 'grid';
    this.#change({ form: isGrid ? 'spotlight' : 'grid', ...(isGrid ? {} : { pinned: null }) });
  }

  pin(userId: string): void {
    const pinned = this.#choice.pinned === userId ? null : userId;
    this.#change({ pinned, ...(pinned === null ? {} : { form: 'spotlight' as const }) });
  }

  /** Somebody's picture is not shown any more, or again. */
  hide(userId: string): void {
    const hidden = new Set(this.#choice.hidden);
    if (!hidden.delete(userId)) hidden.add(userId);
    this.#change({ hidden });
  }

  turn(by: 1 | -1): void {
    const pages = this.layout?.pages ?? 1;
    const page = (this.layout?.page ?? 0) + by;
    if (page >= 0 && page < pages) this.#change({ page });
  }

  /** A finger that goes sideways turns the page; two of them mean something else. */
  readonly #swipe = (down: PointerEvent): void => {
    if (down.pointerType !== 'touch') return;
    this.#swiping.abort();
    if (!down.isPrimary || (this.layout?.pages ?? 1) < 2) return;
    const done = new AbortController();
    this.#swiping = done;
    const up = (event: PointerEvent): void => {
      done.abort();
      const x = event.clientX - down.clientX;
      if (Math.abs(x) < SWIPE_PX || Math.abs(event.clientY - down.clientY) > Math.abs(x)) return;
      const isRtl = getComputedStyle(this.#host).direction === 'rtl';
      this.turn(x < 0 === isRtl ? -1 : 1);
    };
    const { signal } = done;
    this.#host.addEventListener('pointerup', up, { signal });
    this.#host.addEventListener('pointercancel', () => done.abort(), { signal });
  };

  #change(change: Partial<GroupChoice>): void {
    this.#choice = { ...this.#choice, ...change };
    this.#host.requestUpdate();
  }
}

function same(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
