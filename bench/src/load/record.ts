import { setTimeout as sleep } from 'node:timers/promises';
import { CallFrames, type Step } from './call.js';
import type { Client } from './client.js';
import type { Shape, StepShape } from './shape.js';

/** Nothing more comes for a step after this time: one pair on an idle server takes a few milliseconds. */
const QUIET_MS = 150;
/** The first calls of a device differ from later ones by the digits of their inbox numbers. */
const CALLS_BEFORE = 10;

/** Makes calls step by step and takes down what each frame causes: the shape that the relay copies. */
export async function recordShape(caller: Client, callee: Client, steps: readonly Step[]): Promise<Shape> {
  const call = new CallFrames(caller, callee);
  let shape: Shape = [];
  for (let count = 0; count <= CALLS_BEFORE; count += 1) {
    const recorded: StepShape[] = [];
    for (const { by, frame } of steps) {
      const toCaller: number[] = [];
      const toCallee: number[] = [];
      caller.onFrame = (received) => toCaller.push(received.length);
      callee.onFrame = (received) => {
        toCallee.push(received.length);
        if (recorded.length === 0) call.learnCall(received);
      };
      const text = frame(call);
      (by === 'caller' ? caller : callee).send(text);
      await sleep(QUIET_MS);
      recorded.push({ by, bytes: Buffer.byteLength(text), toCaller, toCallee });
    }
    shape = recorded;
  }
  return shape;
}
