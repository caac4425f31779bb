import type { EpisodeTable } from '../../store/episodes/episodes.ts';
import { readOpenEpisodes } from '../../store/episodes/open-episodes.ts';
import type { ApiContext } from '../context.ts';
import { seeVehicles } from '../shared/access/see-vehicle.ts';
import type { FoundVehicle, SeenVehicle } from '../shared/ask.ts';
import type { LiveType } from './items.ts';
import { type LiveEvent, presentLasting, presentState } from './present-live.ts';

/** Vehicles looked up at once. */
const atOnce = 100;

const lasting = { trip: 'trips', alert: 'alerts' } as const satisfies Partial<Record<LiveType, EpisodeTable>>;

/** The newest of what may be seen of some vehicles, in the form of events: what still lasts is among them. */
export async function* currentState(
  context: ApiContext,
  vehicles: readonly FoundVehicle[],
  types: ReadonlySet<LiveType>,
): AsyncGenerator<LiveEvent[]> {
  for (let first = 0; first < vehicles.length; first += atOnce) {
    const seen = await seeVehicles(context, vehicles.slice(first, first + atOnce));
    const events = seen.flatMap(presentState);
    for (const type of ['trip', 'alert'] as const)
      if (types.has(type)) events.push(...(await lastingOf(context, seen, type)));
    yield events.filter(({ type }) => types.has(type));
  }
}

async function lastingOf(
  { database }: ApiContext,
  seen: readonly SeenVehicle[],
  type: keyof typeof lasting,
): Promise<LiveEvent[]> {
  const byNumber = new Map(seen.map((vehicle) => [vehicle.vehicleId, vehicle]));
  const rows = await readOpenEpisodes(database, lasting[type], [...byNumber.keys()]);
  return rows.flatMap((row) => {
    const vehicle = byNumber.get(row.vehicleId);
    const event = vehicle && presentLasting(type, row, vehicle);
    return event ? [event] : [];
  });
}
