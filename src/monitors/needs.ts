import type { MonitorParameter, Trigger } from '../model/monitor.ts';
import { type DatumName, data } from './data-table.ts';
import { telemetryPrefix } from './parameter/read-extensions.ts';

const telemetry = 'data:telemetry';
const position = 'data:position';

const ofExtension: Record<string, string> = {
  'vehicle.position': position,
  'vehicle.alerts': 'data:alert',
  'vehicle.trip': 'data:trip',
  'vehicle.collisions': 'data:collision',
  'vehicle.stolen': 'data:stolen',
  'vehicle.doorsState': `${telemetry}:vehicle:doorsState`,
  'vehicle.maintenance': `${telemetry}:vehicle:maintenance`,
  'vehicle.alarm': `${telemetry}:vehicle:alarm`,
};

/** Scopes that somebody needs who makes a monitor, each once: that of everything it watches and brings along. */
export function scopesNeeded({ triggerParam, extendedEventParam = [] }: MonitorParameter): string[] {
  const scopes = [...triggerParam.triggers.map(scopeOfTrigger), ...extendedEventParam.map(scopeOfExtension)];
  return [...new Set(scopes)];
}

/** Times are about movement. */
function scopeOfTrigger({ zone, data: datum }: Trigger): string {
  if (zone) return position;
  return datum ? data[datum.data as DatumName].scope : `${telemetry}:vehicle:kinetic`;
}

/** `vehicle.telemetry.vehicle.alarm.status` is of `data:telemetry:vehicle:alarm`; without a part it is all of it. */
function scopeOfExtension(name: string): string {
  if (!name.startsWith(telemetryPrefix)) return ofExtension[name] ?? telemetry;
  const [first, second] = name.slice(telemetryPrefix.length).split('.');
  return [telemetry, first, second].filter((part) => part !== undefined).join(':');
}
