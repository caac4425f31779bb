import { statesOf, type Trip, type TripState, tripStates } from '../../model/episodes.ts';
import { currentTrip } from '../../projections/current-trip.ts';
import {
  countTrips,
  findTrip,
  type Range,
  readTrips,
  type TripFilter,
  type TripRow,
} from '../../store/episodes/trips.ts';
import type { Window } from '../../store/monitors/time-windows.ts';
import { presentTrip } from '../present/events/trip.ts';
import type { FleetAsk, SeenVehicle, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import type { Filters } from '../shared/lists/paging.ts';
import {
  type EpisodeKind,
  type EpisodePlace,
  episodeOf,
  listEpisodes,
  ofFleet,
  ofVehicle,
  oneEpisode,
  type Told,
} from './episodes.ts';

const trips: EpisodeKind<TripRow> = {
  key: 'trips',
  shows: 'trips',
  missing: 'noTrip',
  filters: ['distance', 'duration', 'states'],
  filterOf(filters, { face, vehicle, context }, windows) {
    const wanted = tripFilter(filters);
    if (!face.listsTripUnderWay) return { ...wanted, includeOpen: false };
    const current = vehicle && tripUnderWay(vehicle);
    if (!current) return wanted;
    const now = context.clock.now();
    const isWithin = !windows || windows.some(({ from, to }) => from <= now && to >= current.body.startedAt);
    return { ...wanted, underWay: { id: current.id, matches: isWithin && isWanted(current.body, wanted) } };
  },
  read: readTrips,
  count: countTrips,
  find: findTrip,
  present: (told) => told.map(presentTold),
};

export const readVehicleTrips = (ask: VehicleAsk) => listEpisodes(ask, trips, ofVehicle(ask, 'trips'));

export const readFleetTrips = (ask: FleetAsk) => listEpisodes(ask, trips, ofFleet(ask, 'trips'));

export const readTrip = (ask: VehicleAsk) =>
  oneEpisode(ask, trips, { id: ask.params.tid, at: ofVehicle(ask, 'trips') });

/** Of the trip under way the state has the figures: its row says when it began and what it lacks. */
function presentTold({ row, vehicle }: Told<TripRow>): object {
  const { visibility, at } = vehicle;
  const current = row.endedAt === undefined ? tripUnderWay(vehicle) : undefined;
  return presentTrip(current?.id === row.id ? current : row, visibility, at);
}

function tripUnderWay({ vehicleId, state }: SeenVehicle) {
  return state && currentTrip(vehicleId, state);
}

/** Whether the trip under way matches with its figures until now. */
function isWanted({ distance: km, duration: seconds, faults }: Trip, wanted: Omit<TripFilter, 'scope'>) {
  const holds = (range: Range | undefined, value: number) =>
    !range || (range.least <= value && value <= range.most);
  return (
    holds(wanted.distance, km) &&
    holds(wanted.duration, seconds) &&
    (!wanted.states || statesOf(faults).some((state) => wanted.states?.includes(state)))
  );
}

/** What belongs to the trip of the path; `path` is below it. Throws `ApiError` where there is no such trip. */
export async function ofTrip(ask: VehicleAsk, path: string): Promise<EpisodePlace & { within: Window }> {
  const { row, within } = await episodeOf(ask, trips, ask.params.tid);
  return { ...ofVehicle(ask, `trips/${row.id}/${path}`), within };
}

function tripFilter(filters: Filters): Omit<TripFilter, 'scope'> {
  const [distance, duration] = [rangeFrom(filters, 'distance'), rangeFrom(filters, 'duration')];
  const states = filters.states?.map(stateFrom);
  return {
    ...(distance ? { distance } : {}),
    ...(duration ? { duration } : {}),
    ...(states ? { states } : {}),
  };
}

/** `least-most` or `least-`. */
function rangeFrom(filters: Filters, name: 'distance' | 'duration'): Range | undefined {
  const [given] = filters[name] ?? [];
  if (given === undefined) return undefined;
  const [least = '', most = ''] = given.split('-');
  const range = { least: Number(least), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
  if (!(range.least <= range.most))
    throw new ApiError('badParameter', `${name}: ${given.slice(0, 120)}, expected least-most in this order`);
  return range;
}

function stateFrom(given: string): TripState {
  const state = tripStates.find((one) => one === given);
  if (!state) throw new ApiError('badParameter', `states: expected ${tripStates.join(', ')}`);
  return state;
}
