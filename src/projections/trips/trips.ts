import type { Trip } from '../../model/episodes.ts';
import type { EpisodeChange } from '../../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from '../episode.ts';
import type { Known } from '../known.ts';
import { advance } from './advance.ts';
import { begin, tellsOn } from './begin.ts';
import { currentBody, doneBody, openBody } from './body.ts';
import { type End, endBefore, silentEnd } from './end.ts';
import { type Motion, motionOf } from './motion.ts';
import { leastKm, leastMs, type TripRules, unseenKm } from './rules.ts';
import type { OpenTrip, TripsState } from './trip.ts';
import { sinceToldKm, tellsMileage } from './way.ts';

/** Trips: from ignition, powertrain or movement to their end, or to quiet or silence (docs/trips.md). */
export function createTripsProjection(rules: TripRules): EpisodeProjection<TripsState> {
  return {
    name: 'trips',
    table: 'trips',
    step: (state, moment) => step(state ?? {}, moment, rules),
    lasting: ({ open }, vehicleId) => (open ? [openChange(vehicleId, open)] : noEpisodes),
  };
}

function step(
  state: TripsState,
  moment: Moment,
  rules: TripRules,
): readonly [TripsState, readonly EpisodeChange[]] {
  const { vehicleId } = moment.report;
  const motion = motionOf(state, moment, rules.gapMs);
  const past = state.open && endBefore(state.open, moment, rules);
  const continued = past ? undefined : state.open;
  const { gapMs } = rules;
  const open = continued
    ? advance(continued, moment, { motion, gapMs })
    : begin(moment, { motion, gapMs, isBehind: leftBehind(state, state.open) });
  const isOff = open !== undefined && tellsOn(moment) === false;
  const ended = past && state.open;
  const closed = isOff ? open : ended;
  const left = leftBehind(state, closed) && !tellsMileage(moment);
  const changes: EpisodeChange[] = [];
  if (ended) changes.push(doneChange(vehicleId, ended, past));
  if (isOff) changes.push(doneChange(vehicleId, open, endNow(open, moment)));
  else if (open && isNews(open, continued)) changes.push(openChange(vehicleId, open));
  return [nextState(state, motion, { open: isOff ? undefined : open, left }), changes];
}

/** Whether the odometer was told last before the end of a trip, perhaps of one that ends now, which went on without it. */
function leftBehind({ isBehind }: TripsState, closed: OpenTrip | undefined): boolean {
  return isBehind === true || (closed !== undefined && sinceToldKm(closed) > unseenKm);
}

const endNow = ({ faults }: OpenTrip, { report, known }: Moment): End => ({ at: report.at, known, faults });

/** Whether the row of the open trip has to be written. */
function isNews(open: OpenTrip, before: OpenTrip | undefined): boolean {
  if (!before) return true;
  return open.start !== before.start || open.faults !== before.faults || open.isSwept !== before.isSwept;
}

function nextState(
  state: TripsState,
  { place, doubted }: Motion,
  { open, left }: { open: OpenTrip | undefined; left: boolean },
): TripsState {
  const isSamePlace = state.place === place && state.doubted === doubted;
  if (isSamePlace && state.open === open && (state.isBehind ?? false) === left) return state;
  const next: TripsState = {};
  if (place) next.place = place;
  if (doubted) next.doubted = doubted;
  if (open) next.open = open;
  if (left) next.isBehind = true;
  return next;
}

const idOf = (vehicleId: number, { startedAt }: OpenTrip) => episodeId(vehicleId, 'trip', startedAt);

function openChange(vehicleId: number, open: OpenTrip): EpisodeChange {
  const row = { startedAt: open.startedAt, body: openBody(open) };
  return { table: 'trips', vehicleId, id: idOf(vehicleId, open), row };
}

/** The row of a trip that ended; what was too short for one is taken back. */
function doneChange(vehicleId: number, open: OpenTrip, end: End): EpisodeChange {
  const key = { table: 'trips' as const, vehicleId, id: idOf(vehicleId, open) };
  const body = doneBody(open, end);
  if (end.at - open.startedAt < leastMs && body.distance < leastKm) return key;
  return { ...key, row: { startedAt: open.startedAt, endedAt: end.at, body } };
}

/** When a vehicle was heard last, and what was known of it then. */
type Heard = { at: number; known: Known };

/** Closes the row of a trip of which nothing was heard for too long. The trip itself goes on until the reports end it. */
export function sweepTrip(
  vehicleId: number,
  state: TripsState,
  { at, known }: Heard,
): readonly [TripsState, readonly EpisodeChange[]] {
  const { open } = state;
  if (!open || open.isSwept) return [state, noEpisodes];
  const swept: OpenTrip = { ...open, isSwept: true };
  return [{ ...state, open: swept }, [doneChange(vehicleId, open, silentEnd(open, at, known))]];
}

/** The trip under way with its figures until now; none where it is taken for ended. */
export function currentTripOf(
  vehicleId: number,
  { open }: TripsState,
  heard: Heard,
): { id: string; body: Trip } | undefined {
  if (!open || open.isSwept) return undefined;
  return { id: idOf(vehicleId, open), body: currentBody(open, heard) };
}
