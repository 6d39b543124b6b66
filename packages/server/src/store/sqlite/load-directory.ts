import { type Group, keepsToContacts } from '../../directory/rules/state.js';
import type { ContactUpkeep } from './contact-upkeep.js';
import type { DirectoryTables } from './directory-tables.js';
import { number, type SqlDriver, text } from './driver/driver.js';
import type { Live } from './memory/live.js';

/** Reads groups and block lists. */
export function loadDirectory(driver: SqlDriver, live: Live): void {
  loadGroups(driver, live);
  loadBlocks(driver, live);
}

/** Contacts are looked up in the file, for the apps that ask for them. */
export function keepContacts(live: Live, tables: DirectoryTables, upkeep: ContactUpkeep): void {
  for (const { appId, app, contacts } of live.apps()) {
    if (keepsToContacts(app.policy, app.directory)) {
      upkeep.keep(appId);
      contacts.keep((userId, other) => tables.contact(appId, userId, other));
    } else upkeep.forget(appId);
  }
}

function loadGroups(driver: SqlDriver, live: Live): void {
  const members = new Map<string, Map<string, number>>();
  const rows = driver
    .prepare('SELECT app, group_id, user, joined_at FROM group_members ORDER BY joined_at, user')
    .all();
  for (const row of rows) {
    const key = keyOf(number(row, 'app'), text(row, 'group_id'));
    const group = members.get(key) ?? new Map<string, number>();
    members.set(key, group.set(text(row, 'user'), number(row, 'joined_at')));
  }
  for (const row of driver.prepare('SELECT app, id, state FROM groups').all()) {
    const appId = number(row, 'app');
    const id = text(row, 'id');
    const state: Omit<Group, 'members'> = JSON.parse(text(row, 'state'));
    live
      .find(appId)
      ?.directory.putGroup(id, { ...state, members: members.get(keyOf(appId, id)) ?? new Map() });
  }
}

function loadBlocks(driver: SqlDriver, live: Live): void {
  const lists = new Map<
    string,
    { readonly appId: number; readonly userId: string; readonly blocked: Set<string> }
  >();
  for (const row of driver.prepare('SELECT app, user, other FROM blocks ORDER BY id').all()) {
    const appId = number(row, 'app');
    const userId = text(row, 'user');
    const key = keyOf(appId, userId);
    const list = lists.get(key) ?? { appId, userId, blocked: new Set<string>() };
    list.blocked.add(text(row, 'other'));
    lists.set(key, list);
  }
  for (const { appId, userId, blocked } of lists.values()) {
    live.find(appId)?.directory.putBlocks(userId, blocked);
  }
}

/** Ids hold no control characters. */
const keyOf = (appId: number, id: string): string => `${appId} ${id}`;
