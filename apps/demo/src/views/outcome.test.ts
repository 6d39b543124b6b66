import { expect, test } from 'vitest';
import type { Outcome } from '../model/call.js';
import { outcomeWords } from './outcome.js';

const mei = { userId: 'mei', name: 'Mei Tanaka', avatar: '' };

test.each<[Outcome, string, string, boolean]>([
  [{ why: 'noAnswer', rangFor: 30 }, 'Mei didn’t answer', 'Rang for 30 seconds', true],
  [{ why: 'noAnswer', rangFor: 1 }, 'Mei didn’t answer', 'Rang for 1 second', true],
  [{ why: 'busy' }, 'Mei is on another call', 'You can ring again in a moment', true],
  [{ why: 'declined' }, 'Mei declined', '', true],
  [{ why: 'unknownUser' }, 'Mei can’t be called', 'This person has not used calls here yet', false],
  [{ why: 'blocked' }, 'You can’t call Mei', '', false],
])('%j says %j', (outcome, title, fact, again) => {
  expect(outcomeWords(outcome, mei)).toMatchObject({ title, fact, again });
});
