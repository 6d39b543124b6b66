import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { randomOf } from './random-of.js';
import { step, take } from './step.js';
import { MeshWorld } from './world.js';

/** `PATHS=…` runs so many, from a fresh seed, which is printed; `SEED=…` the same ones again. */
const { PATHS, SEED } = process.env;
const RUNS = Number(PATHS ?? 150);
const seed = Number(SEED ?? (PATHS === undefined ? 1_029_601_219 : Math.floor(Math.random() * 2 ** 31)));

/** The longest pause between two attempts, and the attempt after it. */
const CALMS_WITHIN_S = 120;
const MAX_STEPS = 12;
const PEOPLE = ['alice', 'bob', 'carol'];

afterEach(() => vi.unstubAllGlobals());

test(`when all is calm every path stands at both ends, with the same connection, and nothing more is said (seed ${seed})`, {
  timeout: 0,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }),
      fc.record({ people: fc.constantFrom(2, 3), prepared: fc.boolean(), seed: fc.nat() }),
      async (steps, { people, prepared, seed }) => {
        const world = new MeshWorld(PEOPLE.slice(0, people), randomOf(seed));
        try {
          await world.begin(prepared);
          for (const what of steps) await take(world, what);
          world.calm();
          await world.pass(CALMS_WITHIN_S);
          expect(world.faults()).toEqual([]);
          const { sent } = world;
          await world.pass(90);
          expect(world.faults()).toEqual([]);
          expect(world.sent).toBe(sent);
        } finally {
          world.end();
        }
      },
    ),
    { numRuns: RUNS, seed },
  );
});

/** Each step of a browser and each timer is up to 4 s late, so that a path needs half a minute. Begun anew every few seconds, none would stand. */
test.each([true, false])(
  `paths stand where every page is slow all the time (prepared: %s, seed ${seed})`,
  {
    timeout: 0,
  },
  async (prepared) => {
    for (let run = 0; run < 5; run += 1) {
      const world = new MeshWorld(PEOPLE, randomOf(seed + run));
      for (const person of world.people) person.lateness = 4;
      await world.begin(prepared);
      await world.pass(75);
      expect(world.faults(), `run ${run}`).toEqual([]);
      world.end();
    }
  },
);
