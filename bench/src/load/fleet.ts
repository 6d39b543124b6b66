import { CallFrames, type Step } from './call.js';
import { logInAll } from './logins.js';
import { Pair } from './pair.js';
import { recordShape } from './record.js';
import { relayScript, ringbackScript } from './scripts.js';
import type { Shape } from './shape.js';
import { LoadSocket } from './socket.js';

const namesOf = (role: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${role}-${index}`);

export async function learnShape(url: string, steps: readonly Step[]): Promise<Shape> {
  const [caller, callee] = await logInAll(url, ['model-caller', 'model-callee']);
  if (!caller || !callee) throw new Error('two logins give two devices');
  const shape = await recordShape(caller, callee, steps);
  caller.terminate();
  callee.terminate();
  return shape;
}

export async function ringbackFleet(
  url: string,
  count: number,
  shape: Shape,
  steps: readonly Step[],
): Promise<Pair[]> {
  const callers = await logInAll(url, namesOf('caller', count));
  const callees = await logInAll(url, namesOf('callee', count));
  return callers.map((caller, index) => {
    const callee = callees[index];
    if (!callee) throw new Error('there are as many callees as callers');
    return new Pair({ caller, callee }, shape, ringbackScript(new CallFrames(caller, callee), steps));
  });
}

export async function relayFleet(url: string, count: number, shape: Shape): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const name of namesOf('pair', count)) {
    const caller = await LoadSocket.open(`${url}/${name}/caller`);
    const callee = await LoadSocket.open(`${url}/${name}/callee`);
    pairs.push(new Pair({ caller, callee }, shape, relayScript(shape)));
  }
  return pairs;
}
