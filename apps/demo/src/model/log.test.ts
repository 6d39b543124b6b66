import { expect, test } from 'vitest';
import { append, EMPTY_LOG, type EventLog, matching, pause } from './log.js';

const add = (log: EventLog, name: string, payload = '{}') =>
  append(log, { kind: 'event', name, at: 0, payload });
const names = (log: EventLog) =>
  log.entries.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name));

test('events that tick take one line each between two others', () => {
  let log = EMPTY_LOG;
  for (const name of ['ON_CALL_BEGIN', 'USER_VOICE_VOLUME', 'ON_USER_NETWORK_QUALITY_CHANGED'])
    log = add(log, name);
  for (let i = 0; i < 3; i++) log = add(log, 'USER_VOICE_VOLUME', `{"n":${i}}`);
  log = add(add(log, 'USER_LEAVE'), 'USER_VOICE_VOLUME');
  expect(names(log)).toEqual([
    'ON_CALL_BEGIN',
    'USER_VOICE_VOLUME ×4',
    'ON_USER_NETWORK_QUALITY_CHANGED',
    'USER_LEAVE',
    'USER_VOICE_VOLUME',
  ]);
  expect(log.entries[1]?.payload).toBe('{"n":2}');
});

test('other events keep a line each', () => {
  expect(names(add(add(EMPTY_LOG, 'USER_ENTER'), 'USER_ENTER'))).toEqual(['USER_ENTER', 'USER_ENTER']);
});

test('a paused list holds what comes and shows it when it goes on', () => {
  const paused = add(pause(add(EMPTY_LOG, 'A'), true), 'B');
  expect(names(paused)).toEqual(['A']);
  expect(paused.held).toHaveLength(1);
  expect(names(pause(paused, false))).toEqual(['A', 'B']);
});

test('the oldest lines leave, and every line keeps its own id', () => {
  let log = EMPTY_LOG;
  for (let i = 0; i < 1_000; i++) log = add(log, `E${i}`);
  expect(log.entries).toHaveLength(400);
  expect(log.entries.at(-1)?.name).toBe('E999');
  expect(new Set(log.entries.map(({ id }) => id)).size).toBe(400);
});

test('a filter looks for all its words in name and payload', () => {
  const log = add(add(EMPTY_LOG, 'USER_ENTER', '{"userID":"bob"}'), 'USER_LEAVE', '{"userID":"bob"}');
  expect(matching(log.entries, ' BOB leave').map(({ name }) => name)).toEqual(['USER_LEAVE']);
  expect(matching(log.entries, '')).toBe(log.entries);
});
