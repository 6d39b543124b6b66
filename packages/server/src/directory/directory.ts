import type { BlockRequest, GroupRequest, Request, RequestResult } from '@ringback/protocol';
import type { Store } from '../store/contract.js';
import type { DirectoryApp } from './app.js';
import { Groups, ordered } from './groups.js';
import { seenProfiles, setProfile } from './profiles.js';
import { fitting } from './recent-calls.js';

export type AskedStore = Pick<
  Store,
  | 'acquainted'
  | 'blockedBy'
  | 'group'
  | 'groupsOf'
  | 'liveCalls'
  | 'order'
  | 'profiles'
  | 'recordsOfUser'
  | 'setProfile'
>;

/**
 * Answers what a logged-in user asks outside calls: profiles, groups, his block list, his own recent calls, calls that go on.
 * @throws RequestError with the code and message for the asking engine
 */
export async function answerRequest(
  store: AskedStore,
  app: DirectoryApp,
  userId: string,
  request: Request,
): Promise<RequestResult> {
  const { sdkAppId } = app;
  switch (request.ask) {
    case 'profiles':
      return { profiles: await seenProfiles(store, app, userId, [...new Set(request.userIds)]) };
    case 'setProfile':
      return { profile: await setProfile(store, app, userId, request) };
    case 'recentCalls': {
      const { limit, before } = request;
      return { records: fitting(await store.recordsOfUser(sdkAppId, userId, { limit, before })) };
    }
    case 'liveCalls': {
      const { callId, groupId } = request;
      return { calls: await store.liveCalls(sdkAppId, { userId, callId, groupId }) };
    }
    case 'blocked':
    case 'block':
    case 'unblock':
      return { userIds: await blocked(store, sdkAppId, userId, request) };
    default:
      return groupRequest(new Groups(store, app, userId), request);
  }
}

async function blocked(
  store: AskedStore,
  appId: number,
  userId: string,
  request: BlockRequest,
): Promise<readonly string[]> {
  if (request.ask === 'blocked') return store.blockedBy(appId, userId);
  return ordered(await store.order(appId, { kind: request.ask, userId, others: request.userIds })).blocked;
}

async function groupRequest(groups: Groups, request: GroupRequest): Promise<RequestResult> {
  switch (request.ask) {
    case 'groups':
      return { groups: await groups.all() };
    case 'group':
      return { group: await groups.one(request.groupId) };
    case 'groupMembers': {
      const { groupId, offset, limit } = request;
      const { memberCount } = await groups.one(groupId);
      return { members: await groups.members(groupId, offset, limit), total: memberCount };
    }
    case 'createGroup':
      return groups.create(request.groupId, request, request.userIds);
    case 'updateGroup':
      return { group: await groups.update(request.groupId, request) };
    case 'addGroupMembers':
      return groups.add(request.groupId, request.userIds);
    case 'removeGroupMembers':
      return groups.remove(request.groupId, request.userIds);
    case 'quitGroup':
      await groups.quit(request.groupId);
      return {};
    case 'dismissGroup':
      await groups.dismiss(request.groupId);
      return {};
  }
}
