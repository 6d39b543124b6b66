import { expect, test } from 'vitest';
import { NO_VOICES, speaks, type Voices, type Volumes, voicesAfter, withoutVoice } from './voices.js';

/** One word of the engine a second. */
const heard = (...seconds: Volumes[]): Voices =>
  seconds.reduce((voices, volumes, at) => voicesAfter(voices, volumes, 'me', at * 1_000), NO_VOICES);

test('a voice begins above 30 and ends below 20', () => {
  expect(speaks(heard([['bob', 29]]), 'bob')).toBe(false);
  expect(speaks(heard([['bob', 30]]), 'bob')).toBe(true);
  expect(speaks(heard([['bob', 30]], [['bob', 20]]), 'bob')).toBe(true);
  expect(speaks(heard([['bob', 30]], [['bob', 19]]), 'bob')).toBe(false);
});

test('the spotlight follows who speaks for more than 1.5 s, and stays when nobody does', () => {
  const bob: Volumes = [['bob', 60]];
  const quiet: Volumes = [['bob', 0]];
  expect(heard(bob, bob).speaker).toBeNull();
  expect(heard(bob, bob, bob).speaker).toBe('bob');
  expect(heard(bob, bob, bob, quiet, quiet).speaker).toBe('bob');
});

test('it stays with him while another speaks too, and never follows oneself', () => {
  const both: Volumes = [
    ['bob', 60],
    ['eve', 80],
    ['me', 90],
  ];
  const eve: Volumes = [
    ['bob', 0],
    ['eve', 80],
    ['me', 90],
  ];
  expect(heard([['bob', 60]], both, both, both, both).speaker).toBe('bob');
  expect(heard([['bob', 60]], both, both, both, eve).speaker).toBe('eve');
});

test('nothing new is the same object', () => {
  const voices = heard([['bob', 60]]);
  expect(voicesAfter(voices, [['bob', 55]], 'me', 500)).toBe(voices);
});

test('who leaves takes his voice and the light with him', () => {
  const voices = heard([['bob', 60]], [['bob', 60]], [['bob', 60]]);
  expect(withoutVoice(voices, 'bob')).toEqual(NO_VOICES);
});
