import { countStolen, findStolenEpisode, readStolen, type StolenRow } from '../../store/episodes/stolen.ts';
import { presentStolen } from '../present/events/stolen.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { type EpisodeKind, episodeOf, listEpisodes, ofVehicle, oneEpisode } from './episodes.ts';
import { readWayPoints } from './way-points.ts';

const stolen: EpisodeKind<StolenRow> = {
  key: 'stolen',
  shows: 'stolen',
  missing: 'noStolen',
  read: readStolen,
  count: countStolen,
  find: findStolenEpisode,
  present: (told) => told.map(({ row, vehicle }) => presentStolen(row, vehicle.visibility, vehicle.at)),
};

export const readStolenHistory = (ask: VehicleAsk) => listEpisodes(ask, stolen, ofVehicle(ask, 'stolen'));

export const readStolenEpisode = (ask: VehicleAsk) =>
  oneEpisode(ask, stolen, { id: ask.params.sid, at: ofVehicle(ask, 'stolen') });

/** The way of the vehicle while it was stolen. */
export async function readStolenWayPoints(ask: VehicleAsk): Promise<object> {
  const { row, within } = await episodeOf(ask, stolen, ask.params.sid);
  return readWayPoints(ask, { self: ask.vehicle.at.links.of(`stolen/${row.id}/waypoints`), within });
}
