import { Harness, type TestDevice } from './harness.js';

export const QUIET = { audio: false, video: false };

/** A calls B and C; who is named in `inside` answers without publishing anything. */
export function group(inside: string[] = [], users = ['A', 'B', 'C', 'D', 'E'], policy = {}) {
  const h = new Harness(policy);
  const all = Object.fromEntries(users.map((userId) => [userId, h.login(userId, `${userId}1`)])) as Record<
    'A' | 'B' | 'C' | 'D' | 'E',
    TestDevice
  >;
  all.A.call(['B', 'C'], { publish: QUIET });
  for (const userId of inside) all[userId as 'B'].accept(QUIET);
  for (const device of Object.values(all)) void device.told;
  const join = (device: TestDevice, replaces?: string, callId = all.A.callId) =>
    device.send({ op: 'join', callId, publish: QUIET, ...(replaces && { replaces }) });
  const invite = (device: TestDevice, userIds: string[], timeout = 30) =>
    device.send({ op: 'invite', callId: all.A.callId, userIds, timeout, userData: 'come' });
  const cancel = (device: TestDevice, userIds: string[]) =>
    device.send({ op: 'cancelInvite', callId: all.A.callId, userIds });
  return { h, ...all, join, invite, cancel };
}
