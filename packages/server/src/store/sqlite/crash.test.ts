import { join } from 'node:path';
import type { CallState } from '@ringback/calls';
import { expect, it } from 'vitest';
import { ScriptedMachine } from '../testing/machine.js';
import { APP, APPS, call, changing, START } from '../testing/states.js';
import { driversHere } from './driver/open.js';
import { openEmbeddedStore } from './open.js';
import { openerOf, temporaryFolder } from './testing/storage.js';

/** A fold goes on over about so many characters. */
const FOLDED_TOGETHER = 3_000;
const COMMITS = 30;
/** Each is followed by a copy of the file, which waits for the disk. */
const PATIENCE_MS = 30_000;

/** Of any kind that calls go through, in turn. */
function next(state: CallState, step: number): CallState {
  const [first, ...others] = state.members;
  if (!first) throw new Error('a call has members');
  switch (step % 4) {
    case 0:
      return { ...state, begunAt: START + step };
    case 1:
      return {
        ...state,
        members: [first, ...others.map((member) => ({ ...member, invitedAt: START + step }))],
      };
    case 2:
      return { ...state, members: [first, ...call('', [], [`guest ${step}`]).members] };
    default:
      return { ...state, members: [...others, first], type: state.type === 1 ? 2 : 1 };
  }
}

it.each(driversHere())(
  'calls are as they were, wherever the journal and its folding are broken off (%s)',
  async (driver) => {
    const folder = temporaryFolder();
    const path = join(folder, 'ringback.db');
    const machine = new ScriptedMachine();
    const open = (file: string) =>
      openEmbeddedStore({
        path: file,
        apps: APPS,
        decide: machine.decide,
        openDriver: openerOf(driver),
        fresh: () => ({ now: START, callId: 'unused', roomId: 1 }),
        clock: { now: () => START },
        log: { error: () => {} },
        foldedTogether: FOLDED_TOGETHER,
      });
    const store = await open(path);
    const calls = new Map(['c1', 'c2', 'c3'].map((id) => [id, call(id, ['ann', 'bob'], ['cid'])]));
    for (let step = 0; step < COMMITS; step += 1) {
      const callId = `c${(step % 3) + 1}`;
      const before = calls.get(callId);
      if (!before) throw new Error('three calls');
      const after = step < 3 ? before : next(before, Math.floor(step / 3));
      calls.set(callId, after);
      await store.commit(
        APP,
        machine.input(() => changing({ calls: [after] })),
      );
      // What a process would find that comes after one that was killed here.
      const found = join(folder, `${step}.db`);
      const tool = await openerOf(driver)(path);
      tool.prepare('VACUUM INTO ?').run(found);
      tool.close();
      const later = await open(found);
      for (const [id, state] of calls) if (step >= 2) expect(await later.liveCall(APP, id)).toEqual(state);
      await later.close();
    }
    await store.close();
  },
  PATIENCE_MS,
);
