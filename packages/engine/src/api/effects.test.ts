import { describe, expect, it } from 'vitest';
import { TestEngine } from '../testing/test-engine.js';

const { engine } = await new TestEngine().loggedIn();

describe('effects that come later', () => {
  it.each([
    ['setBlurBackground', () => engine.setBlurBackground(0)],
    ['setVirtualBackground', () => engine.setVirtualBackground('')],
    ['enableAIVoice', () => engine.enableAIVoice(false)],
    ['setBeautyLevel', () => engine.setBeautyLevel({ style: 1, beautyLevel: 0 })],
    ['setBeautyLevel', () => engine.setBeautyLevel({})],
    ['setBeautyLevel', () => engine.setBeautyLevel({ style: 5 })],
  ])('%s: off is how it is', async (_, off) => {
    await expect(off()).resolves.toBeUndefined();
  });

  it.each([
    [
      'setBlurBackground(): this version of Ringback has no blurred background; it takes setBlurBackground(0) alone.',
      () => engine.setBlurBackground(3),
    ],
    [
      'setBlurBackground(): this version of Ringback has no blurred background; it takes setBlurBackground(0) alone.',
      () => engine.setBlurBackground(100),
    ],
    [
      "setVirtualBackground(): this version of Ringback has no virtual background; it takes setVirtualBackground('') alone.",
      () => engine.setVirtualBackground('https://example.com/beach.png'),
    ],
    [
      'enableAIVoice(): this version of Ringback has no noise reduction by a model; it takes enableAIVoice(false) alone.',
      () => engine.enableAIVoice(true),
    ],
    [
      'setBeautyLevel(): this version of Ringback has no beauty filter; it takes levels of 0 alone.',
      () => engine.setBeautyLevel({ ruddinessLevel: 1 }),
    ],
  ])('%s', async (message, on) => {
    await expect(on()).rejects.toMatchObject({ code: -1001, message });
  });
});
