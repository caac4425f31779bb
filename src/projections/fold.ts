import type { Report } from '../model/report.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { alarmsProjection } from './alarms.ts';
import { alertsProjection } from './alerts.ts';
import { collisionsProjection } from './collisions.ts';
import type { EpisodeProjection, Moment } from './episode.ts';
import { type Known, learn } from './known.ts';
import { isHiding, isSameView, isUntold, joined, ofView, shownOf } from './shown.ts';
import { stolenProjection } from './stolen.ts';
import type { TripRules } from './trips/rules.ts';
import { createTripsProjection } from './trips/trips.ts';

/** Place of a report in the order of a vehicle's reports. The key is a bigint in JSON's clothes. */
export type Place = { at: number; key: string };

/** The report that was folded last, and the time of the newest checkpoint. */
export type Order = Place & { checkpointAt: number };

/** What the fold carries: its own, and the state of each projection by its name. Plain JSON. */
export type EpisodeStates = Carried & {
  /** The same of what the driver did not hide, for as long as that is something else. */
  shown?: ShownStates | undefined;
};

type Carried = { order?: Order; known?: Known } & Record<string, unknown>;

/** `isUntold`: since the hidden time the vehicle has not told if it is under way. */
export type ShownStates = Carried & { isUntold?: true };

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
  const compared = ['known', ...projections.map(({ name }) => name)];
  const names = ['order', 'shown', ...compared];
  const own = (states: EpisodeStates): EpisodeStates =>
    Object.fromEntries(names.map((name) => [name, states[name]]));
  const lasting: Fold['lasting'] = ({ shown, ...states }, vehicleId) => {
    const rows = (of: EpisodeStates) =>
      projections.flatMap(({ name, lasting: of1 }) =>
        of[name] === undefined ? [] : of1(of[name], vehicleId),
      );
    return shown ? [...ofView('whole', rows(states)), ...ofView('excerpt', rows(shown))] : rows(states);
  };
  const step = (states: EpisodeStates, report: Report): Step => {
    const whole = stepOne(projections, states, { report });
    if (!states.shown && !isHiding(whole.states.known ?? nothing)) return whole;
    return stepBoth({ projections, compared, lasting }, states, { report, whole });
  };
  return {
    names,
    own,
    step(states, report) {
      const stepped = step(states, report);
      const place = placeToKeep(states.order, report, stepped.changes.length > 0);
      if (!place) return stepped;
      const order = { ...(stepped.states.order as Order), checkpointAt: place.at || report.at };
      const checkpoint = { ...place, states: own(states) };
      return { ...stepped, states: { ...stepped.states, order }, checkpoint };
    },
    lasting,
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

type Both = { projections: readonly AnyProjection[]; compared: readonly string[]; lasting: Fold['lasting'] };

/** A step of both views, where they are not one, or are so no more or again with this report (`shown.ts`). */
function stepBoth(
  { projections, compared, lasting }: Both,
  states: EpisodeStates,
  { report, whole }: { report: Report; whole: Step },
): Step {
  const { order, shown: split } = states;
  const one = (): ShownStates => ({
    ...Object.fromEntries(compared.map((name) => [name, states[name]])),
    ...(order && { order }),
  });
  const shown = stepShown(projections, split ?? one(), report);
  const changes = [...ofView('whole', whole.changes), ...ofView('excerpt', shown.changes)];
  if (isSameView(compared, whole.states, shown.states)) {
    const { shown: gone, ...rest } = whole.states;
    return { states: rest, changes: [...changes, ...joined(lasting(rest, report.vehicleId))] };
  }
  const next = { ...whole.states, shown: shown.states };
  return { states: next, changes: split ? changes : [...lasting(next, report.vehicleId), ...changes] };
}

function stepShown(
  projections: readonly AnyProjection[],
  kept: ShownStates,
  report: Report,
): { states: ShownStates; changes: readonly EpisodeChange[] } {
  const { isUntold: was, ...states } = kept;
  const before = states.known ?? nothing;
  const shown = shownOf(report, before);
  // The same object: so it is seen that nothing new is shown.
  if (!shown) return { states: kept, changes: [] };
  const isAfterHidden = was === true || isHiding(before);
  const stepped = stepOne(projections, states, { report: shown, isAfterHidden });
  const isMarked = isUntold(shown, isAfterHidden);
  return { ...stepped, states: isMarked ? { ...stepped.states, isUntold: true } : stepped.states };
}

function stepOne(
  projections: readonly AnyProjection[],
  states: EpisodeStates,
  { report, isAfterHidden = false }: { report: Report; isAfterHidden?: boolean },
): Step {
  const before = states.known ?? nothing;
  const moment: Moment = { report, before, known: learn(before, report) };
  if (isAfterHidden) moment.isAfterHidden = true;
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
