import type { Vars } from './vars.js';

const EDGE_PX = 12;
const GAP_PX = 8;

/** Where a menu of that width opens above its key: away from the middle of the stage, so that the face stays free. */
export function placeAbove(stage: HTMLElement, opener: HTMLElement, width: number): Vars {
  const around = stage.getBoundingClientRect();
  const box = opener.getBoundingClientRect();
  const row = (opener.closest('[role="toolbar"]') ?? opener).getBoundingClientRect();
  const opensLeft = box.x + box.width / 2 < around.x + around.width / 2;
  const left = (opensLeft ? box.right - width : box.left) - around.x;
  const inside = Math.max(EDGE_PX, Math.min(left, around.width - width - EDGE_PX));
  return { '--x': `${inside}px`, '--y': `${around.bottom - row.top + GAP_PX}px` };
}

/** Where a menu of that width opens at a spot of the page, px: on the side on which there is more room. */
export function placeAt(stage: HTMLElement, x: number, y: number, width: number): Vars {
  const around = stage.getBoundingClientRect();
  const left = Math.max(EDGE_PX, Math.min(x - around.x, around.width - width - EDGE_PX));
  const isLow = y - around.y > around.height / 2;
  return isLow
    ? { '--x': `${left}px`, '--y': `${around.bottom - y}px` }
    : { '--x': `${left}px`, '--y': 'auto', '--top': `${y - around.y}px` };
}
