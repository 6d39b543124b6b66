import type { StoreApp } from '../contract.js';
import { number, type SqlDriver, text } from './driver/driver.js';
import { loadDirectory } from './load-directory.js';
import { Box } from './memory/box.js';
import { Entry } from './memory/entry.js';
import { Live } from './memory/live.js';
import type { LiveUser } from './memory/live-app.js';

/** Reads the live state of `apps`. What the file holds of other apps stays there untouched, until they are configured again. */
export function load(driver: SqlDriver, apps: readonly StoreApp[], maxEntries: number): Live {
  const live = new Live(apps, maxEntries);
  loadUsers(driver, live);
  loadCalls(driver, live);
  loadInboxes(driver, live);
  loadDirectory(driver, live);
  live.nextEntryRow = nextId(driver, 'inbox');
  live.nextRecordRow = nextId(driver, 'records');
  return live;
}

function loadUsers(driver: SqlDriver, live: Live): void {
  for (const row of driver.prepare('SELECT app, id, nick, avatar, state FROM users').all()) {
    const profile = { userId: text(row, 'id'), nick: text(row, 'nick'), avatar: text(row, 'avatar') };
    live.find(number(row, 'app'))?.putUser(JSON.parse(text(row, 'state')), profile);
  }
}

function loadCalls(driver: SqlDriver, live: Live): void {
  for (const row of driver.prepare('SELECT app, state FROM calls').all()) {
    live.find(number(row, 'app'))?.putCall(JSON.parse(text(row, 'state')));
  }
}

function loadInboxes(driver: SqlDriver, live: Live): void {
  const rows = driver.prepare('SELECT id, app, user, device, entry FROM inbox ORDER BY id').all();
  for (const row of rows) {
    const user = live.find(number(row, 'app'))?.user(text(row, 'user'));
    if (!user) continue;
    const stored = { row: number(row, 'id'), entry: Entry.in(text(row, 'entry')) };
    const box = boxOf(live, user, text(row, 'device'));
    live.freedRows.push(...box.append([stored]));
    const { answer } = stored.entry;
    if (answer) box.remember(answer.id, answer.result);
  }
}

function boxOf(live: Live, user: LiveUser, deviceId: string): Box {
  const known = user.boxes.get(deviceId);
  if (known) return known;
  const box = new Box(live.maxEntries);
  user.boxes.set(deviceId, box);
  return box;
}

function nextId(driver: SqlDriver, table: 'inbox' | 'records'): number {
  const [row] = driver.prepare(`SELECT coalesce(max(id), 0) + 1 AS next FROM ${table}`).all();
  return row ? number(row, 'next') : 1;
}
