import {
  type CollisionRow,
  countCollisions,
  findCollision,
  readCollisions,
} from '../../store/episodes/collisions.ts';
import { presentCollision } from '../present/events/collision.ts';
import type { FleetAsk, VehicleAsk } from '../shared/ask.ts';
import { type EpisodeKind, listEpisodes, ofFleet, ofVehicle, oneEpisode } from './episodes.ts';
import { tripIdsOf } from './trip-ids.ts';
import { ofTrip } from './trips.ts';

const collisions: EpisodeKind<CollisionRow> = {
  // The capital letter is the contract's.
  key: 'Collisions',
  shows: 'collisions',
  missing: 'noCollision',
  read: readCollisions,
  count: countCollisions,
  find: findCollision,
  async present(told, { context }) {
    const tripIds = await tripIdsOf(context, told);
    return told.map(({ row: { id, body }, vehicle }, index) =>
      presentCollision({ id, body, tripId: tripIds[index]?.[0] }, vehicle.at),
    );
  },
};

export const readVehicleCollisions = (ask: VehicleAsk) =>
  listEpisodes(ask, collisions, ofVehicle(ask, 'collisions'));

export const readVehicleCollision = (ask: VehicleAsk) =>
  oneEpisode(ask, collisions, { id: ask.params.cid, at: ofVehicle(ask, 'collisions') });

export const readTripCollisions = async (ask: VehicleAsk) =>
  listEpisodes(ask, collisions, await ofTrip(ask, 'collisions'));

export const readTripCollision = async (ask: VehicleAsk) =>
  oneEpisode(ask, collisions, { id: ask.params.cid, at: await ofTrip(ask, 'collisions') });

export const readFleetCollisions = (ask: FleetAsk) =>
  listEpisodes(ask, collisions, ofFleet(ask, 'collisions'));

export const readFleetCollision = (ask: FleetAsk) =>
  oneEpisode(ask, collisions, { id: ask.params.cid, at: ofFleet(ask, 'collisions') });
