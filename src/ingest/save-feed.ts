import { type GroupName, maskOf } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import type { Status } from '../model/vehicle-state.ts';
import { type NewsRow, saveNews } from '../store/history/live-feed.ts';
import type { Batch, Save } from './batch.ts';

/** Notes which reports are news, in the order in which they took effect, for those who listen. */
export const saveFeed: Save = {
  name: 'save feed',
  async run(batch, transaction) {
    const news = [...newsOf(batch)];
    if (news.length > 0) await saveNews(transaction, news);
  },
};

function* newsOf({ vehicles }: Batch): Generator<NewsRow> {
  for (const { vehicleId, before, reports } of vehicles.values()) {
    const status = before.projections.status ?? {};
    for (const report of reports) {
      const { at, key } = report;
      const kinds = newKinds(report, status);
      if (kinds !== 0) yield { vehicleId, at, key, kinds };
    }
  }
}

/** Bits of the groups that became the newest. Reports are in the order of their time: each is as new as the others. */
function newKinds({ at, groups }: Report, before: Status): number {
  const names = Object.keys(groups) as GroupName[];
  return maskOf(names.filter((name) => (before[name]?.at ?? at) <= at));
}
