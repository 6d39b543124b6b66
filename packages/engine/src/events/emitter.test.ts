import { describe, expect, it } from 'vitest';
import { Emitter } from './emitter.js';

interface Events {
  a: number;
  b: string;
}

function emitter() {
  const reported: unknown[] = [];
  return { emitter: new Emitter<Events>((error) => reported.push(error)), reported };
}

describe('emitter', () => {
  it('calls the listeners of an event in order, with their context', () => {
    const { emitter: it } = emitter();
    const seen: unknown[] = [];
    function listener(this: unknown, payload: number) {
      seen.push([this, payload]);
    }
    const context = { name: 'kit' };
    it.on('a', listener, context);
    it.on('a', listener, 'other');
    it.emit('a', 1);
    it.emit('b', 'not for them');
    expect(seen).toEqual([
      [context, 1],
      ['other', 1],
    ]);
  });

  it('off removes one context, or without one every subscription of the listener', () => {
    const { emitter: it } = emitter();
    const seen: unknown[] = [];
    function listener(this: unknown) {
      seen.push(this);
    }
    for (const context of ['x', 'y', 'z']) it.on('a', listener, context);
    it.off('a', listener, 'y');
    it.emit('a', 1);
    expect(seen.splice(0)).toEqual(['x', 'z']);
    it.off('a', listener);
    it.emit('a', 2);
    expect(seen).toEqual([]);
  });

  it('once listeners hear one event, also when they emit it again themselves', () => {
    const { emitter: it } = emitter();
    const seen: number[] = [];
    it.on(
      'a',
      (payload: number) => {
        seen.push(payload);
        if (payload < 5) it.emit('a', payload + 1);
      },
      undefined,
      true,
    );
    it.emit('a', 1);
    it.emit('a', 9);
    expect(seen).toEqual([1]);
  });

  it('a listener that throws stops neither the others nor the emitter', () => {
    const { emitter: it, reported } = emitter();
    const seen: number[] = [];
    const failure = new Error('of the app');
    it.on(
      'a',
      () => {
        throw failure;
      },
      undefined,
    );
    it.on('a', (payload: number) => seen.push(payload), undefined);
    it.emit('a', 1);
    expect(seen).toEqual([1]);
    expect(reported).toEqual([failure]);
  });

  it('listeners that come or go while an event is emitted count from the next one on', () => {
    const { emitter: it } = emitter();
    const seen: string[] = [];
    const second = () => seen.push('second');
    it.on(
      'a',
      () => {
        seen.push('first');
        it.off('a', second);
        it.on('a', () => seen.push('third'), undefined);
      },
      undefined,
    );
    it.on('a', second, undefined);
    it.emit('a', 1);
    expect(seen.splice(0)).toEqual(['first', 'second']);
    it.emit('a', 2);
    expect(seen).toEqual(['first', 'third']);
  });
});
