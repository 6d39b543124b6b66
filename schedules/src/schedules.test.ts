import { describe, it } from 'vitest';
import { MANY, NONE, Schedule, type Setting } from './schedule.js';
import type { Step } from './step.js';

/** What random schedules have found, as short as fast-check could make it. */
describe('schedules that once failed', () => {
  it.each<[string, Step[], Setting?]>([
    [
      'S1-32 a ring that was held back is not shown after logout',
      [
        { do: 'call', to: 0, phone: 3, type: 1, timeout: 5 },
        { do: 'delay', phone: 1, byMs: 300, forMs: 500 },
        { do: 'call', to: 0, phone: 1, type: 1, timeout: 5 },
        { do: 'pass', ms: 400 },
        { do: 'logout', phone: 1 },
        { do: 'call', to: 0, phone: 0, type: 1, timeout: 5 },
      ],
    ],
    [
      'G-16 a call that was taken back after it had met another one ends on the page that shows it',
      [
        { do: 'delay', phone: 3, byMs: 20, forMs: 500 },
        { do: 'call', to: 0, phone: 3, type: 1, timeout: 30 },
        { do: 'pass', ms: 0 },
        { do: 'call', to: 0, phone: 0, type: 1, timeout: 5 },
        { do: 'hangup', phone: 3 },
        { do: 'microphone', phone: 0 },
      ],
    ],
    [
      'S1-30 a caller whose link was silent while the ring timed out hears its end alone',
      [
        { do: 'call', to: 0, phone: 1, type: 1, timeout: 30 },
        { do: 'pass', ms: 21_000 },
        { do: 'silent', phone: 1, forMs: 19_000 },
        { do: 'pass', ms: 21_000 },
      ],
    ],
    [
      'S1-25 a hangup that was written to a killed server takes effect when it is back',
      [
        { do: 'talk', to: 0, phone: 0, answerer: 0, type: 1 },
        { do: 'kill', forMs: 30_000 },
        { do: 'hangup', phone: 0 },
        { do: 'talk', to: 0, phone: 0, answerer: 0, type: 1 },
      ],
    ],
    [
      'S1-31 a ring that was rejected without a link is not shown again by the device that the server makes anew',
      [
        { do: 'lose', phone: 0, told: 'both', forMs: 500 },
        { do: 'talk', to: 0, phone: 2, answerer: 0, type: 1 },
        { do: 'silent', phone: 1, forMs: 23_000 },
        { do: 'hangup', phone: 1 },
        { do: 'pass', ms: 21_000 },
      ],
    ],
    [
      'S1-28 a page that is gone before it has taken its device up opens no link',
      [
        { do: 'reload', phone: 3, saysSo: false },
        { do: 'silent', phone: 3, forMs: 23_000 },
        { do: 'reload', phone: 3, saysSo: false },
        { do: 'pass', ms: 80_000 },
        { do: 'call', phone: 0, to: 0, type: 1, timeout: 5 },
      ],
    ],
    [
      'S1-30 who has left and was called again while nobody had a link is shown to have left',
      [
        { do: 'gather', phone: 10, several: [0, 1] },
        { do: 'invite', phone: 2, several: [0], timeout: 5 },
        { do: 'kill', forMs: 3_000 },
        { do: 'invite', phone: 0, several: [3, 0], timeout: 5 },
        { do: 'hangup', phone: 4 },
        { do: 'calls', phone: 0, several: [0], timeout: 5 },
      ],
      { users: 3, maxEntries: NONE },
    ],
    [
      'G-15 a ring that follows upon the end of the call which is being joined is shown after the refusal',
      [
        { do: 'logout', phone: 5 },
        { do: 'talk', phone: 6, to: 0, answerer: 1, type: 1 },
        { do: 'join', phone: 0, which: 0 },
        { do: 'call', phone: 7, to: 0, type: 1, timeout: 5 },
        { do: 'logout', phone: 6 },
        { do: 'invite', phone: 0, several: [0], timeout: 5 },
      ],
    ],
    [
      'G-16 an accept that was written without a link answers no later ring of the same call',
      [
        { do: 'calls', phone: 0, several: [0, 1], timeout: 5 },
        { do: 'talk', phone: 8, to: 1, answerer: 1, type: 1 },
        { do: 'kill', forMs: 3_000 },
        { do: 'invite', phone: 11, several: [1], timeout: 5 },
        { do: 'talk', phone: 0, to: 0, answerer: 0, type: 1 },
        { do: 'calls', phone: 0, several: [0], timeout: 5 },
      ],
      { users: 3, maxEntries: MANY },
    ],
    [
      'G-08 a call that was refused is not made when its frame comes a second time',
      [
        { do: 'talk', phone: 0, to: 0, answerer: 0, type: 1 },
        { do: 'unblock', phone: 0, several: [0] },
        { do: 'duplicate', phone: 5, forMs: 500 },
        { do: 'hangup', phone: 0 },
        { do: 'calls', phone: 5, several: [0], timeout: 5 },
        { do: 'gather', phone: 0, several: [0] },
        { do: 'pass', ms: 0 },
      ],
    ],
    [
      'G-04 who hung up without a link, while the call was answered, is told that it did not come about',
      [
        { do: 'silent', phone: 7, forMs: 500 },
        { do: 'calls', phone: 5, several: [0], timeout: 5 },
        { do: 'talk', phone: 0, to: 0, answerer: 1, type: 1 },
        { do: 'lose', phone: 5, told: 'both', forMs: 500 },
        { do: 'gather', phone: 0, several: [0] },
        { do: 'kill', forMs: 30_000 },
        { do: 'hangup', phone: 5 },
      ],
    ],
    [
      'S2-20 whoever takes over a call that somebody joins at the same moment sees it begin',
      [
        { do: 'block', phone: 0, several: [0] },
        { do: 'call', phone: 7, to: 0, type: 1, timeout: 5 },
        { do: 'pass', ms: 0 },
        { do: 'join', phone: 2, which: 0 },
        { do: 'join', phone: 1, which: 0 },
        { do: 'talk', phone: 1, to: 0, answerer: 0, type: 1 },
      ],
      { users: 2, maxEntries: MANY, blocked: 'silent' },
    ],
    [
      'S1-30 a call that came and went while its answer was lost is not shown as one that rings',
      [
        { do: 'delay', phone: 0, byMs: 1_500, forMs: 23_000 },
        { do: 'call', phone: 0, to: 0, type: 1, timeout: 5 },
        { do: 'pass', ms: 2_500 },
        { do: 'reject', phone: 2 },
        { do: 'lose', phone: 0, told: 'both', forMs: 500 },
      ],
      { users: 2, maxEntries: NONE },
    ],
    [
      'S1-30 S2-20 nor is one that another device has taken over meanwhile',
      [
        { do: 'delay', phone: 1, byMs: 1_500, forMs: 23_000 },
        { do: 'gather', phone: 5, several: [0] },
        { do: 'pass', ms: 2_500 },
        { do: 'join', phone: 0, which: 0 },
        { do: 'lose', phone: 5, told: 'both', forMs: 500 },
      ],
      { users: 2, maxEntries: NONE },
    ],
    [
      'S1-32 a logout that the server did not hear of comes behind the next login of the same page, and ends nothing of it',
      [
        { do: 'lose', phone: 1, told: 'server', forMs: 500 },
        { do: 'pass', ms: 21_000 },
        { do: 'logout', phone: 5 },
        { do: 'lose', phone: 0, told: 'both', forMs: 500 },
        { do: 'login', phone: 5 },
        { do: 'gather', phone: 10, several: [0] },
        { do: 'accept', phone: 5 },
      ],
    ],
    [
      'G-16 S1-32 an accept() that waits for its answer is over with the login, and not with that of the logout',
      [
        { do: 'call', phone: 0, to: 0, type: 1, timeout: 5 },
        { do: 'pass', ms: 0 },
        { do: 'delay', phone: 3, byMs: 20, forMs: 500 },
        { do: 'talk', phone: 0, to: 0, answerer: 1, type: 1 },
        { do: 'logout', phone: 3 },
        { do: 'kill', forMs: 100 },
        { do: 'login', phone: 3 },
      ],
      { users: 2, maxEntries: MANY, blocked: 'tell' },
    ],
    [
      'G-16 a reject() behind an accept() that is not answered yet leaves the call',
      [
        { do: 'call', phone: 0, to: 0, type: 1, timeout: 30 },
        { do: 'pass', ms: 0 },
        { do: 'delay', phone: 2, byMs: 1_500, forMs: 8_000 },
        { do: 'accept', phone: 2 },
        { do: 'pass', ms: 10 },
        { do: 'reject', phone: 2 },
      ],
    ],
  ])('%s', (_name, steps, setting) => Schedule.run(steps, setting));
});
