import { describe, expect, it } from 'vitest';
import { OpenParts } from './open-parts.js';

describe('OpenParts', () => {
  it('closes in the opposite order, once, each whatever the others did', async () => {
    const log: string[] = [];
    const parts = new OpenParts();
    parts.opened(async () => void log.push('store'));
    parts.opened(async () => {
      log.push('worker');
      throw new Error('worker failed');
    });
    parts.opened(async () => void log.push('links'));
    expect(parts.isClosing).toBe(false);
    const closed = parts.close();
    expect(parts.isClosing).toBe(true);
    await expect(parts.close()).rejects.toThrow('worker failed');
    await expect(closed).rejects.toThrow('worker failed');
    expect(log).toEqual(['links', 'worker', 'store']);
  });
});
