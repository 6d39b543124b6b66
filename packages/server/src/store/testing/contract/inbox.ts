import { describe, expect, it } from 'vitest';
import type { InboxRead } from '../../contract.js';
import { fixture } from '../fixture.js';
import { APP, call, changing, mail, user } from '../states.js';
import type { StorageKind } from '../storage.js';

const ANN1 = { appId: APP, userId: 'ann', deviceId: 'ann1' };
/** Where the inbox now ends. */
const gap = (seq: number) => ({ kind: 'gap', seq, snapshot: { events: [] } });
const NOTHING = { kind: 'entries', entries: [] };

/** The numbers that a read gave. */
const numbers = (read: InboxRead) => (read.kind === 'gap' ? 'gap' : read.entries.map(({ seq }) => seq));

/** Numbered delivery to each device, from which a link that comes back goes on. */
export function inboxContract(kind: StorageKind): void {
  describe('inbox', () => {
    it('numbers each device’s entries from 1 without gaps', async () => {
      const { commit, given, machine, store, committed } = await fixture(kind);
      await Promise.all(
        ['a', 'b', 'c'].map((note) =>
          commit(machine.input(() => changing({ mail: [mail('ann', 'ann1', note)] }))),
        ),
      );
      await given({ mail: [mail('ann', 'ann1', 'd'), mail('bob', 'bob1', 'e')] });
      expect(await store().inbox(ANN1, 0)).toEqual({
        kind: 'entries',
        entries: ['a', 'b', 'c', 'd'].map((note, index) => ({
          seq: index + 1,
          events: mail('', '', note).events,
        })),
      });
      expect(committed.map((one) => one.mail.map(({ entry }) => entry.seq))).toEqual([[1], [2], [3], [4, 1]]);
    });

    it('tells how many entries wait to be acknowledged, over all devices', async () => {
      const { given, store } = await fixture(kind);
      expect(await store().inboxDepth()).toBe(0);
      await given({ mail: [mail('ann', 'ann1', 'a'), mail('ann', 'ann2', 'b')] });
      await given({ mail: [mail('ann', 'ann1', 'c'), mail('bob', 'bob1', 'd')] });
      expect(await store().inboxDepth()).toBe(4);
      await store().acknowledge(ANN1, 2);
      expect(await store().inboxDepth()).toBe(2);
    });

    it('leaves no gap where the storage refused a commit', async () => {
      const { given, store, ...storage } = await fixture(kind);
      await given({ mail: [mail('ann', 'ann1', 'a')] });
      storage.break();
      await given({ mail: [mail('ann', 'ann1', 'lost')] });
      storage.heal();
      await given({ mail: [mail('ann', 'ann1', 'b')] });
      expect(await store().inbox(ANN1, 1)).toEqual({
        kind: 'entries',
        entries: [{ seq: 2, events: mail('', '', 'b').events }],
      });
    });

    it('reads after a number, and a gap where that number is not kept or was never reached', async () => {
      const { given, store } = await fixture(kind);
      for (const note of ['a', 'b', 'c', 'd']) await given({ mail: [mail('ann', 'ann1', note)] });
      await store().acknowledge(ANN1, 2);
      expect(numbers(await store().inbox(ANN1, 2))).toEqual([3, 4]);
      expect(numbers(await store().inbox(ANN1, 3))).toEqual([4]);
      expect(await store().inbox(ANN1, 4)).toEqual(NOTHING);
      expect(await store().inbox(ANN1, 1)).toEqual(gap(4));
      expect(await store().inbox(ANN1, 5)).toEqual(gap(4));
    });

    it('S1-30 beyond a gap tells what the device shows at that number: its call, or the ring of its user', async () => {
      const { given, store } = await fixture(kind);
      const users = [user('ann', ['ann1', 'ann2']), user('bob', ['bob1'])];
      await given({ users, calls: [call('c1', ['ann'], ['bob'])], mail: [mail('ann', 'ann1', 'a')] });
      expect(await store().inbox(ANN1, 7)).toMatchObject({
        seq: 1,
        snapshot: {
          events: [{ e: 'restored', call: { callId: 'c1' }, ringing: ['bob'] }],
          commandId: 'entry of ann',
        },
      });
      expect(await store().inbox({ ...ANN1, deviceId: 'ann2' }, 7)).toEqual(gap(0));
      expect(await store().inbox({ appId: APP, userId: 'bob', deviceId: 'bob1' }, 7)).toMatchObject({
        seq: 0,
        snapshot: { events: [{ e: 'received', call: { callId: 'c1' } }] },
      });
    });

    it('is empty for a device that never had mail, and a gap for one that claims some', async () => {
      const { store } = await fixture(kind);
      expect(await store().inbox(ANN1, 0)).toEqual(NOTHING);
      expect(await store().inbox(ANN1, 1)).toEqual(gap(0));
      expect(await store().inbox({ ...ANN1, userId: 'nobody' }, 0)).toEqual(NOTHING);
    });

    it('goes on numbering after everything was acknowledged', async () => {
      const { given, store } = await fixture(kind);
      for (const note of ['a', 'b']) await given({ mail: [mail('ann', 'ann1', note)] });
      await store().acknowledge(ANN1, 2);
      expect(await store().inbox(ANN1, 2)).toEqual(NOTHING);
      await given({ mail: [mail('ann', 'ann1', 'c')] });
      expect(numbers(await store().inbox(ANN1, 2))).toEqual([3]);
    });

    it('takes acknowledgements twice, late, too far or from nobody', async () => {
      const { given, store } = await fixture(kind);
      for (const note of ['a', 'b', 'c']) await given({ mail: [mail('ann', 'ann1', note)] });
      await store().acknowledge(ANN1, 2);
      await store().acknowledge(ANN1, 2);
      await store().acknowledge(ANN1, 1);
      expect(numbers(await store().inbox(ANN1, 2))).toEqual([3]);
      await store().acknowledge(ANN1, 1_000_000);
      await store().acknowledge({ ...ANN1, deviceId: 'nobody’s' }, 1);
      await given({ mail: [mail('ann', 'ann1', 'd')] });
      expect(numbers(await store().inbox(ANN1, 3))).toEqual([4]);
    });

    it('keeps 512 unacknowledged entries; beyond, the oldest go', async () => {
      const { commit, machine, store } = await fixture(kind);
      const post = () => commit(machine.input(() => changing({ mail: [mail('ann', 'ann1', 'x')] })));
      await Promise.all(Array.from({ length: 512 }, post));
      expect(numbers(await store().inbox(ANN1, 0))).toHaveLength(512);
      await post();
      expect(await store().inbox(ANN1, 0)).toEqual(gap(513));
      expect(numbers(await store().inbox(ANN1, 1))).toHaveLength(512);
      await Promise.all(Array.from({ length: 600 }, post));
      expect(await store().inbox(ANN1, 600)).toMatchObject({ kind: 'gap' });
      expect(numbers(await store().inbox(ANN1, 601))).toHaveLength(512);
    });

    it('is gone with its device; when the device comes anew it begins anew', async () => {
      const { given, store } = await fixture(kind);
      await given({ mail: [mail('ann', 'ann1', 'a'), mail('ann', 'ann2', 'b')] });
      await given({ users: [user('ann', ['ann2'])], mail: [mail('ann', 'ann1', 'bye')] });
      expect(await store().inbox(ANN1, 0)).toEqual(NOTHING);
      expect(numbers(await store().inbox({ ...ANN1, deviceId: 'ann2' }, 0))).toEqual([1]);
      await given({ users: [user('ann', ['ann1', 'ann2'])], mail: [mail('ann', 'ann1', 'new')] });
      expect(numbers(await store().inbox(ANN1, 0))).toEqual([1]);
    });

    it('does so when the device goes and comes in commits that are asked for together', async () => {
      const { commit, given, machine, store } = await fixture(kind);
      await given({ mail: [mail('ann', 'ann1', 'old')] });
      await Promise.all(
        [
          changing({ mail: [mail('ann', 'ann1', 'old too')] }),
          changing({ users: [user('ann', [])], mail: [mail('ann', 'ann1', 'bye')] }),
          changing({ users: [user('ann', ['ann1'])], mail: [mail('ann', 'ann1', 'new')] }),
        ].map((decision) => commit(machine.input(() => decision))),
      );
      expect(await store().inbox(ANN1, 0)).toEqual({
        kind: 'entries',
        entries: [{ seq: 1, events: mail('', '', 'new').events }],
      });
    });
  });
}
