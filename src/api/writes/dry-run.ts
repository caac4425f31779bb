import { ownedVehicle } from '../../auth/fleets.ts';
import { scopesNeeded } from '../../monitors/needs.ts';
import { readMonitorParameter } from '../../monitors/parameter/read-monitor-parameter.ts';
import type { Sees } from '../../monitors/rule.ts';
import { listFleetVehicles } from '../../store/vehicles/fleets.ts';
import { seesOf } from '../present/sees.ts';
import { type Visibility, visibilityOf } from '../present/visibility.ts';
import { requireScopes } from '../shared/access/require-scope.ts';
import type { FleetAsk, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import type { WithBody } from '../shared/write.ts';
import { faultsError } from './faults.ts';

const dayMs = 86_400_000;
/** Of a fleet; more are not looked at in one go. */
export const dryRunVehiclesMax = 100;

type DryRunAsk = WithBody<VehicleAsk> | WithBody<FleetAsk>;
type Tried = { vehicleId: number; vin?: string; sees: Sees; groupsOf: Visibility['groupsOf'] };

/** What a monitor on this vehicle would have raised in the last days, had it been there. */
export async function tryMonitor(ask: WithBody<VehicleAsk>): Promise<object> {
  const { vehicleId, sight, visibility } = ask.vehicle;
  // As with the telemetry: nothing is open while the driver hides everything.
  if (!visibility.kinds.has('telemetry')) throw new ApiError('noData');
  const tried = [{ vehicleId, sees: seesOf(sight), groupsOf: visibility.groupsOf }];
  const told = await answer(ask, tried);
  if (ask.caller.access) ask.context.noteRead(ask.caller.access, vehicleId, 'events');
  return told;
}

/** The same for the vehicles of a fleet, or the first of them. */
export async function tryFleetMonitor(ask: WithBody<FleetAsk>): Promise<object> {
  const { fleetId } = ask.fleet;
  const page = { index: 0, limit: dryRunVehiclesMax, anchor: { at: 'index' } as const };
  const rows = await listFleetVehicles(ask.context.database, { fleetId, vinPrefix: '' }, page);
  const tried = rows.map((row) => {
    const { vehicleId, vin, sights } = ownedVehicle(row);
    const { groupsOf } = visibilityOf(sights.fleet, 'None');
    return { vehicleId, vin, sees: seesOf(sights.fleet), groupsOf };
  });
  return answer(ask, tried);
}

async function answer(ask: DryRunAsk, vehicles: readonly Tried[]): Promise<object> {
  const { context, face, body, caller } = ask;
  const read = readMonitorParameter(face.name, body);
  if ('faults' in read) throw faultsError(read.faults);
  if (caller.access) requireScopes(caller.access.scopes, { requires: scopesNeeded(read.parameter) });
  const until = context.clock.now();
  const from = until - daysFrom(ask) * dayMs;
  const run = await context.dryRuns.run(caller.clientId, {
    parameter: read.parameter,
    vehicles,
    from,
    until,
  });
  if (run === 'busy') throw new ApiError('busyDryRuns');
  const vinOf = new Map(vehicles.map(({ vehicleId, vin }) => [vehicleId, vin]));
  const events = run.events.map(({ at, refresh, values, vehicleId }) => {
    const vin = vinOf.get(vehicleId);
    return { ...(vin ? { vin } : {}), eventDate: new Date(at).toISOString(), values, refresh };
  });
  const { reports, isComplete } = run;
  return {
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    reports,
    isComplete,
    events,
  };
}

/** Days of history; as many as are kept at most. Throws `ApiError`. */
function daysFrom({ query, context }: DryRunAsk): number {
  const { days = 7 } = query as { days?: number };
  const max = Math.floor(context.retentionMs / dayMs);
  if (days > max) throw new ApiError('badParameter', `days: ${days}, expected 1 to ${max}`);
  return days;
}
