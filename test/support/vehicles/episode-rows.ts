import {
  type EpisodeRow,
  type EpisodeTable,
  episodesOf as readsOf,
} from '../../../src/store/episodes/episodes.ts';
import { countMarks } from '../../../src/store/history/repairs.ts';
import type { TestCloud } from '../cloud.ts';
import { eventually } from '../eventually.ts';

/** The kept episodes of a vehicle in order of start. */
export function episodesOf<Body>(
  { database }: TestCloud,
  table: EpisodeTable,
  { vehicleId }: { vehicleId: number },
): Promise<EpisodeRow<Body>[]> {
  const all = { index: 0, limit: 1000, anchor: { at: 'index' as const } };
  return readsOf<Body>(table).read(database, { scope: { vehicleIds: [vehicleId] } }, all);
}

/** Resolves when all late reports have been worked in. */
export async function noMarks({ database }: TestCloud): Promise<void> {
  await eventually('late reports to be worked in', async () => (await countMarks(database)) === 0);
}
