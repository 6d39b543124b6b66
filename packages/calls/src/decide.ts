import type { Decision } from './decision.js';
import type { Fresh, Input } from './input.js';
import type { World } from './world.js';

export function decide(_world: World, _input: Input, _fresh: Fresh): Decision {
  throw new Error('unreachable');
}
