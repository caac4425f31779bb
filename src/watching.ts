import { LRUCache } from 'lru-cache';
import { presentExtensions } from './api/present/event-extensions.ts';
import { eventPlace } from './api/present/event-place.ts';
import { seesOf } from './api/present/sees.ts';
import { visibilityOf } from './api/present/visibility.ts';
import { seenVehicle } from './api/shared/see-vehicle.ts';
import { commonScopes, scopesInEffect } from './auth/scopes.ts';
import { type Sight, sightOfUser, sightsOfFleet } from './auth/sight.ts';
import type { StateCache } from './ingest/state-cache.ts';
import type { Clock } from './lib/clock.ts';
import { newPublicId } from './lib/secrets.ts';
import type { MonitorParameter } from './model/monitor.ts';
import { compileRule, type Rule } from './monitors/compile.ts';
import type { Fold } from './projections/fold.ts';
import type { Database } from './store/database.ts';
import { readRuleStates } from './store/rule-states.ts';
import { type RuleRow, readRules } from './store/rules.ts';
import { sourceOf } from './store/states.ts';
import { createDryRuns } from './watch/dry-runs.ts';
import { type LoadRules, type ReadStandings, watchVehicles } from './watch/load-rules.ts';
import { createRuleBook } from './watch/rule-book.ts';
import { type RaiseDeps, saveRaised } from './watch/save-raised.ts';
import { type Extend, tellWith } from './watch/tell.ts';
import type { RuleStates, WatchedRule } from './watch/watch.ts';

type Deps = { database: Database; cache: StateCache; fold: Fold; clock: Clock; rulesMax: number };

/** Of which vehicles the monitors have changed; of any, where that is not said. */
type Change = { vehicleIds?: readonly number[] };

/** What the lanes need to evaluate monitors, and what looks at them when a time has come. */
export function prepareWatching({ database, cache, fold, clock, rulesMax }: Deps) {
  const source = sourceOf(database);
  const book = createRuleBook({
    max: rulesMax,
    onForgotten: cache.forgetRules,
    read: (vehicleIds) => readRules(source, vehicleIds),
    compile: createCompile(rulesMax),
  });
  const readStandings: ReadStandings = async (vehicleIds) =>
    standingsByVehicle(await readRuleStates(source, vehicleIds));
  const rules: LoadRules = { book, readStandings, known: (vehicleId) => cache.get(vehicleId)?.ruleStates };
  const raise: RaiseDeps = { tell: tellWith(extend), newId: () => `msg_${newPublicId()}`, clock };
  const watch = (vehicles: Parameters<typeof watchVehicles>[1]) => watchVehicles(rules, vehicles);
  const forget = ({ vehicleIds }: Change) => {
    if (!vehicleIds) book.forget();
    else for (const vehicleId of vehicleIds) book.forget(vehicleId);
  };
  const due = { book, watch, save: saveRaised(raise).run };
  return { rules, raise, due, forget, dryRuns: createDryRuns({ database, fold }) };
}

function standingsByVehicle(rows: Awaited<ReturnType<typeof readRuleStates>>): Map<number, RuleStates> {
  const standings = new Map<number, RuleStates>();
  for (const { vehicleId, monitorId, ...standing } of rows) {
    const own = standings.get(vehicleId);
    if (own) own.set(monitorId, standing);
    else standings.set(vehicleId, new Map([[monitorId, standing]]));
  }
  return standings;
}

/** Vehicles that a monitor sees alike share what it was compiled to. */
function createCompile(max: number): (row: RuleRow) => WatchedRule {
  const known = new LRUCache<string, { parameter: MonitorParameter; rule: Rule }>({ max });
  return (row) => {
    const sight = sightOf(row);
    const key = `${row.monitorId} ${row.revision} ${visibilityOf(sight, 'None').key}`;
    let compiled = known.get(key);
    if (!compiled) {
      const parameter = JSON.parse(row.parameter) as MonitorParameter;
      compiled = { parameter, rule: compileRule(parameter, seesOf(sight)) };
      known.set(key, compiled);
    }
    return { row, sight, ...compiled };
  };
}

/** A user's monitor sees what its token opened; a fleet's what the services of the fleet upload. */
function sightOf({ face, scopes, registered, isFirstParty, services }: RuleRow): Sight {
  if (face === 'b2b') return sightsOfFleet(services).fleet;
  return sightOfUser(commonScopes(scopesInEffect(scopes, isFirstParty), registered), services);
}

/** The vehicle as the one who is told may see it at the time of the event. */
const extend: Extend = ({ watched, vehicleId, state }, trip) => {
  const { parameter, sight, row } = watched;
  const { extendedEventParam: types = [] } = parameter;
  if (types.length === 0) return [];
  const { face, vid: publicId, vin } = row;
  const owned = { vehicleId, publicId, vin, sights: { endUser: sight, fleet: sight } };
  const profile = face === 'b2c' ? 'endUser' : 'fleet';
  const vehicle = seenVehicle({ owned, at: eventPlace(face, vin), profile }, state);
  return presentExtensions({ face, types, vehicle, trip });
};
