import fc from 'fast-check';
import { rulesHold, withoutStacks } from '../random/property.js';
import type { Shift, ShiftReport } from './shift.js';

/** One core: runs a shift at a time and tells how it ended. */
process.on('message', (shift: Shift) => {
  void withoutStacks(() => reportOf(shift)).then((report) => process.send?.(report, () => {}));
});
process.on('disconnect', () => process.exit());

async function reportOf({ seed, count, users }: Shift): Promise<ShiftReport> {
  const details = await fc.check(rulesHold(users), { numRuns: count, seed });
  const { numRuns: runs } = details;
  if (!details.failed) return { held: true, seed, runs };
  const shortest = await fc.asyncDefaultReportMessage(details);
  return { held: false, seed, runs, report: `${String(details.errorInstance)}\n${shortest}` };
}
