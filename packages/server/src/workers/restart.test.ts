import { describe, expect, it } from 'vitest';
import type { Store } from '../store/contract.js';
import { RestartError, restartLinks } from './restart.js';

const users: Readonly<Record<number, readonly string[]>> = { 1: ['alice', 'bob'], 2: [], 3: ['carol'] };

function storeThat(commit: Store['commit']): Store {
  return { usersWithDevices: async (appId: number) => users[appId] ?? [], commit } as Partial<Store> as Store;
}

describe('restartLinks', () => {
  it('G-10 tells of every user with devices, in every app, that the links are gone', async () => {
    const told: unknown[] = [];
    const store = storeThat(async (appId, input) => {
      told.push([appId, input]);
      return { ok: true } as Awaited<ReturnType<Store['commit']>>;
    });
    await restartLinks(store, [1, 2, 3]);
    const restarted = (userId: string) => ({ from: 'link', kind: 'restarted', userId });
    expect(told).toEqual([
      [1, restarted('alice')],
      [1, restarted('bob')],
      [3, restarted('carol')],
    ]);
  });

  it('does not go on from a state that could not be brought up to date', async () => {
    const store = storeThat(async () => ({ ok: false, code: 101001, message: 'disk full' }));
    await expect(restartLinks(store, [1])).rejects.toThrow(RestartError);
  });
});
