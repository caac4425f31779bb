import type { BenchContext } from '../bench-context.ts';
import { atMost, type BenchLine } from '../bench-line.ts';
import { historyDays } from '../history/make-history.ts';

/** What the lines after it read: whether it is right, how long it took, what it takes on disk. */
export async function describeHistory(context: BenchContext): Promise<BenchLine> {
  const history = await context.history();
  const { vehicles, rows, seconds, sendingSeconds, bytesPerReport, bytesPerReportInAll, checks } = history;
  return {
    name: 'history',
    what:
      `${vehicles.toLocaleString('en')} vehicles, ${historyDays} days: ${rows.toLocaleString('en')} reports, made in ${seconds} s ` +
      `(${sendingSeconds} s of them until those of the originals were sent); on disk ${bytesPerReport} bytes a ` +
      `report with its index, ${bytesPerReportInAll} with everything in the database`,
    targets: [atMost(seconds, 90, ' s'), atMost(bytesPerReport, 1_000, ' bytes a report')],
    checks,
    rounds: { product: [], floor: [] },
  };
}
