import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IceCandidate } from '@ringback/protocol';

/** What two Chromiums prepared for a call with audio and video. */
export interface Prepared {
  readonly offer: string;
  readonly answer: string;
  readonly callerCandidates: readonly IceCandidate[];
  readonly calleeCandidates: readonly IceCandidate[];
}

/** Beside the sources: the benchmarks run bundled, from a folder next to them. */
const PATH = join(import.meta.dirname, '../src/load/prepared.json');

export const PREPARED: Prepared = JSON.parse(readFileSync(PATH, 'utf8'));
