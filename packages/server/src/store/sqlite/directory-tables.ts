import type { Meeting } from '../../directory/rules/meetings.js';
import type { Group } from '../../directory/rules/state.js';
import type { DirectoryDraft } from './batch/directory-draft.js';
import { number, type SqlDriver } from './driver/driver.js';
import type { LiveApp } from './memory/live-app.js';

/** Groups, block lists and contacts in the file. What is written is written inside a transaction of the caller. */
export class DirectoryTables {
  readonly #sql;

  constructor(driver: SqlDriver) {
    this.#sql = prepare(driver);
  }

  /** Rows of what is as it was are left alone. */
  write({ appId, directory }: Pick<LiveApp, 'appId' | 'directory'>, draft: DirectoryDraft): void {
    for (const [groupId, group] of draft.groups)
      this.#putGroup(appId, groupId, directory.group(groupId), group);
    for (const [userId, blocked] of draft.blocks) {
      const before = directory.blockedBy(userId);
      for (const other of before) if (!blocked.has(other)) this.#sql.unblock.run(appId, userId, other);
      for (const other of blocked) if (!before.has(other)) this.#sql.block.run(appId, userId, other);
    }
    for (const meeting of draft.meetings) this.meet(appId, meeting);
  }

  /** Who has talked stays one who has. */
  meet(appId: number, { userId, other, talked }: Meeting): void {
    this.#sql.meet.run(appId, userId, other, talked ? 1 : 0);
  }

  /** undefined: they share no call that is over. */
  contact(appId: number, userId: string, other: string): 'met' | 'talked' | undefined {
    const [row] = this.#sql.contact.all(appId, userId, other);
    return row && (number(row, 'talked') === 1 ? 'talked' : 'met');
  }

  #putGroup(appId: number, groupId: string, before: Group | undefined, group: Group | null): void {
    if (!group) {
      this.#sql.deleteGroup.run(appId, groupId);
      this.#sql.deleteMembers.run(appId, groupId);
      return;
    }
    const { members, ...state } = group;
    this.#sql.putGroup.run(appId, groupId, JSON.stringify(state));
    for (const userId of before?.members.keys() ?? []) {
      if (!members.has(userId)) this.#sql.deleteMember.run(appId, groupId, userId);
    }
    for (const [userId, joinedAt] of members) {
      if (before?.members.get(userId) !== joinedAt) this.#sql.putMember.run(appId, groupId, userId, joinedAt);
    }
  }
}

const prepare = (driver: SqlDriver) => ({
  putGroup: driver.prepare(
    `INSERT INTO groups (app, id, state) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state`,
  ),
  deleteGroup: driver.prepare('DELETE FROM groups WHERE app = ? AND id = ?'),
  deleteMembers: driver.prepare('DELETE FROM group_members WHERE app = ? AND group_id = ?'),
  putMember: driver.prepare(
    `INSERT INTO group_members (app, group_id, user, joined_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET joined_at = excluded.joined_at`,
  ),
  deleteMember: driver.prepare('DELETE FROM group_members WHERE app = ? AND group_id = ? AND user = ?'),
  block: driver.prepare('INSERT OR IGNORE INTO blocks (app, user, other) VALUES (?, ?, ?)'),
  unblock: driver.prepare('DELETE FROM blocks WHERE app = ? AND user = ? AND other = ?'),
  // A pair that is known already costs a look and no write.
  meet: driver.prepare(
    `INSERT INTO contacts (app, user, other, talked) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET talked = 1 WHERE talked < excluded.talked`,
  ),
  contact: driver.prepare('SELECT talked FROM contacts WHERE app = ? AND user = ? AND other = ?'),
});
