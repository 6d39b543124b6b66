import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';

/**
 * So many inputs a property; more by hand: `FUZZ=1000000 npx vitest run fuzz`. A failure prints its seed and the smallest input.
 * With 10⁶ inputs for each property, frames, offers and UserSigs had none (Node 20, 0.2 to 0.6 ms of processor time an input).
 */
const RUNS = Number(process.env.FUZZ ?? 2_000);

/** For the timeout of a test that is run by hand with many inputs. */
export const FUZZ_TIMEOUT_MS = 60 * 60 * 1_000;

/**
 * No single input may cost more processor time than this. It is far above what any costs, as the collector and the compiler
 * run in the same process, and far below what a quadratic step would cost at the sizes that are let in.
 */
const MOST_CPU_MS = 250;

/** Node frees what zlib held when the event loop turns, as it does between two frames of a server. */
const INPUTS_A_TURN = 500;

/** Whether `holds` for every input: it throws where something is wrong. */
export async function fuzz<T>(inputs: fc.Arbitrary<T>, holds: (input: T) => void): Promise<void> {
  let seen = 0;
  const property = fc.asyncProperty(inputs, async (input) => {
    seen += 1;
    if (seen % INPUTS_A_TURN === 0) await setImmediate();
    const before = process.cpuUsage();
    holds(input);
    const { user, system } = process.cpuUsage(before);
    const spentMs = (user + system) / 1_000;
    if (spentMs > MOST_CPU_MS) throw new Error(`took ${spentMs} ms of processor time`);
  });
  await fc.assert(property, { numRuns: RUNS });
}

type Mutation =
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'put'; readonly at: number; readonly text: string }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'move'; readonly at: number; readonly length: number; readonly to: number };

/** As a part of the text's length, so that every place of a long and of a short text is hit. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 200 }));

const mutation = (tokens: readonly string[]): fc.Arbitrary<Mutation> =>
  fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: place, length }),
    fc.record({
      kind: fc.constant('put' as const),
      at: place,
      text: fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom(...tokens)),
    }),
    fc.record({
      kind: fc.constant('repeat' as const),
      at: place,
      length,
      times: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1_000 })),
    }),
    fc.record({ kind: fc.constant('move' as const), at: place, length, to: place }),
  );

function applied(text: string, change: Mutation): string {
  const at = Math.floor(change.at * text.length);
  switch (change.kind) {
    case 'cut':
      return text.slice(0, at) + text.slice(at + change.length);
    case 'put':
      return text.slice(0, at) + change.text + text.slice(at);
    case 'repeat':
      return text.slice(0, at) + text.slice(at, at + change.length).repeat(change.times) + text.slice(at);
    case 'move': {
      const without = text.slice(0, at) + text.slice(at + change.length);
      const to = Math.floor(change.to * without.length);
      return without.slice(0, to) + text.slice(at, at + change.length) + without.slice(to);
    }
  }
}

/** Real texts, broken in a few places. @param tokens what means something where such texts are read. */
export function mutated(real: readonly string[], tokens: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...real), fc.array(mutation(tokens), { minLength: 1, maxLength: 8 }))
    .map(([text, changes]) => changes.reduce(applied, text));
}

/** A JSON object like one of `real` in which some fields, at any depth, hold something else or are gone. */
export function mutatedObject(real: readonly object[], values: readonly unknown[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(fc.constantFrom(...values), fc.jsonValue({ maxDepth: 2 }));
  const change = fc.record({ at: fc.nat({ max: 40 }), value: fc.option(value, { nil: undefined }) });
  return fc
    .tuple(fc.constantFrom(...real), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([object, changes]) =>
      changes.reduce<unknown>((whole, { at, value: other }) => replaced(whole, at, other), object),
    );
}

/** The value with the `at`th of its fields (in the order in which JSON tells them) replaced. */
function replaced(whole: unknown, at: number, other: unknown): unknown {
  let left = at;
  return JSON.parse(
    JSON.stringify(whole, (key, value: unknown) => {
      if (key === '') return value;
      left -= 1;
      return left === -1 ? other : value;
    }),
  );
}
