import { LRUCache } from 'lru-cache';
import { commonScopes, scopesInEffect } from '../auth/scopes.ts';
import { type Sight, sightsOfFleet } from '../auth/sight.ts';
import { groupBy } from '../lib/group.ts';
import type { MonitorParameter } from '../model/monitor.ts';
import type { Sees } from '../monitors/rule.ts';
import type { Source } from '../store/history/states.ts';
import {
  type FleetRule,
  type Membership,
  type MonitorForm,
  type MonitorRow,
  readFleetRules,
  readMemberships,
  readMonitorRows,
  readUserRules,
  readVehicleRows,
  type UserRule,
  type VehicleRow,
} from '../store/monitors/rules.ts';
import { createSharedRules, type SharedRules } from './shared-rules.ts';
import { noRules, type OwnedRule, type VehicleRules, vehicleRulesOf, type WatchedRule } from './watch.ts';

type Deps = {
  source: Source;
  /** Forms of monitors that are kept ready. */
  formsMax: number;
  /** What somebody with this sight sees, and a name that all have who see the same. */
  seesOf(sight: Sight): { sees: Sees; key: string };
};

/** So many characters of a user's own parameter weigh as much as a rule. */
const charactersPerWeight = 250;

/**
 * Reads the rules of vehicles. What a monitor was compiled to is kept, and shared by all vehicles that it sees
 * alike: of a fleet, a vehicle has little more than references.
 */
export function createReadRules({ source, formsMax, seesOf }: Deps) {
  const rows = new LRUCache<number, MonitorRow>({ max: formsMax });
  const compiled = new LRUCache<string, WatchedRule>({ max: formsMax });
  const shared = createSharedRules({ max: formsMax, seesOf });

  /** Those in the forms that are asked for: one that has changed meanwhile is left out, its notice is on the way. */
  async function monitorsOf(forms: readonly MonitorForm[]): Promise<Map<number, MonitorRow>> {
    const isKnown = ({ monitorId, revision }: MonitorForm) => rows.get(monitorId)?.revision === revision;
    const unknown = [...new Set(forms.filter((form) => !isKnown(form)).map(({ monitorId }) => monitorId))];
    if (unknown.length > 0)
      for (const row of await readMonitorRows(source, unknown)) rows.set(row.monitorId, row);
    const found = forms.flatMap(({ monitorId, revision }) => {
      const row = rows.get(monitorId);
      return row?.revision === revision ? [[monitorId, row] as const] : [];
    });
    return new Map(found);
  }

  function ruleOf(row: MonitorRow, sight: Sight): WatchedRule {
    const name = `${row.monitorId} ${row.revision} ${seesOf(sight).key}`;
    let rule = compiled.get(name);
    if (!rule) {
      const { parameter: text, ...monitor } = row;
      const parameter = JSON.parse(text) as MonitorParameter;
      rule = { monitor, parameter, rule: shared.ruleOf(parameter, sight), sight };
      compiled.set(name, rule);
    }
    return rule;
  }

  return async (vehicleIds: readonly number[]): Promise<Map<number, VehicleRules>> => {
    const [memberships, own] = await Promise.all([
      readMemberships(source, vehicleIds),
      readUserRules(source, vehicleIds),
    ]);
    const fleets = [...new Set(memberships.map(({ fleetNumber }) => fleetNumber))];
    const ofFleets = fleets.length > 0 ? await readFleetRules(source, fleets) : [];
    const rowOf = await monitorsOf([...own, ...ofFleets]);
    const grouped = {
      own: groupBy(own, ({ vehicleId }) => vehicleId),
      memberships: groupBy(memberships, ({ vehicleId }) => vehicleId),
      ofFleets: groupBy(ofFleets, ({ fleetNumber }) => fleetNumber),
    };
    const found = new Map<number, VehicleRules>();
    for (const vehicle of await watchedAmong(vehicleIds, grouped))
      found.set(vehicle.vehicleId, rulesOf(vehicle, { ...grouped, rowOf, ruleOf, sightOf: shared.sightOf }));
    for (const [vehicleId, members] of grouped.memberships)
      if (!found.has(vehicleId)) found.set(vehicleId, unwatched(members));
    return found;
  };

  /** Only of these anything more has to be known. */
  async function watchedAmong(vehicleIds: readonly number[], given: Grouped): Promise<VehicleRow[]> {
    const watched = vehicleIds.filter((vehicleId) => {
      const members = given.memberships.get(vehicleId) ?? [];
      return given.own.has(vehicleId) || members.some(({ fleetNumber }) => given.ofFleets.has(fleetNumber));
    });
    return watched.length > 0 ? readVehicleRows(source, watched) : [];
  }
}

type Grouped = {
  own: Map<number, UserRule[]>;
  memberships: Map<number, Membership[]>;
  ofFleets: Map<number, FleetRule[]>;
};

type Ready = Grouped & {
  rowOf: Map<number, MonitorRow>;
  ruleOf(row: MonitorRow, sight: Sight): WatchedRule;
  sightOf: SharedRules['sightOf'];
};

/** Nobody watches it yet; but its fleets may begin to. */
function unwatched(members: readonly Membership[]): VehicleRules {
  const fleets = new Set(members.map(({ fleetNumber }) => fleetNumber));
  return { ...noRules, fleets };
}

function rulesOf({ vehicleId, vin, services }: VehicleRow, ready: Ready): VehicleRules {
  const { own, memberships, ofFleets, rowOf, ruleOf, sightOf } = ready;
  const members = memberships.get(vehicleId) ?? [];
  let weight = 1;
  const rules: OwnedRule[] = [];
  for (const { monitorId, vid, registered, isFirstParty } of own.get(vehicleId) ?? []) {
    const row = rowOf.get(monitorId);
    if (!row) continue;
    const scopes = commonScopes(scopesInEffect(row.scopes, isFirstParty), registered);
    rules.push({ vid, watched: ruleOf(row, sightOf(scopes, services)) });
    weight += row.parameter.length / charactersPerWeight;
  }
  const sight = sightsOfFleet(services).fleet;
  for (const { fleetNumber, vid } of members) {
    for (const { monitorId } of ofFleets.get(fleetNumber) ?? []) {
      const row = rowOf.get(monitorId);
      if (row) rules.push({ vid, watched: ruleOf(row, sight) });
    }
  }
  const { fleets } = unwatched(members);
  return vehicleRulesOf({ vin, fleets, rules, weight: Math.ceil(weight + rules.length) });
}
