import {
  type AddedToGroup,
  type GroupInfo,
  type GroupMember,
  MAX_GROUP_MEMBERS,
  MAX_PAGE,
} from '@ringback/protocol';
import { groupIn, nameIn, usersIn, whole } from './tim-params.js';
import { ok, type TimResponse, type TimSource } from './tim-source.js';

/** A group as published chat clients spell it. Times in seconds since 1970 by the server's clock. */
export interface TimGroup {
  groupID: string;
  name: string;
  avatar: string;
  introduction: string;
  notification: string;
  /** Members are added; nobody joins by himself. */
  type: 'Private';
  ownerID: string;
  createTime: number;
  memberCount: number;
  maxMemberCount: number;
  selfInfo: { userID: string; role: TimGroupRole; joinTime: number };
}

export type TimGroupRole = 'Owner' | 'Member';

export interface TimGroupMember {
  userID: string;
  nick: string;
  avatar: string;
  role: TimGroupRole;
  /** Seconds. */
  joinTime: number;
  nameCard: '';
}

export interface TimCreateGroupParams extends TimGroupTexts {
  /** At most 100 bytes. */
  name: string;
  /** At most 64 bytes. Default: drawn. One that names a group of one's own: that group, unchanged. */
  groupID?: string;
  /** First members beside oneself, at most 100. */
  memberList?: readonly { userID: string }[];
  [publishedOption: string]: unknown;
}

/** Each at most 500 bytes. */
export interface TimGroupTexts {
  avatar?: string;
  introduction?: string;
  notification?: string;
}

export interface TimUpdateGroupParams extends TimGroupTexts {
  groupID: string;
  name?: string;
  [publishedOption: string]: unknown;
}

export interface TimMemberListParams {
  groupID: string;
  /** At most 100, default 15. */
  count?: number;
  /** The `offset` of the answer before. Default 0. */
  offset?: number;
  [publishedOption: string]: unknown;
}

/** At most 100 users. */
export interface TimMembersParams {
  groupID: string;
  userIDList: readonly string[];
  [publishedOption: string]: unknown;
}

/** What became of each user who was to be added. */
export interface TimAddedMembers {
  successUserIDList: string[];
  /** Not known to the server, or not to be added by this user. */
  failureUserIDList: string[];
  existedUserIDList: string[];
  /** In as many groups as a user can be (100). */
  overLimitUserIDList: string[];
  group: TimGroup;
}

/**
 * Groups of which this user is a member. To anybody else a group does not exist (10010). Only its owner changes one, and only where the
 * app's setting `groups` is `users` (10007).
 */
export interface TimGroups {
  getGroupList(): Promise<TimResponse<{ groupList: TimGroup[]; isSyncCompleted: true }>>;
  getGroupProfile(params: { groupID: string }): Promise<TimResponse<{ group: TimGroup }>>;
  /** In the order in which they came. `offset` of the answer leads to the next page; 0: there is none. */
  getGroupMemberList(
    params: TimMemberListParams,
  ): Promise<TimResponse<{ memberList: TimGroupMember[]; offset: number }>>;
  /** Makes a group that this user owns. Also 10014 (more than 500 members), 10021 (the id is another's), 10037 (100 groups). */
  createGroup(
    params: TimCreateGroupParams,
  ): Promise<TimResponse<{ group: TimGroup; overLimitUserIDList: string[]; failureUserIDList: string[] }>>;
  /** What is left out stays as it is. */
  updateGroupProfile(params: TimUpdateGroupParams): Promise<TimResponse<{ group: TimGroup }>>;
  /** Also 10014, where not all fit; nobody is added then. */
  addGroupMember(params: TimMembersParams): Promise<TimResponse<TimAddedMembers>>;
  /** Whoever is no member is passed over, and so is the owner. */
  deleteGroupMember(
    params: TimMembersParams,
  ): Promise<TimResponse<{ group: TimGroup; userIDList: string[] }>>;
  /** Anybody's right but the owner's (10009), who dismisses it. */
  quitGroup(groupID: string): Promise<TimResponse<{ groupID: string }>>;
  dismissGroup(groupID: string): Promise<TimResponse<{ groupID: string }>>;
  /** There are none; kept for the chat integration of published kits. */
  getGroupAttributes(params: {
    groupID: string;
  }): Promise<TimResponse<{ groupAttributes: Record<string, string> }>>;
}

const DEFAULT_COUNT = 15;

