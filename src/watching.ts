import { presentExtensions } from './api/present/events/event-extensions.ts';
import { eventPlace } from './api/present/events/event-place.ts';
import { seesOf } from './api/present/sees.ts';
import { visibilityOf } from './api/present/visibility.ts';
import { seenVehicle } from './api/shared/access/see-vehicle.ts';
import type { Sight } from './auth/sight.ts';
import type { StateCache } from './ingest/state-cache.ts';
import type { Clock } from './lib/clock.ts';
import type { EventExtension } from './model/notification.ts';
import type { VehicleState } from './model/vehicle-state.ts';
import type { Fold } from './projections/fold.ts';
import type { Database } from './store/database.ts';
import { sourceOf } from './store/history/states.ts';
import { readRuleStates } from './store/monitors/rule-states.ts';
import { newNotificationId } from './store/notifications/notifications.ts';
import { createDryRuns } from './watch/dry-runs.ts';
import { type LoadRules, type ReadStandings, watchVehicles } from './watch/load-rules.ts';
import { createReadRules } from './watch/read-rules.ts';
import { createRuleBook } from './watch/rule-book.ts';
import { type RaiseDeps, saveRaised } from './watch/save-raised.ts';
import type { StandingsByMonitor } from './watch/standings.ts';
import { type EndedTrip, type Extend, tellWith } from './watch/tell.ts';
import type { Raised } from './watch/watch.ts';

type Deps = { database: Database; cache: StateCache; fold: Fold; clock: Clock; rulesMax: number };

/** With a few monitors, as most have (`rule-book.ts`). */
const weightOfVehicle = 10;

/** What the lanes need to evaluate monitors, and what looks at them when a time has come. */
export function prepareWatching({ database, cache, fold, clock, rulesMax }: Deps) {
  const source = sourceOf(database);
  const read = createReadRules({ source, formsMax: rulesMax, seesOf: eyesOf });
  const book = createRuleBook({ max: rulesMax * weightOfVehicle, onForgotten: cache.forgetRules, read });
  const readStandings: ReadStandings = async (vehicleIds) =>
    standingsByVehicle(await readRuleStates(source, vehicleIds));
  const rules: LoadRules = { book, readStandings, known: (vehicleId) => cache.get(vehicleId)?.ruleStates };
  const raise: RaiseDeps = { tell: tellWith(extend), newId: newNotificationId, clock };
  const watch = (vehicles: Parameters<typeof watchVehicles>[1]) => watchVehicles(rules, vehicles);
  const due = { book, watch, save: saveRaised(raise).run };
  return {
    rules,
    raise,
    due,
    forget: book.forget,
    dryRuns: createDryRuns({ querying: database.pool, fold }),
  };
}

function standingsByVehicle(
  rows: Awaited<ReturnType<typeof readRuleStates>>,
): Map<number, StandingsByMonitor> {
  const standings = new Map<number, StandingsByMonitor>();
  for (const { vehicleId, monitorId, ...standing } of rows) {
    const own = standings.get(vehicleId);
    if (own) own.set(monitorId, standing);
    else standings.set(vehicleId, new Map([[monitorId, standing]]));
  }
  return standings;
}

function eyesOf(sight: Sight) {
  return { sees: seesOf(sight), key: visibilityOf(sight, 'None').key };
}

/** What monitors that see alike tell of one state is made once: many may raise with the same report. */
const told = new WeakMap<VehicleState, Map<string, EventExtension[]>>();

/** The vehicle as the one who is told may see it at the time of the event. */
const extend: Extend = (raised, trip) => {
  const { parameter, sight, monitor } = raised.watched;
  const { extendedEventParam: types = [] } = parameter;
  if (types.length === 0) return [];
  const name = `${monitor.face} ${eyesOf(sight).key} ${raised.vid} ${trip?.id ?? ''} ${types.join()}`;
  const ofState = told.get(raised.state) ?? new Map<string, EventExtension[]>();
  const extensions = ofState.get(name) ?? presentRaised(raised, types, trip);
  told.set(raised.state, ofState.set(name, extensions));
  return extensions;
};

function presentRaised(raised: Raised, types: readonly string[], trip: EndedTrip | undefined) {
  const { vehicleId, vid: publicId, vin, state } = raised;
  const { sight, monitor } = raised.watched;
  const { face } = monitor;
  const owned = { vehicleId, publicId, vin, sights: { endUser: sight, fleet: sight } };
  const profile = face === 'b2c' ? 'endUser' : 'fleet';
  const vehicle = seenVehicle({ owned, at: eventPlace(face, vin), profile }, state);
  return presentExtensions({ face, types, vehicle, trip });
}
