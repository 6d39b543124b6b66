/** A rectangle of the stage, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A tile is between these; 4:5 and 16:9. */
const NARROWEST = 0.8;
const WIDEST = 16 / 9;
/** Full rows win over a slightly larger tile. */
const FULL_ROWS = 1.1;
const STRIP = { wide: { w: 186, h: 116 }, compact: { w: 92, h: 116 } };

export interface GridRules {
  readonly gap: number;
  readonly compact: boolean;
  /** Where there is little height. */
  readonly maxRows: number;
}

/** Where `n` tiles go in the area: as large as they can be, in order, a short last row in the middle. */
export function pack(n: number, area: Box, rules: GridRules): Box[] {
  if (n === 0) return [];
  return (rules.compact ? packCompact(n, area, rules.gap) : packWide(n, area, rules)).map(whole);
}

function packWide(n: number, area: Box, { gap, maxRows }: GridRules): Box[] {
  const best = arrangement(n, area, gap, maxRows);
  const height = best.h * best.rows + gap * (best.rows - 1);
  return Array.from({ length: n }, (_, at) => {
    const row = Math.floor(at / best.columns);
    const inRow = Math.min(best.columns, n - row * best.columns);
    const width = best.w * inRow + gap * (inRow - 1);
    const x = area.x + (area.w - width) / 2 + (at % best.columns) * (best.w + gap);
    const y = area.y + (area.h - height) / 2 + row * (best.h + gap);
    return { x, y, w: best.w, h: best.h };
  });
}

interface Arrangement {
  readonly columns: number;
  readonly rows: number;
  readonly w: number;
  readonly h: number;
}

function arrangement(n: number, area: Box, gap: number, maxRows: number): Arrangement {
  let best: Arrangement = { columns: n, rows: 1, w: 0, h: 0 };
  let most = -1;
  for (let columns = 1; columns <= n; columns++) {
    const rows = Math.ceil(n / columns);
    if (rows > maxRows) continue;
    const w = (area.w - gap * (columns - 1)) / columns;
    const h = (area.h - gap * (rows - 1)) / rows;
    const tile = { w: Math.min(w, h * WIDEST), h: Math.min(h, w / NARROWEST) };
    const size = tile.w * tile.h * (columns * rows === n ? FULL_ROWS : 1);
    if (size <= most + 1) continue;
    most = size;
    best = { columns, rows, ...tile };
  }
  return best;
}

/** Up to three below each other, then two columns; an odd one spans the first row. */
function packCompact(n: number, area: Box, gap: number): Box[] {
  const columns = n <= 3 ? 1 : 2;
  const rows = Math.ceil(n / columns);
  const h = (area.h - gap * (rows - 1)) / rows;
  const w = (area.w - gap * (columns - 1)) / columns;
  const odd = columns === 2 && n % 2 === 1;
  return Array.from({ length: n }, (_, at) => {
    if (odd && at === 0) return { x: area.x, y: area.y, w: area.w, h };
    const place = at + (odd ? 1 : 0);
    const x = area.x + (place % columns) * (w + gap);
    return { x, y: area.y + Math.floor(place / columns) * (h + gap), w, h };
  });
}

export interface Spotlight {
  readonly main: Box;
  readonly strip: readonly Box[];
  /** Where it says how many more there are; null: all are shown. */
  readonly more: Box | null;
}

/** One large, and as many of `others` in a strip as fit: beside it, or below where the page is narrow. */
export function spotlight(others: number, area: Box, { gap, compact }: GridRules): Spotlight {
  const size = compact ? STRIP.compact : STRIP.wide;
  const main = compact
    ? { ...area, h: area.h - size.h - gap }
    : { ...area, w: area.w - (others > 0 ? size.w + gap : 0) };
  const length = compact ? area.w : area.h;
  const least = compact ? size.w : size.h;
  const fit = Math.max(1, Math.floor((length + gap) / (least + gap)));
  const shown = others <= fit ? others : fit - 1;
  // A full strip is as long as the area.
  const side = others < fit ? least : (length - gap * (fit - 1)) / fit;
  const at = (place: number): Box =>
    compact
      ? { x: area.x + place * (side + gap), y: area.y + area.h - size.h, w: side, h: size.h }
      : { x: area.x + area.w - size.w, y: area.y + place * (side + gap), w: size.w, h: side };
  return {
    main: whole(main),
    strip: Array.from({ length: shown }, (_, place) => whole(at(place))),
    more: shown < others ? whole(at(shown)) : null,
  };
}

function whole({ x, y, w, h }: Box): Box {
  return { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) };
}

/** A tile that has no room for a whole name and for buttons. */
export function isSmall({ w, h }: Box): boolean {
  return w < 200 || h < 170;
}

/** How large somebody's avatar is in his tile. */
export function avatarSize({ w, h }: Box): number {
  return Math.round(Math.max(36, Math.min(120, h * 0.38, w * 0.42)));
}
