import { join } from 'node:path';
import Database from 'libsql';

/**
 * Every call that was answered must have left its record in the file.
 * @param cycles Calls that ended within the rounds; those under way at the end of a round come on top.
 * @throws Error when there are fewer.
 */
export function checkRecords(data: string, cycles: number): void {
  const database = new Database(join(data, 'ringback.db'), { readonly: true });
  const row: unknown = database.prepare('SELECT count(*) AS records FROM records').get();
  database.close();
  const { records } = row as { readonly records: number };
  if (records < cycles) throw new Error(`${cycles} calls ended, and there are only ${records} records`);
}
