import { describe, expect, it } from 'vitest';
import { fixture } from '../fixture.js';
import { APP, call, changing, fact, OTHER_APP, record, START, user } from '../states.js';
import type { StorageKind } from '../storage.js';

const LIMIT = { limit: 100 };

/** What is read beside inboxes: wakes, presence, profiles, records, outbox. */
export function readsContract(kind: StorageKind): void {
  describe('wakes', () => {
    const subjects = (wakes: readonly { input: object; at: number }[]) =>
      wakes.map(({ input, at }) => [Object.values(input).at(-1), at - START]);

    it('are due from their time on, earliest first, at most so many', async () => {
      const { given, store } = await fixture(kind);
      expect(await store().nextWakeAt()).toBeNull();
      await given({
        calls: [call('c1', ['ann'], ['bob'], START + 300), call('c2', ['carol'], ['dave'], START + 100)],
        users: [user('ann', ['ann1'], START + 200), user('eve', ['eve1'], START + 300)],
      });
      expect(await store().nextWakeAt()).toBe(START + 100);
      expect(await store().dueWakes(START + 99, 9)).toEqual([]);
      expect(await store().dueWakes(START + 200, 9)).toEqual([
        { appId: APP, at: START + 100, input: { from: 'clock', callId: 'c2' } },
        { appId: APP, at: START + 200, input: { from: 'clock', userId: 'ann' } },
      ]);
      expect(subjects(await store().dueWakes(START + 300, 3))).toHaveLength(3);
      expect(subjects(await store().dueWakes(START + 300, 9))).toHaveLength(4);
    });

    it('stay due until a commit moves or ends them', async () => {
      const { given, store } = await fixture(kind);
      await given({ calls: [call('c', ['ann'], ['bob'], START + 100)] });
      expect(await store().dueWakes(START + 100, 9)).toHaveLength(1);
      expect(await store().dueWakes(START + 100, 9)).toHaveLength(1);
      await given({ calls: [call('c', ['ann'], ['bob'], START + 900)] });
      expect(await store().dueWakes(START + 899, 9)).toEqual([]);
      expect(await store().nextWakeAt()).toBe(START + 900);
      await given({ ends: ['c'] });
      expect(await store().nextWakeAt()).toBeNull();
    });
  });

  describe('presence', () => {
    it('counts linked devices and tells who is in a call', async () => {
      const { given, store } = await fixture(kind);
      await given({
        users: [user('carol', ['carol1'], START + 100), user('dave', [])],
        calls: [call('c', ['ann'], ['bob'])],
      });
      expect(await store().presence(APP)).toEqual([
        { userId: 'ann', linkedDevices: 2, inCall: true },
        { userId: 'bob', linkedDevices: 1, inCall: false },
        { userId: 'carol', linkedDevices: 0, inCall: false },
        { userId: 'dave', linkedDevices: 0, inCall: false },
      ]);
      expect(await store().usersWithDevices(APP)).toEqual(['ann', 'bob', 'carol']);
      expect(await store().presence(OTHER_APP)).toEqual([]);
    });
  });

  describe('names of devices', () => {
    it('are those of the devices that are there', async () => {
      const { given, store } = await fixture(kind);
      await given({ users: [user('carol', ['carol1'], START + 100), user('dave', [])] });
      const nameOf = (userId: string, deviceId: string) =>
        store().deviceName({ appId: APP, userId, deviceId });
      expect(await nameOf('carol', 'carol1')).toBe('device carol1');
      expect(await nameOf('carol', 'carol2')).toBeUndefined();
      expect(await nameOf('dave', 'carol1')).toBeUndefined();
      expect(await nameOf('nobody', 'carol1')).toBeUndefined();
    });
  });

  describe('live calls', () => {
    it('are those that the user may know, with the devices as they are', async () => {
      const { given, store } = await fixture(kind);
      const inGroup = { ...call('c', ['ann'], ['bob']), groupId: 'g', isGroup: true };
      await given({ calls: [inGroup, call('two', ['carol'], ['dave'])] });
      expect(await store().liveCalls(APP, { userId: 'ann' })).toMatchObject([
        { callId: 'c', groupId: 'g', device: { id: 'ann1' } },
      ]);
      expect(await store().liveCalls(APP, { userId: 'bob', groupId: 'g' })).toMatchObject([{ callId: 'c' }]);
      expect(await store().liveCalls(APP, { userId: 'carol', callId: 'c' })).toMatchObject([{ callId: 'c' }]);
      expect(await store().liveCalls(APP, { userId: 'ann', callId: 'two' })).toEqual([]);
      expect(await store().liveCalls(OTHER_APP, { userId: 'ann', callId: 'c' })).toEqual([]);
      await given({ ends: ['c'] });
      expect(await store().liveCalls(APP, { userId: 'ann' })).toEqual([]);
    });
  });

  describe('profiles', () => {
    it('are empty at first, change field by field, and come in the order asked for without the unknown', async () => {
      const { given, store } = await fixture(kind);
      expect(await store().profiles(APP, ['ann'])).toEqual([{ userId: 'ann', nick: '', avatar: '' }]);
      expect(await store().setProfile(APP, 'ann', { nick: 'Ann' })).toEqual({
        userId: 'ann',
        nick: 'Ann',
        avatar: '',
      });
      const whole = { userId: 'ann', nick: 'Ann', avatar: 'https://a.example/a.png' };
      expect(await store().setProfile(APP, 'ann', { avatar: whole.avatar })).toEqual(whole);
      await given({ users: [user('ann', [])] });
      expect(await store().profiles(APP, ['bob', 'nobody', 'ann'])).toEqual([
        { userId: 'bob', nick: '', avatar: '' },
        whole,
      ]);
      expect(await store().profiles(OTHER_APP, ['ann'])).toEqual([]);
    });

    it('exist for known users only', async () => {
      const { store } = await fixture(kind);
      expect(await store().setProfile(APP, 'nobody', { nick: 'x' })).toBeUndefined();
      expect(await store().profiles(APP, ['nobody'])).toEqual([]);
    });
  });

  describe('records', () => {
    it('are found by call and by everyone who had a part', async () => {
      const { given, store } = await fixture(kind);
      await given({ records: [record('c', ['ann', 'bob'])] });
      expect(await store().record(APP, 'c')).toEqual(record('c', ['ann', 'bob']));
      for (const userId of ['ann', 'bob']) {
        expect(await store().recordsOfUser(APP, userId, LIMIT)).toEqual([record('c', ['ann', 'bob'])]);
      }
      expect(await store().recordsOfUser(APP, 'carol', LIMIT)).toEqual([]);
      expect(await store().record(APP, 'other')).toBeUndefined();
      expect(await store().record(OTHER_APP, 'c')).toBeUndefined();
      expect(await store().recordsOfUser(OTHER_APP, 'ann', LIMIT)).toEqual([]);
    });

    it('come newest end first, by pages', async () => {
      const { given, store } = await fixture(kind);
      const ends = [30, 10, 50, 20, 40];
      await given({ records: ends.map((end) => record(`c${end}`, ['ann'], end)) });
      const first = await store().recordsOfUser(APP, 'ann', { limit: 2 });
      expect(first.map(({ callId }) => callId)).toEqual(['c50', 'c40']);
      const rest = await store().recordsOfUser(APP, 'ann', { limit: 9, before: first.at(-1)!.endedAt });
      expect(rest.map(({ callId }) => callId)).toEqual(['c30', 'c20', 'c10']);
    });

    it('no page divides those that ended at the same moment', async () => {
      const { given, store, reopen } = await fixture(kind);
      const all = [10, 30, 20, 20, 20, 5].map((end, index) => record(`c${index}`, ['ann'], end));
      const pages = async () => {
        const seen: string[][] = [];
        for (let before: number | undefined; ; ) {
          const page = await store().recordsOfUser(APP, 'ann', { limit: 2, before });
          if (page.length === 0) return seen;
          seen.push(page.map(({ callId }) => callId));
          before = page.at(-1)!.endedAt;
        }
      };
      await given({ records: all.slice(0, 3) });
      if (kind.keeps) await reopen();
      await given({ records: all.slice(3) });
      expect(await pages()).toEqual([
        ['c1', 'c4', 'c3', 'c2'],
        ['c0', 'c5'],
      ]);
    });

    it('are one a call, the last that was written', async () => {
      const { given, store } = await fixture(kind);
      await given({ records: [record('c', ['ann'], 10)] });
      await given({ records: [record('c', ['ann'], 20)] });
      expect(await store().recordsOfUser(APP, 'ann', LIMIT)).toEqual([record('c', ['ann'], 20)]);
    });
  });

  describe('outbox', () => {
    it('keeps facts in order until they are done', async () => {
      const { given, store } = await fixture(kind);
      await given({ facts: [fact('c1'), fact('c2')] });
      await given({ facts: [fact('c3')] });
      const entries = await store().outbox(9);
      expect(entries.map((entry) => entry.fact)).toEqual([fact('c1'), fact('c2'), fact('c3')]);
      expect(entries.map(({ appId }) => appId)).toEqual([APP, APP, APP]);
      expect(await store().outbox(2)).toEqual(entries.slice(0, 2));
      await store().outboxDone([entries[0]!.id, entries[1]!.id]);
      expect(await store().outbox(9)).toEqual(entries.slice(2));
    });

    it('never gives an id twice', async () => {
      const { given, store } = await fixture(kind);
      await given({ facts: [fact('c1')] });
      const [first] = await store().outbox(9);
      await store().outboxDone([first!.id]);
      await given({ facts: [fact('c2')] });
      await store().outboxDone([first!.id]);
      expect((await store().outbox(9)).map((entry) => entry.fact)).toEqual([fact('c2')]);
    });

    it('takes no facts of an app for which nobody takes them', async () => {
      const { commit, machine, store } = await fixture(kind);
      await commit(
        machine.input(() => changing({ facts: [fact('c')] })),
        OTHER_APP,
      );
      expect(await store().outbox(9)).toEqual([]);
    });
  });
}
