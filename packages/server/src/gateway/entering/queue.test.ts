import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Queue } from './queue.js';

type Step = 'add' | 'first' | 'last' | number;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>('add') },
  fc.constantFrom<Step>('first', 'last'),
  fc.nat(20),
);

it('gives what an array gives, whatever is taken out where', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new Queue<number>();
      const model: number[] = [];
      const leave: (() => boolean)[] = [];
      for (const next of steps) {
        if (next === 'add') {
          model.push(leave.length);
          leave.push(queue.add(leave.length));
        } else if (next === 'first') expect(queue.takeFirst()).toBe(model.shift());
        else if (next === 'last') expect(queue.takeLast()).toBe(model.pop());
        else {
          const at = model.indexOf(next);
          expect(leave[next]?.() ?? false).toBe(at >= 0);
          if (at >= 0) model.splice(at, 1);
        }
        expect(queue.size).toBe(model.length);
      }
      while (model.length > 0) expect(queue.takeFirst()).toBe(model.shift());
      expect(queue.takeLast()).toBeUndefined();
    }),
  );
});
