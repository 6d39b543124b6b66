import type { CallFrames, Step } from './call.js';
import type { Script } from './pair.js';
import type { Shape } from './shape.js';

/** Calls over Ringback. */
export function ringbackScript(call: CallFrames, steps: readonly Step[]): Script {
  return {
    frame: (step) => steps[step]?.frame(call) ?? '',
    heard: (step, side, frame) => {
      if (step === 0 && side === 'callee') call.learnCall(frame);
    },
  };
}

/** The same frames over the relay: a digit that names the step, and as many bytes. */
export function relayScript(shape: Shape): Script {
  const frames = shape.map(({ bytes }, step) => String(step).padEnd(bytes, 'x'));
  return { frame: (step) => frames[step] ?? '', heard: () => {} };
}
