import type { GroupName, Groups } from '../../../model/groups.ts';
import { alarmPosition } from '../../../projections/current-alarm.ts';
import { presentTelemetry } from '../telemetry/telemetry-row.ts';
import { presentSeenPosition } from './position.ts';
import type { ShownVehicle } from './whole-status.ts';

type Telemetry = {
  vehicle?: { ignition?: object; wipingBlades?: object; alarm?: { trigger?: object } };
};

/**
 * The newest of each group that is wanted and may be seen, in the form of one Telemetry; its time is that of the
 * newest among them. Parts that have a time of their own there have their own here. Undefined for none.
 */
export function latestTelemetry(vehicle: ShownVehicle, asked: ReadonlySet<GroupName>): object | undefined {
  const { status, visibility, at: place } = vehicle;
  const wanted = new Set([...asked].filter((name) => status[name] && visibility.groups.has(name)));
  if (wanted.size === 0) return undefined;
  const known = [...wanted].flatMap((name) => (status[name] ? [{ name, ...status[name] }] : []));
  const groups = Object.fromEntries(known.map(({ name, value }) => [name, value])) as Groups;
  const at = Math.max(...known.map((one) => one.at));
  const telemetry: Telemetry = presentTelemetry({ at, groups }, { wanted, seesPosition: false, place });
  return { ...telemetry, ...(telemetry.vehicle ? { vehicle: withOwn(telemetry.vehicle, vehicle) } : {}) };
}

function withOwn(told: NonNullable<Telemetry['vehicle']>, { state, status, visibility, at }: ShownVehicle) {
  const { ignition, wipingBlades, alarm } = told;
  const position = state && presentSeenPosition(alarmPosition(state, status), visibility, at);
  return {
    ...told,
    ...(ignition ? { ignition: dated(ignition, status.ignition?.at) } : {}),
    ...(wipingBlades ? { wipingBlades: dated(wipingBlades, status.wipingBlades?.at) } : {}),
    ...(alarm?.trigger && position ? { alarm: { ...alarm, trigger: { ...alarm.trigger, position } } } : {}),
  };
}

/** With the time of its group, where the face has one there. */
function dated(part: object, at: number | undefined): object {
  if (at === undefined || !('createdAt' in part)) return part;
  return { ...part, createdAt: new Date(at).toISOString() };
}
