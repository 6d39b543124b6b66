import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { fixture } from '../fixture.js';
import { CALL } from '../machine.js';
import { APP, call, changing, mail, refusal, user } from '../states.js';
import type { StorageKind } from '../storage.js';

/** G-08: a command that is sent again gets its first answer. */
export function repeatsContract(kind: StorageKind): void {
  const result = { call: call('c', ['ann']), state: 'ringing' } as const;
  const firstAnswer = { ok: true, result, repeated: true, answeredInInbox: false };

  describe('G-08 a repeated command', () => {
    it('gets the first answer, is not decided again and is told to nobody', async () => {
      const { commit, machine, committed } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () =>
        changing({ calls: [call('c', ['ann'])], mail: [mail('ann', 'ann1', 'first')], result }),
      );
      expect(await commit(command)).toMatchObject({ ok: true, result, repeated: false, inboxSeq: 1 });
      expect(await commit(command)).toMatchObject({ ...firstAnswer, inboxSeq: 1 });
      expect(await commit({ ...command, linkId: 'a newer link' })).toMatchObject(firstAnswer);
      expect(machine.asked).toBe(1);
      expect(committed).toHaveLength(1);
    });

    it('does so when both are asked for together', async () => {
      const { commit, machine, committed } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({ calls: [call('c', ['ann'])], result }));
      const [first, second] = await Promise.all([commit(command), commit(command)]);
      expect(first).toMatchObject({ ok: true, repeated: false });
      expect(second).toMatchObject(firstAnswer);
      expect(committed).toHaveLength(1);
    });

    it('is decided again after a refusal: it had changed nothing, and the link may be a newer one', async () => {
      const { commit, machine } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () =>
        machine.asked === 1 ? refusal(Code.NOT_LOGGED_IN) : changing({}),
      );
      expect(await commit(command)).toMatchObject({ ok: false });
      expect(await commit(command)).toMatchObject({ ok: true, repeated: false });
    });

    it('is decided again after a failure of the storage', async () => {
      const { commit, machine, ...storage } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({ calls: [call('c', ['ann'])] }));
      storage.break();
      const [first, second] = await Promise.all([commit(command), commit(command)]);
      storage.heal();
      expect([first, second]).toMatchObject([{ ok: false }, { ok: false }]);
      expect(await commit(command)).toMatchObject({ ok: true, repeated: false });
    });

    it('is another command when another device sends the same id', async () => {
      const { commit, machine } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({}));
      await commit(command);
      expect(await commit({ ...command, deviceId: 'ann2' })).toMatchObject({ repeated: false });
      expect(await commit({ ...command, userId: 'bob', deviceId: 'bob1' })).toMatchObject({
        repeated: false,
      });
    });

    it('is remembered among the last 64 of its device', async () => {
      const { commit, machine } = await fixture(kind);
      const commands = Array.from({ length: 65 }, () => machine.command('ann', 'ann1', () => changing({})));
      for (const command of commands) await commit(command);
      expect(await commit(commands[1]!)).toMatchObject({ repeated: true });
      expect(await commit(commands[64]!)).toMatchObject({ repeated: true });
      expect(await commit(commands[0]!)).toMatchObject({ repeated: false });
    });

    it('is forgotten with its device', async () => {
      const { commit, given, machine } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({}));
      await commit(command);
      await given({ users: [user('ann', [])] });
      await given({ users: [user('ann', ['ann1'])] });
      expect(await commit(command)).toMatchObject({ repeated: false });
    });
  });

  describe('the answer to a command', () => {
    const inboxOf = (deviceId: string) => ({ appId: APP, userId: 'ann', deviceId });

    it('travels with the events that its commit has for the device', async () => {
      const { commit, machine, committed, store } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () =>
        changing({ mail: [mail('ann', 'ann2', 'other'), mail('ann', 'ann1', 'own')], result }),
      );
      expect(await commit(command)).toMatchObject({ answeredInInbox: true, inboxSeq: 1 });
      const own = { seq: 1, answer: { id: command.commandId, result }, events: mail('', '', 'own').events };
      const other = { seq: 1, events: mail('', '', 'other').events };
      expect(committed[0]?.mail.map(({ entry }) => entry)).toEqual([other, own]);
      expect(await store().inbox(inboxOf('ann1'), 0)).toEqual({ kind: 'entries', entries: [own] });
      expect(await store().inbox(inboxOf('ann2'), 0)).toEqual({ kind: 'entries', entries: [other] });
    });

    it('is not in the inbox when there are no events for the device', async () => {
      const { commit, machine, store } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({ mail: [mail('bob', 'bob1', 'x')] }));
      expect(await commit(command)).toMatchObject({ answeredInInbox: false, inboxSeq: 0 });
      expect(await store().inbox(inboxOf('ann1'), 0)).toEqual({ kind: 'entries', entries: [] });
    });

    it('to `call` is in the inbox even without events', async () => {
      const { commit, machine, committed, store } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({ result }), CALL);
      expect(await commit(command)).toMatchObject({ answeredInInbox: true, inboxSeq: 1 });
      const entry = { seq: 1, answer: { id: command.commandId, result }, events: [] };
      expect(committed[0]?.mail).toMatchObject([{ ...inboxOf('ann1'), entry }]);
      expect(await store().inbox(inboxOf('ann1'), 0)).toEqual({ kind: 'entries', entries: [entry] });
    });

    it('is delivered to a device that is gone with this very command', async () => {
      const { commit, machine, committed } = await fixture(kind);
      const logout = machine.command('ann', 'ann1', () =>
        changing({ users: [user('ann', ['ann2'])], mail: [mail('ann', 'ann1', 'bye')] }),
      );
      expect(await commit(logout)).toMatchObject({ answeredInInbox: true, inboxSeq: 1 });
      expect(committed[0]?.mail[0]?.entry.answer?.id).toBe(logout.commandId);
    });
  });
}
