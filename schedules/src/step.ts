import fc from 'fast-check';

/** Devices of six users; in a schedule of fewer the others stand for theirs. */
const phone = fc.nat({ max: 11 });
/** Which of the other users. */
const to = fc.nat({ max: 4 });
const several = fc.uniqueArray(to, { minLength: 1, maxLength: 3 });
const forMs = fc.constantFrom(500, 2_000, 8_000, 19_000, 23_000);
const one = <T extends string>(name: T) => fc.constant(name);

/**
 * What can happen at one moment. `phone` is the index of a device: 0 and 1 are A's, 2 and 3 B's. `talk` calls, and the other user
 * answers on the first or second of his devices; `gather` calls several, who answer: few random schedules would come that far by chance.
 */
export const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: one('talk'),
      phone,
      to,
      answerer: fc.constantFrom(0, 1),
      type: fc.constantFrom(1 as const, 2 as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: one('call'),
      phone,
      to,
      type: fc.constantFrom(1 as const, 2 as const),
      timeout: fc.constantFrom(5, 30),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: one('gather'), phone, several }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: one('calls'), phone, several, timeout: fc.constantFrom(5, 30) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: one('invite'), phone, several, timeout: fc.constantFrom(5, 30) }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('cancelInvite'), phone, several }) },
  { weight: 2, arbitrary: fc.record({ do: one('join'), phone, which: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: one('block'), phone, several }) },
  { weight: 1, arbitrary: fc.record({ do: one('unblock'), phone, several }) },
  { weight: 5, arbitrary: fc.record({ do: one('accept'), phone }) },
  { weight: 1, arbitrary: fc.record({ do: one('reject'), phone }) },
  { weight: 2, arbitrary: fc.record({ do: one('hangup'), phone }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: one('switch'), phone, type: fc.constantFrom(1 as const, 2 as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('microphone'), phone }) },
  { weight: 1, arbitrary: fc.record({ do: one('logout'), phone }) },
  { weight: 1, arbitrary: fc.record({ do: one('login'), phone }) },
  { weight: 1, arbitrary: fc.record({ do: one('reload'), phone, saysSo: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: one('online'), phone }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: one('lose'),
      phone,
      told: fc.constantFrom('both' as const, 'page' as const, 'server' as const),
      forMs,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('silent'), phone, forMs }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: one('delay'), phone, byMs: fc.constantFrom(20, 300, 1_500), forMs }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('duplicate'), phone, forMs }) },
  { weight: 1, arbitrary: fc.record({ do: one('kill'), forMs: fc.constantFrom(100, 3_000, 30_000) }) },
  { weight: 1, arbitrary: fc.record({ do: one('disk'), forMs: fc.constantFrom(100, 3_000, 16_000) }) },
  {
    weight: 9,
    arbitrary: fc.record({ do: one('pass'), ms: fc.constantFrom(0, 10, 400, 2_500, 7_000, 21_000, 80_000) }),
  },
);

export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
