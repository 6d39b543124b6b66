import type { LiveCall } from '../api/groups.js';
import type { RecentCallsParams, SelfInfo } from '../api/lifecycle.js';
import { liveCall } from '../profiles/live-calls.js';
import { type RecentCall, recentCall } from '../profiles/recent-calls.js';
import { type TimProfile, type TimResponse, timProfile } from '../profiles/tim-source.js';
import type { Account } from './account.js';

/** Without a number given, so many calls come. */
const RECENT_CALLS = 20;

/** Empty fields stay as they are, as in published engines. */
export async function setSelfInfo(
  { link, directory }: Account,
  { nickName, avatar }: SelfInfo,
): Promise<TimResponse<TimProfile>> {
  const { profile } = await link.request({
    ask: 'setProfile',
    ...(nickName && { nick: nickName }),
    ...(avatar && { avatar }),
  });
  directory.put(profile);
  return { code: 0, data: timProfile(profile) };
}

export async function recentCalls(
  { link, userId }: Account,
  { count = RECENT_CALLS, before }: RecentCallsParams,
): Promise<RecentCall[]> {
  const { records } = await link.request({ ask: 'recentCalls', limit: count, before });
  return records.map((record) => recentCall(record, userId));
}

export async function liveCalls(
  { link }: Account,
  { callId, groupID }: { readonly [Name in 'callId' | 'groupID']: string | undefined },
): Promise<LiveCall[]> {
  const { calls } = await link.request({
    ask: 'liveCalls',
    ...(callId && { callId }),
    ...(groupID && { groupId: groupID }),
  });
  return calls.map(liveCall);
}
