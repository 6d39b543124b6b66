import type { SavedGroup } from '../model/saved-group.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';
import { messageOf } from './errors.js';
import type { NoticeBoard } from './notice-board.js';

/** As many as the demo shows; a group of the app's backend may have more. */
const MEMBERS = 50;

/** A group as the directory lists it. */
interface Listed {
  readonly groupID: string;
  readonly name: string;
  readonly ownerID: string;
  readonly memberCount: number;
}

interface Members {
  readonly count: number;
  readonly userIds: readonly string[];
}

/** The groups of the directory, read and made as an app that knows Tencent's chat client does it: with `getTim()`. */
export class SavedGroups {
  readonly #env: Environment;
  readonly #directory: Directory;
  readonly #notices: NoticeBoard;
  readonly #selfId: () => string;
  /** As last read; who is in a group is read again when it has more or fewer. */
  #members: ReadonlyMap<string, Members> = new Map();
  /** How often the directory was asked, and which time the list is from. */
  #asked = 0;
  #told = 0;

  constructor(env: Environment, directory: Directory, notices: NoticeBoard, selfId: () => string) {
    this.#env = env;
    this.#directory = directory;
    this.#notices = notices;
    this.#selfId = selfId;
  }

  /** The directory tells of no change, so it is asked. */
  async refresh(): Promise<void> {
    const selfId = this.#selfId();
    const turn = ++this.#asked;
    try {
      const { data } = await this.#env.engine().getTim().getGroupList();
      const members = await Promise.all(
        data.groupList.map(async (group) => [group.groupID, await this.#membersOf(group)] as const),
      );
      // Meanwhile somebody else may sit here, or a later answer be known.
      if (selfId !== this.#selfId() || turn < this.#told) return;
      this.#told = turn;
      this.#members = new Map(members);
      this.#tell(data.groupList.map((group) => this.#saved(group, selfId)));
    } catch {
      // Without a link the list stays as it was.
    }
  }

  async save(name: string, userIds: readonly string[]): Promise<void> {
    const params = { name, memberList: userIds.map((userID) => ({ userID })) };
    await this.#tried('createGroup', params, () => this.#env.engine().getTim().createGroup(params));
  }

  /** Whoever made it takes it from everybody; anybody else only leaves it. */
  async drop(groupId: string): Promise<void> {
    const group = this.#env.store.model.groups.find((known) => known.groupId === groupId);
    if (group === undefined) return;
    const tim = this.#env.engine().getTim();
    if (group.own) await this.#tried('dismissGroup', groupId, () => tim.dismissGroup(groupId));
    else await this.#tried('quitGroup', groupId, () => tim.quitGroup(groupId));
  }

  async #tried(method: string, params: unknown, run: () => Promise<unknown>): Promise<void> {
    try {
      await this.#env.journal.method(`getTim().${method}`, [params], run);
    } catch (error) {
      this.#notices.show({ kind: 'notSaved', message: messageOf(error) });
    }
    await this.refresh();
  }

  async #membersOf({ groupID, memberCount }: Listed): Promise<Members> {
    const known = this.#members.get(groupID);
    if (known?.count === memberCount) return known;
    const { data } = await this.#env.engine().getTim().getGroupMemberList({ groupID, count: MEMBERS });
    for (const member of data.memberList) this.#directory.learn(member);
    return { count: memberCount, userIds: data.memberList.map(({ userID }) => userID) };
  }

  #saved({ groupID, name, ownerID }: Listed, selfId: string): SavedGroup {
    const userIds = this.#members.get(groupID)?.userIds ?? [];
    return {
      groupId: groupID,
      name,
      others: userIds.filter((id) => id !== selfId).map((id) => this.#directory.person(id)),
      own: ownerID === selfId,
    };
  }

  /** Asked again and again, it mostly has the same answer, which changes nothing on the page. */
  #tell(groups: readonly SavedGroup[]): void {
    const { store } = this.#env;
    if (JSON.stringify(groups) !== JSON.stringify(store.model.groups))
      store.dispatch({ type: 'groups', groups });
  }
}
