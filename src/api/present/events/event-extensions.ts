import type { Trip } from '../../../model/episodes.ts';
import type { GroupName } from '../../../model/groups.ts';
import type { Face as FaceName } from '../../../model/monitor.ts';
import type { EventExtension } from '../../../model/notification.ts';
import { currentAlerts } from '../../../projections/current-alerts.ts';
import { currentTrip } from '../../../projections/current-trip.ts';
import { latestCollision } from '../../../projections/latest-collision.ts';
import type { SeenVehicle } from '../../shared/ask.ts';
import { latestTelemetry } from '../status/latest-telemetry.ts';
import { presentPosition, presentSeenPosition } from '../status/position.ts';
import { type ShownVehicle, statusOf, stolenOf } from '../status/whole-status.ts';
import { selectedGroups } from '../telemetry/telemetry.ts';
import { presentAlert } from './alert.ts';
import { presentCollision } from './collision.ts';
import { eventPlace, withoutLinks } from './event-place.ts';
import { presentMaintenance } from './maintenance.ts';
import { presentTrip } from './trip.ts';

/** A vehicle at the time of an event, with what the one who is told may see of it. */
export type EventVehicle = Pick<SeenVehicle, 'vehicleId' | 'vin' | 'state' | 'status' | 'visibility'>;

type Episode<Body> = { id: string; body: Body };

type Telling = {
  face: FaceName;
  /** `extendedEventParam` of the monitor, in the contract's words. */
  types: readonly string[];
  vehicle: EventVehicle;
  /** That the event is about; where there is none, it is the one under way. */
  trip?: Episode<Trip> | undefined;
};

/** A vehicle as its extensions are made of it. */
type Extended = ShownVehicle & { trip?: Episode<Trip> | undefined; types: readonly string[] };

/** The key of each extension's body, and what is in it; undefined where nothing may be told. */
const bodies: Record<string, { key: string; of(vehicle: Extended): object | undefined }> = {
  'vehicle.doorsState': { key: 'doorState', of: doorState },
  'vehicle.status': { key: 'status', of: statusOf },
  'vehicle.maintenance': { key: 'maintenance', of: maintenance },
  'vehicle.position': { key: 'position', of: position },
  'vehicle.telemetry': { key: 'telemetry', of: telemetry },
  'vehicle.alerts': { key: 'alerts', of: alerts },
  'vehicle.alarm': { key: 'alarm', of: alarm },
  'vehicle.collisions': { key: 'collisions', of: collisions },
  'vehicle.trip': { key: 'trip', of: trip },
  'vehicle.stolen': { key: 'stolen', of: stolenOf },
};

/** What follows this name selects parts of the telemetry. */
const telemetryPrefix = 'vehicle.telemetry.';

/**
 * What is told beside the values of an event, out of the vehicle's state alone: the models of the API without
 * their links, each under its key; in an array for the end user's face, an object for the fleet owner's. What is
 * hidden or unknown is left out, and so is an extension with nothing in it.
 */
export function presentExtensions({ face, types, vehicle, trip }: Telling): EventExtension[] {
  const extended: Extended = { ...vehicle, at: eventPlace(face, vehicle.vin), trip, types };
  const names = types.map((type) => (type.startsWith(telemetryPrefix) ? 'vehicle.telemetry' : type));
  return [...new Set(names)].flatMap((type) => {
    const { key, of } = (Object.hasOwn(bodies, type) && bodies[type]) || {};
    const told = of?.(extended);
    if (!key || !told) return [];
    const body = { [key]: withoutLinks(told) };
    return [{ type, body: face === 'b2c' ? [body] : body }];
  });
}

/** A group of the newest state, where it may be seen. */
function groupOf<Name extends GroupName>(
  { status, visibility }: Extended,
  name: Name,
): ShownVehicle['status'][Name] {
  return visibility.groups.has(name) ? status[name] : undefined;
}

function doorState(vehicle: Extended): object | undefined {
  const known = groupOf(vehicle, 'doorsState');
  return known && { createdAt: new Date(known.at).toISOString(), ...known.value };
}

function maintenance(vehicle: Extended): object | undefined {
  const known = groupOf(vehicle, 'maintenance');
  return known && presentMaintenance(known, vehicle.at);
}

function position(vehicle: Extended): object | undefined {
  const known = groupOf(vehicle, 'position');
  return known && presentPosition(known.value, known.at, vehicle.at);
}

function telemetry(vehicle: Extended): object | undefined {
  const { types } = vehicle;
  const selectors = types.filter((type) => type.startsWith(telemetryPrefix));
  const type = selectors.map((selector) => selector.slice(telemetryPrefix.length));
  return latestTelemetry(vehicle, selectedGroups(types.includes('vehicle.telemetry') ? {} : { type }));
}

function alarm(vehicle: Extended): object | undefined {
  return (statusOf(vehicle) as { alarm?: object } | undefined)?.alarm;
}

function alerts(vehicle: Extended): object[] | undefined {
  const { vehicleId, state, visibility, at } = vehicle;
  const lit = state ? currentAlerts(vehicleId, state) : [];
  if (lit.length === 0 || !visibility.kinds.has('alerts')) return undefined;
  return lit.map((alert) => presentAlert(alert, visibility, at));
}

/** The latest one; where it was is Roadwire's own: neither contract has a place for it. */
function collisions(vehicle: Extended): object | undefined {
  const { vehicleId, state, visibility, at } = vehicle;
  const latest = state && latestCollision(vehicleId, state);
  if (!latest || !visibility.kinds.has('collisions')) return undefined;
  const where = presentSeenPosition(latest.body.position, visibility, at);
  return { ...presentCollision(latest, at), ...(where ? { position: where } : {}) };
}

function trip(vehicle: Extended): object | undefined {
  const { vehicleId, state, visibility, at } = vehicle;
  const told = vehicle.trip ?? (state && currentTrip(vehicleId, state));
  return told && visibility.kinds.has('trips') ? presentTrip(told, visibility, at) : undefined;
}
