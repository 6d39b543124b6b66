import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeDocument, type FakeElement } from '../testing/fake-document.js';
import { AutoplayGate } from './autoplay.js';

let page: FakeDocument;
let blocked: number;
let gate: AutoplayGate;

beforeEach(() => {
  page = FakeDocument.install();
  blocked = 0;
  gate = new AutoplayGate(() => {
    blocked += 1;
  });
});
afterEach(() => vi.unstubAllGlobals());

function sound(error?: string): FakeElement {
  const element = page.createElement('audio');
  element.srcObject = {};
  if (error) {
    element.playing = async () => {
      throw new DOMException('', error);
    };
  }
  return element;
}

const play = (element: FakeElement) => gate.play(element as unknown as HTMLMediaElement);
const drop = (element: FakeElement) => gate.drop(element as unknown as HTMLMediaElement);

async function touch(gesture = 'pointerup'): Promise<void> {
  page.dispatchEvent(new Event(gesture));
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const listening = () => [...page.listening.values()].reduce((sum, count) => sum + count, 0);

test('what may play plays, and nobody is told', async () => {
  const element = sound();
  await play(element);
  expect([element.paused, blocked, listening()]).toEqual([false, 0, 0]);
});

test('refused: told once for all, and tried again at every touch until it plays', async () => {
  const [one, other] = [sound('NotAllowedError'), sound('NotAllowedError')];
  await play(one);
  await play(other);
  expect(blocked).toBe(1);
  await touch('pointerdown');
  expect([one.paused, blocked]).toEqual([true, 1]);
  one.playing = other.playing = async () => {};
  await touch('keydown');
  expect([one.paused, other.paused, listening()]).toEqual([false, false, 0]);
});

test('a play() that a newer one replaced is no refusal', async () => {
  await play(sound('AbortError'));
  expect([blocked, listening()]).toEqual([0, 0]);
});

test('whoever left is not tried again, and nothing stays on the page', async () => {
  const element = sound('NotAllowedError');
  await play(element);
  drop(element);
  expect(listening()).toBe(0);
  await play(element);
  gate.close();
  expect(listening()).toBe(0);
});
