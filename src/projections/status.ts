import type { Report } from '../model/report.ts';
import type { Aged, Status } from '../model/vehicle-state.ts';
import { noChanges, type Projection } from './projection.ts';

/** Puts the groups of a report into the status, each where it is not older than what is there. */
function step(status: Status, report: Report): readonly [Status, readonly never[]] {
  const { at, receivedAt, source, groups } = report;
  let next: Record<string, Aged<unknown>> | undefined;
  for (const name in groups) {
    const known = (status as Record<string, Aged<unknown>>)[name];
    if (known && known.at > at) continue;
    next ??= { ...status } as Record<string, Aged<unknown>>;
    next[name] = { value: (groups as Record<string, unknown>)[name], at, receivedAt, source };
  }
  return [(next as Status) ?? status, noChanges];
}

/** The newest value of each group, with its own time. */
export const statusProjection: Projection<Status, never> = {
  name: 'status',
  initial: {},
  step,
  save: async () => undefined,
};