export function timGroups(source: TimSource): TimGroups {
  const groupOf = (method: string, info: GroupInfo) => timGroup(info, source.selfId(method));
  return {
    async getGroupList() {
      const method = 'getGroupList';
      const { groups } = await source.ask(method, { ask: 'groups' });
      return ok({ groupList: groups.map((info) => groupOf(method, info)), isSyncCompleted: true });
    },
    async getGroupProfile(params) {
      const method = 'getGroupProfile';
      const { group } = await source.ask(method, { ask: 'group', groupId: groupIn(method, params?.groupID) });
      return ok({ group: groupOf(method, group) });
    },
    async getGroupMemberList(params) {
      const method = 'getGroupMemberList';
      const { count = DEFAULT_COUNT, offset = 0 } = params ?? {};
      const groupId = groupIn(method, params?.groupID);
      const limit = whole(method, 'count', count, 1, MAX_PAGE);
      const from = whole(method, 'offset', offset, 0, MAX_GROUP_MEMBERS);
      const { members, total } = await source.ask(method, {
        ask: 'groupMembers',
        groupId,
        offset: from,
        limit,
      });
      const next = from + members.length;
      return ok({
        memberList: members.map(timMember),
        offset: members.length > 0 && next < total ? next : 0,
      });
    },
    async createGroup(params) {
      const method = 'createGroup';
      const { groupID, memberList = [] } = params ?? {};
      const answer = await source.ask(method, {
        ask: 'createGroup',
        groupId: groupID === undefined ? source.drawId() : groupIn(method, groupID),
        name: nameIn(method, params?.name),
        ...textsOf(params),
        userIds:
          memberList.length === 0
            ? []
            : usersIn(
                method,
                memberList.map((member) => member?.userID),
              ),
      });
      const { group, overLimit, failed } = answer;
      return ok({
        group: groupOf(method, group),
        overLimitUserIDList: [...overLimit],
        failureUserIDList: [...failed],
      });
    },
    async updateGroupProfile(params) {
      const method = 'updateGroupProfile';
      const groupId = groupIn(method, params?.groupID);
      const name = params.name === undefined ? {} : { name: nameIn(method, params.name) };
      const { group } = await source.ask(method, {
        ask: 'updateGroup',
        groupId,
        ...name,
        ...textsOf(params),
      });
      return ok({ group: groupOf(method, group) });
    },
    async addGroupMember(params) {
      const method = 'addGroupMember';
      const added = await source.ask(method, { ask: 'addGroupMembers', ...membersIn(method, params) });
      return ok({ ...outcomes(added), group: groupOf(method, added.group) });
    },
    async deleteGroupMember(params) {
      const method = 'deleteGroupMember';
      const answer = await source.ask(method, { ask: 'removeGroupMembers', ...membersIn(method, params) });
      return ok({ group: groupOf(method, answer.group), userIDList: [...answer.removed] });
    },
    async quitGroup(groupID) {
      await source.ask('quitGroup', { ask: 'quitGroup', groupId: groupIn('quitGroup', groupID) });
      return ok({ groupID });
    },
    async dismissGroup(groupID) {
      await source.ask('dismissGroup', { ask: 'dismissGroup', groupId: groupIn('dismissGroup', groupID) });
      return ok({ groupID });
    },
    async getGroupAttributes(params) {
      groupIn('getGroupAttributes', params?.groupID);
      source.selfId('getGroupAttributes');
      return ok({ groupAttributes: {} });
    },
  };
}

const seconds = (ms: number): number => Math.floor(ms / 1_000);

function timGroup(info: GroupInfo, selfId: string): TimGroup {
  const { name, avatar, introduction, notification, ownerId, memberCount } = info;
  return {
    groupID: info.groupId,
    name,
    avatar,
    introduction,
    notification,
    type: 'Private',
    ownerID: ownerId,
    createTime: seconds(info.createdAt),
    memberCount,
    maxMemberCount: MAX_GROUP_MEMBERS,
    selfInfo: { userID: selfId, role: roleOf(ownerId === selfId), joinTime: seconds(info.joinedAt) },
  };
}

const timMember = ({ userId, nick, avatar, isOwner, joinedAt }: GroupMember): TimGroupMember => ({
  userID: userId,
  nick,
  avatar,
  role: roleOf(isOwner),
  joinTime: seconds(joinedAt),
  nameCard: '',
});

const roleOf = (isOwner: boolean): TimGroupRole => (isOwner ? 'Owner' : 'Member');

const outcomes = ({ added, failed, already, overLimit }: AddedToGroup): Omit<TimAddedMembers, 'group'> => ({
  successUserIDList: [...added],
  failureUserIDList: [...failed],
  existedUserIDList: [...already],
  overLimitUserIDList: [...overLimit],
});

/** Chat clients take more than these; what is not known here has no effect. */
const textsOf = ({ avatar, introduction, notification }: TimGroupTexts = {}): TimGroupTexts => ({
  ...(avatar === undefined ? {} : { avatar }),
  ...(introduction === undefined ? {} : { introduction }),
  ...(notification === undefined ? {} : { notification }),
});

const membersIn = (method: string, params: TimMembersParams | undefined) => ({
  groupId: groupIn(method, params?.groupID),
  userIds: usersIn(method, params?.userIDList),
});
