export type Side = 'caller' | 'callee';

/** One frame that somebody sends, and the frames that the server sends for it, in bytes of text. */
export interface StepShape {
  readonly by: Side;
  readonly bytes: number;
  readonly toCaller: readonly number[];
  readonly toCallee: readonly number[];
}

/** A whole call, as the frames on the wire: what Ringback does and the bare relay copies. */
export type Shape = readonly StepShape[];

export const sum = (shape: Shape) => ({
  in: shape.length,
  out: shape.reduce((frames, { toCaller, toCallee }) => frames + toCaller.length + toCallee.length, 0),
  bytesIn: shape.reduce((bytes, step) => bytes + step.bytes, 0),
  bytesOut: shape.reduce((bytes, { toCaller, toCallee }) => {
    return [...toCaller, ...toCallee].reduce((more, frame) => more + frame, bytes);
  }, 0),
});
