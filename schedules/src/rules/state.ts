import type { CallState, Member } from '@ringback/calls';
import { CallEndReason, type CallRecord } from '@ringback/protocol';
import type { Phone } from '../world/phone.js';
import { SDK_APP_ID, type ServerProcess } from '../world/server.js';

/** What holds of the committed calls at every moment. */
export function invariants({ live, errors, blocks }: ServerProcess): readonly string[] {
  const faults = [...errors.map((line) => `the store failed: ${line}`), ...blocks.faults];
  const busy = new Set<string>();
  for (const { callId, members, begunAt, caller } of live.values()) {
    const inside = members.filter(({ state }) => state === 'in');
    if (inside.length === 0 || members.length < 2) faults.push(`${callId} goes on with too few (G-06)`);
    if (begunAt === null && inside.some(({ userId }) => userId !== caller)) {
      faults.push(`${callId} has not begun, and somebody else than its caller is in (G-06)`);
    }
    for (const { userId, state } of members) {
      // A ring of which its callee hears nothing does not keep him busy.
      if (state === 'unheard') continue;
      if (busy.has(userId)) faults.push(`${userId} is in two calls (G-12)`);
      busy.add(userId);
    }
  }
  return faults;
}

/** When nothing has happened for long enough, every app shows what the server knows. */
export async function agreement(server: ServerProcess, phones: readonly Phone[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const phone of phones) {
    const call = await server.store.callOf(SDK_APP_ID, phone.userId);
    const expected = phone.isLoggedIn ? viewOf(call, phone) : 'idle';
    const { phase, callId, met, list } = phone.observer;
    const others = phase === 'talking' ? met.join() : '';
    const seen = phase === 'idle' ? 'idle' : `${phase} ${callId} ${others}`;
    if (seen !== expected) faults.push(`${phone.name} shows ‘${seen}’, the server has ‘${expected}’`);
    if (list && call && list.join('|') !== listOf(call)) {
      faults.push(`${phone.name} shows LIST ${list.join('|')}, the server has ${listOf(call)} (G-14)`);
    }
  }
  return faults;
}

function viewOf(call: CallState | undefined, { userId, network }: Phone): string {
  const member = call?.members.find((one) => one.userId === userId);
  if (!call || !member || member.state === 'unheard') return 'idle';
  if (member.state === 'ringing') return `ringing ${call.callId} `;
  if (!network.deviceIds.has(member.deviceId)) return 'idle';
  if (call.begunAt === null) return `calling ${call.callId} `;
  const others = call.members.filter((one) => one.state === 'in' && one.userId !== userId);
  return `talking ${call.callId} ${names(others)}`;
}

const names = (members: readonly Member[]) => members.map((one) => one.userId).sort();

const listOf = ({ members }: CallState): string =>
  [true, false].map((inside) => names(members.filter(({ state }) => (state === 'in') === inside))).join('|');

/** When everyone has left, nothing is left but one record of each call. */
export async function leftovers(server: ServerProcess, phones: readonly Phone[]): Promise<readonly string[]> {
  const { store, live, created, links } = server;
  const faults: string[] = [];
  const none = (what: string, count: number) => {
    if (count > 0) faults.push(`${count} ${what} left`);
  };
  none('calls', live.size);
  none('links of the server', links);
  none('wakes', (await store.nextWakeAt()) === null ? 0 : 1);
  none('users with devices', (await store.usersWithDevices(SDK_APP_ID)).length);
  const records = new Map<string, CallRecord>();
  for (const userId of new Set(phones.map((phone) => phone.userId))) {
    const own = await store.recordsOfUser(SDK_APP_ID, userId, { limit: 1_000 });
    for (const record of own) records.set(record.callId, record);
    if (new Set(own.map(({ callId }) => callId)).size !== own.length) {
      faults.push(`${userId} has two records of one call`);
    }
  }
  if (records.size !== created.size)
    faults.push(`there are ${records.size} records of ${created.size} calls`);
  for (const phone of phones) {
    none(`connections of ${phone.name}`, phone.network.open);
    none(`timers of ${phone.name}`, phone.timers);
    none(`promises of ${phone.name} (${phone.promises.pending.join()})`, phone.promises.pending.length);
    for (const { ends } of phone.observers) {
      for (const { callId, userId, reason, totalTime } of ends) {
        const record = records.get(callId);
        // What the engine ended by itself is by its own clock (S1-30); one that was taken over goes on elsewhere (S2-20).
        const isOwn = reason === CallEndReason.OFFLINE && userId === phone.userId;
        const times = record?.parts
          .filter((part) => part.userId === phone.userId)
          .map((part) => part.talkTime);
        if (isOwn || reason === CallEndReason.OTHER_DEVICE_ACCEPTED || times?.includes(totalTime)) continue;
        faults.push(
          `${phone.name} talked ${totalTime} s, the record of ${callId} says ${times?.join() ?? 'nothing'} (G-07)`,
        );
      }
    }
  }
  return faults;
}
