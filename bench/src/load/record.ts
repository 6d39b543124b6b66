import { setTimeout as sleep } from 'node:timers/promises';
import { CallFrames, type Step } from './call.js';
import type { Client } from './client.js';
import type { Shape, StepShape } from './shape.js';

/** What a step causes is committed and sent together; nothing comes this long after the last frame of it. */
const QUIET_MS = 100;
/** A busy machine may take this long for the first frame. */
const PATIENCE_MS = 5_000;
/** The first calls of a device differ from later ones by the digits of their inbox numbers. */
const CALLS_BEFORE = 10;

/** Makes calls step by step and takes down what each frame causes: the shape that the relay copies. */
export async function recordShape(caller: Client, callee: Client, steps: readonly Step[]): Promise<Shape> {
  const call = new CallFrames(caller, callee);
  let shape: Shape = [];
  for (let count = 0; count <= CALLS_BEFORE; count += 1) {
    const recorded: StepShape[] = [];
    for (const { by, frame, isSilent } of steps) {
      const toCaller: number[] = [];
      const toCallee: number[] = [];
      caller.onFrame = (received) => toCaller.push(received.length);
      callee.onFrame = (received) => {
        toCallee.push(received.length);
        if (recorded.length === 0) call.learnCall(received);
      };
      const text = frame(call);
      (by === 'caller' ? caller : callee).send(text);
      if (!isSilent) await untilQuiet(() => toCaller.length + toCallee.length);
      recorded.push({ by, bytes: Buffer.byteLength(text), toCaller, toCallee });
    }
    shape = recorded;
  }
  return shape;
}

async function untilQuiet(count: () => number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (count() === 0) {
    if (performance.now() > deadline) throw new Error(`the server was silent for ${PATIENCE_MS} ms`);
    await sleep(1);
  }
  for (let seen = 0; seen < count(); ) {
    seen = count();
    await sleep(QUIET_MS);
  }
}
