import { type Group, keepsToContacts } from '../../directory/rules/state.js';
import { DirectoryTables } from './directory-tables.js';
import { number, type SqlDriver, text } from './driver/driver.js';
import type { Live } from './memory/live.js';
import { inTransaction } from './transaction.js';

/** Reads groups and block lists, and sees to it that the contacts of each app that asks for them are there. */
export function loadDirectory(driver: SqlDriver, live: Live): void {
  loadGroups(driver, live);
  loadBlocks(driver, live);
  const tables = new DirectoryTables(driver);
  for (const { appId, app, contacts } of live.apps()) {
    if (!keepsToContacts(app.policy, app.directory)) {
      forgetContacts(driver, appId);
      continue;
    }
    findContacts(driver, appId);
    contacts.keep((userId, other) => tables.contact(appId, userId, other));
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

/** Contacts are written from calls that end while an app asks for them; those of before are found in the records, once. */
function findContacts(driver: SqlDriver, appId: number): void {
  if (driver.prepare('SELECT 1 FROM contact_apps WHERE app = ?').all(appId).length > 0) return;
  inTransaction(driver, () => {
    driver.prepare(CONTACTS_OF_RECORDS).run(appId);
    driver.prepare('INSERT INTO contact_apps (app) VALUES (?)').run(appId);
  });
}

/** Those of an app that asks for none would grow old: they are found anew if it does again. */
function forgetContacts(driver: SqlDriver, appId: number): void {
  if (driver.prepare('SELECT 1 FROM contact_apps WHERE app = ?').all(appId).length === 0) return;
  inTransaction(driver, () => {
    driver.prepare('DELETE FROM contacts WHERE app = ?').run(appId);
    driver.prepare('DELETE FROM contact_apps WHERE app = ?').run(appId);
  });
}

/** As `meetingsOf` does. Whoever never heard of a call is not in `record_users` for it. */
const CONTACTS_OF_RECORDS = `
  INSERT INTO contacts (app, user, other, talked)
  SELECT records.app, heard.user, part.value ->> 'userId',
         max(part.value ->> 'enteredAt' IS NOT NULL AND EXISTS (
           SELECT 1 FROM json_each(records.record, '$.parts') AS own
           WHERE own.value ->> 'userId' = heard.user AND own.value ->> 'enteredAt' IS NOT NULL))
  FROM records
  JOIN record_users AS heard ON heard.record = records.id AND heard.app = records.app
  JOIN json_each(records.record, '$.parts') AS part
  WHERE records.app = ? AND part.value ->> 'userId' <> heard.user
  GROUP BY 2, 3`;

/** Ids hold no control characters. */
const keyOf = (appId: number, id: string): string => `${appId} ${id}`;
