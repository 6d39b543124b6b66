import type { Group } from '../model/group.js';
import { tilesOf } from '../model/group.js';
import type { Person } from '../model/person.js';
import { type Box, pack, spotlight } from '../parts/grid.js';
import { sizeClass } from '../parts/size.js';

/** What somebody has chosen to see of a group call. */
export interface GroupChoice {
  readonly form: 'grid' | 'spotlight';
  /** Stays in the light until it is taken back. */
  readonly pinned: string | null;
  /** Whose pictures are not to be shown, nor sent here. */
  readonly hidden: ReadonlySet<string>;
  readonly page: number;
  /** Tiles in the order of the pages, by user id. */
  readonly order: readonly string[];
}

export const FIRST_CHOICE: GroupChoice = {
  form: 'grid',
  pinned: null,
  hidden: new Set(),
  page: 0,
  order: [],
};

/** Where everything of a group call is on the stage. */
export interface GroupLayout {
  /** By user id. Who is not in it is not shown. */
  readonly places: ReadonlyMap<string, Box>;
  readonly pages: number;
  readonly page: number;
  /** Who is in the light. */
  readonly main: string | null;
  /** Who has no place in the strip. */
  readonly more: { readonly box: Box; readonly people: readonly Person[] } | null;
}

export interface Stage {
  readonly width: number;
  readonly height: number;
  /** A panel beside the stage takes so much, px. */
  readonly taken: number;
}

const LOW = 480;
const TWELVE_FROM = 1120;
const ROOMY = { edge: 16, top: 76, bottom: 104, gap: 10 };
const COMPACT = { edge: 12, top: 70, bottom: 108, gap: 8 };
const LOW_EDGES = { edge: 10, top: 60, bottom: 72, gap: 8 };
/** Dots below the tiles, where there is no place for them beside the dock. */
const DOTS = 20;

/** How many tiles one page has. */
export function capacity({ width, height }: Stage): number {
  const size = sizeClass(width);
  if (height < LOW) return size === 'compact' ? 4 : 6;
  if (size !== 'wide') return size === 'compact' ? 8 : 6;
  return width < TWELVE_FROM ? 9 : 12;
}

/** Who has come is behind the others; who has gone leaves no gap; who speaks on another page comes to the first. */
export function orderAfter(order: readonly string[], call: Group, perPage: number): readonly string[] {
  const ids = tilesOf(call).map(({ person }) => person.userId);
  const next = [...order.filter((id) => ids.includes(id)), ...ids.filter((id) => !order.includes(id))];
  const { heard } = call.voices;
  for (const [at, id] of next.entries()) {
    if (at < perPage || heard[id]?.is !== 'holds') continue;
    const quiet = longestSilent(next.slice(0, perPage), call);
    if (quiet < 0) break;
    next[at] = next[quiet] ?? id;
    next[quiet] = id;
  }
  return next.length === order.length && next.every((id, at) => id === order[at]) ? order : next;
}

/** The place of whoever has been silent for longest; −1: all of them speak. Whoever sits here keeps his place. */
function longestSilent(page: readonly string[], { voices, members }: Group): number {
  const self = members.find(({ part }) => part.is === 'self')?.person.userId;
  const since = (id: string): number => {
    const voice = voices.heard[id];
    if (id === self || (voice !== undefined && voice.is !== 'silent')) return Number.POSITIVE_INFINITY;
    return voice?.since ?? 0;
  };
  const least = Math.min(...page.map(since));
  return least === Number.POSITIVE_INFINITY ? -1 : page.findIndex((id) => since(id) === least);
}

export function groupLayout(call: Group, choice: GroupChoice, stage: Stage): GroupLayout {
  const width = stage.width - stage.taken;
  const compact = sizeClass(stage.width) === 'compact';
  const low = stage.height < LOW;
  const edges = low ? LOW_EDGES : compact ? COMPACT : ROOMY;
  const perPage = capacity(stage);
  const { order } = choice;
  const rules = { gap: edges.gap, compact: compact && !low, maxRows: low ? 2 : order.length };
  const inLight = choice.form === 'spotlight' ? lightOn(call, choice) : null;
  const pages = inLight === null ? Math.max(1, Math.ceil(order.length / perPage)) : 1;
  const page = Math.min(choice.page, pages - 1);
  const dots = pages > 1 && sizeClass(stage.width) !== 'wide' ? DOTS : 0;
  const area: Box = {
    x: edges.edge,
    y: edges.top,
    w: Math.max(0, width - 2 * edges.edge),
    h: Math.max(0, stage.height - edges.top - edges.bottom - dots),
  };
  if (inLight !== null) return lit(inLight, call, order, area, rules);
  const shown = order.slice(page * perPage, (page + 1) * perPage);
  const boxes = pack(shown.length, area, rules);
  const places = new Map(shown.flatMap((id, at) => entry(id, boxes[at])));
  return { places, pages, page, main: null, more: null };
}

/** Whom the light is on: who is pinned, who speaks, or the first who is somebody else. */
function lightOn(call: Group, { pinned, order }: GroupChoice): string | null {
  const wanted = [pinned, call.voices.speaker].find((id) => id !== null && order.includes(id));
  const other = call.members.find(({ part }) => part.is === 'in')?.person.userId;
  return wanted ?? other ?? order[0] ?? null;
}

function lit(
  main: string,
  call: Group,
  order: readonly string[],
  area: Box,
  rules: Parameters<typeof spotlight>[2],
): GroupLayout {
  const others = order.filter((id) => id !== main);
  const light = spotlight(others.length, area, rules);
  const places = new Map([[main, light.main], ...others.flatMap((id, at) => entry(id, light.strip[at]))]);
  const hidden = others.slice(light.strip.length);
  const people = call.members.map(({ person }) => person).filter(({ userId }) => hidden.includes(userId));
  return { places, pages: 1, page: 0, main, more: light.more === null ? null : { box: light.more, people } };
}

function entry(id: string, box: Box | undefined): [string, Box][] {
  return box === undefined ? [] : [[id, box]];
}

/** Minimised: one tile fills the window. */
export function floatLayout(
  call: Group,
  choice: GroupChoice,
  { w, h }: { readonly w: number; readonly h: number },
): GroupLayout {
  const main = call.media === 'video' ? lightOn(call, choice) : null;
  const places = new Map(main === null ? [] : [[main, { x: 0, y: 0, w, h }]]);
  return { places, pages: 1, page: 0, main, more: null };
}
