import { expect, test } from 'vitest';
import { type Box, pack, spotlight } from './grid.js';

const DESKTOP: Box = { x: 16, y: 76, w: 1248, h: 620 };
const WIDE = { gap: 10, compact: false, maxRows: 4 };
const PHONE: Box = { x: 12, y: 68, w: 366, h: 616 };
const COMPACT = { gap: 8, compact: true, maxRows: 4 };

/** How many tiles are in each row, as "3+2". */
function rows(boxes: readonly Box[]): string {
  const counts = new Map<number, number>();
  for (const { y } of boxes) counts.set(y, (counts.get(y) ?? 0) + 1);
  return [...counts.values()].join('+');
}

test.each([
  [1, '1'],
  [2, '2'],
  [3, '3'],
  [4, '2+2'],
  [5, '3+2'],
  [6, '3+3'],
  [7, '4+3'],
  [8, '4+4'],
  [9, '3+3+3'],
  [10, '5+5'],
  [12, '4+4+4'],
])('%i people on a wide page are %s', (n, expected) => {
  expect(rows(pack(n, DESKTOP, WIDE))).toBe(expected);
});

test.each([
  [1, '1'],
  [3, '1+1+1'],
  [4, '2+2'],
  [5, '1+2+2'],
  [8, '2+2+2+2'],
])('%i people on a phone are %s', (n, expected) => {
  expect(rows(pack(n, PHONE, COMPACT))).toBe(expected);
});

test.each([2, 3, 5, 7, 9, 12])('%i tiles stay inside the area and apart', (n) => {
  for (const [area, rules] of [
    [DESKTOP, WIDE],
    [PHONE, COMPACT],
  ] as const) {
    const boxes = pack(n, area, rules);
    for (const [at, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(area.x - 1);
      expect(box.x + box.w).toBeLessThanOrEqual(area.x + area.w + 1);
      expect(box.y + box.h).toBeLessThanOrEqual(area.y + area.h + 1);
      for (const other of boxes.slice(at + 1)) {
        const apart = other.x >= box.x + box.w || other.x + other.w <= box.x || other.y >= box.y + box.h;
        expect(apart).toBe(true);
      }
    }
  }
});

test('little height keeps two rows', () => {
  expect(rows(pack(6, { x: 0, y: 0, w: 300, h: 300 }, { ...WIDE, maxRows: 2 }))).toBe('3+3');
});

test('a short last row is in the middle', () => {
  const boxes = pack(5, DESKTOP, WIDE);
  expect(boxes[3]?.x).toBe(226);
  expect(boxes[0]).toEqual({ x: 16, y: 76, w: 409, h: 305 });
});

test('the spotlight’s strip says how many do not fit', () => {
  const beside = spotlight(10, DESKTOP, WIDE);
  expect(beside.main).toEqual({ x: 16, y: 76, w: 1052, h: 620 });
  expect(beside.strip).toHaveLength(4);
  expect(beside.more).toEqual({ x: 1078, y: 580, w: 186, h: 116 });
  expect(spotlight(5, DESKTOP, WIDE).more).toBeNull();
  expect(spotlight(2, PHONE, COMPACT).strip[0]).toEqual({ x: 12, y: 568, w: 92, h: 116 });
});
