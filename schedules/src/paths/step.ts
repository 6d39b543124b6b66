import fc from 'fast-check';
import type { MeshWorld } from './world.js';

const who = fc.nat(2);

/** What happens to people, machines and networks. */
export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('busy' as const), who, seconds: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('link' as const), who, up: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lose' as const), share: fc.constantFrom(0, 0.2, 0.5, 0.9) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('disorder' as const), share: fc.constantFrom(0, 0.3) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cut' as const), who, other: who, cut: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('network' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), who, nth: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rejoin' as const), who }) },
);

export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export async function take(world: MeshWorld, what: Step): Promise<void> {
  switch (what.do) {
    case 'wait':
      return world.pass(what.seconds);
    case 'lose':
      world.loss = what.share;
      return;
    case 'disorder':
      world.disorder = what.share;
      return;
    case 'busy':
      world.person(what.who).lateness = what.seconds;
      return;
    case 'link':
      return world.link(world.person(what.who), what.up);
    case 'cut':
      return world.cut(world.person(what.who), world.person(what.other), what.cut);
    case 'network':
      return world.network(world.person(what.who));
    case 'fail':
      return world.fail(world.person(what.who), what.nth);
    case 'reload':
      return world.reload(world.person(what.who));
    case 'rejoin':
      return world.rejoin(world.person(what.who));
  }
}
