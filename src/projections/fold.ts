import type { Report } from '../model/report.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { alarmsProjection } from './alarms.ts';
import { alertsProjection } from './alerts.ts';
import { collisionsProjection } from './collisions.ts';
import type { EpisodeProjection, Moment } from './episode.ts';
import { type Known, learn } from './known.ts';
import { stolenProjection } from './stolen.ts';
import type { TripRules } from './trips/rules.ts';
import { createTripsProjection } from './trips/trips.ts';

/** Place of a report in the order of a vehicle's reports. The key is a bigint in JSON's clothes. */
export type Place = { at: number; key: string };

/** The report that was folded last, and the time of the newest checkpoint. */
export type Order = Place & { checkpointAt: number };

/** What the fold carries: its own two, and the state of each projection by its name. Plain JSON. */
export type EpisodeStates = { order?: Order; known?: Known } & Record<string, unknown>;

type AnyProjection = EpisodeProjection<unknown>;

/** What was known after a place: a fold can be taken up from here. */
export type Checkpoint = Place & { states: EpisodeStates };

export type Step = { states: EpisodeStates; changes: readonly EpisodeChange[]; checkpoint?: Checkpoint };

export type Fold = {
  /** Under which its states are kept. */
  names: readonly string[];
  /**
   * The states after a report, which must come after the last in order, and the rows it changes. What else
   * is among the states stays there. Now and then the place before the report is worth a checkpoint.
   */
  step(states: EpisodeStates, report: Report): Step;
  /** Rows of what still lasts. */
  lasting(states: EpisodeStates, vehicleId: number): EpisodeChange[];
  /** Only what belongs to the fold. */
  own(states: EpisodeStates): EpisodeStates;
};

/** The episode projections together. */
export function createFold(rules: TripRules): Fold {
  const projections = [
    createTripsProjection(rules),
    alertsProjection,
    alarmsProjection,
    collisionsProjection,
    stolenProjection,
  ] as unknown as readonly AnyProjection[];
  const names = ['order', 'known', ...projections.map(({ name }) => name)];
  const own = (states: EpisodeStates): EpisodeStates =>
    Object.fromEntries(names.map((name) => [name, states[name]]));
  return {
    names,
    own,
    step(states, report) {
      const stepped = step(projections, states, report);
      const place = placeToKeep(states.order, report, stepped.changes.length > 0);
      if (!place) return stepped;
      const order = { ...(stepped.states.order as Order), checkpointAt: place.at || report.at };
      const checkpoint = { ...place, states: own(states) };
      return { ...stepped, states: { ...stepped.states, order }, checkpoint };
    },
    lasting: (states, vehicleId) =>
      projections.flatMap(({ name, lasting }) =>
        states[name] === undefined ? [] : lasting(states[name], vehicleId),
      ),
  };
}

/** Where the history of every vehicle begins. */
export const beginning: Checkpoint = { at: 0, key: '0', states: {} };

const hourMs = 3_600_000;

/** The place before a report if a checkpoint is due: at the very beginning, and then some times a day. */
function placeToKeep(order: Order | undefined, report: Report, isEventful: boolean): Place | undefined {
  if (!order) return { at: beginning.at, key: beginning.key };
  const age = report.at - order.checkpointAt;
  return age > (isEventful ? 3 : 12) * hourMs ? { at: order.at, key: order.key } : undefined;
}

const nothing: Known = {};

function step(projections: readonly AnyProjection[], states: EpisodeStates, report: Report): Step {
  const before = states.known ?? nothing;
  const moment: Moment = { report, before, known: learn(before, report) };
  if (states.order) moment.previousAt = states.order.at;
  const { at, key } = report;
  const order = { at, key: String(key), checkpointAt: states.order?.checkpointAt ?? at };
  const next = { ...states };
  next.order = order;
  next.known = moment.known;
  let changes: readonly EpisodeChange[] = [];
  for (const { name, reads, step: stepOne } of projections) {
    if (reads && !hasAny(report, reads)) continue;
    const [stepped, changed] = stepOne(states[name], moment);
    if (stepped !== states[name]) next[name] = stepped;
    if (changed.length > 0) changes = [...changes, ...changed];
  }
  return { states: next, changes };
}

function hasAny({ groups }: Report, names: readonly (keyof Report['groups'])[]): boolean {
  for (const name of names) if (groups[name] !== undefined) return true;
  return false;
}
