import type { CallRecord } from '@ringback/protocol';

/** Characters of JSON in one answer: on a slow link a larger one would look like a reader who does not read. */
const MAX_LENGTH = 128 * 1_024;

/** The newest that fit one answer. Those that ended at the same moment stay together, since the next page goes on before that. */
export function fitting(records: readonly CallRecord[]): readonly CallRecord[] {
  let length = 0;
  let previous: CallRecord | undefined;
  const end = records.findIndex((record) => {
    length += JSON.stringify(record).length;
    const opens = previous !== undefined && record.endedAt !== previous.endedAt;
    previous = record;
    return length > MAX_LENGTH && opens;
  });
  return end === -1 ? records : records.slice(0, end);
}
