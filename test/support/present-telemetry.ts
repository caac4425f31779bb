import { presentEnergies } from '../../src/api/present/energies.ts';
import { type Place, vinAt } from '../../src/api/present/face.ts';
import { link } from '../../src/api/present/links.ts';
import { presentLocation } from '../../src/api/present/position.ts';
import {
  presentAdas,
  presentLighting,
  presentTrigger,
  type Telling,
} from '../../src/api/present/telemetry.ts';
import type { GroupName, Groups } from '../../src/model/groups.ts';

const energyGroups = [
  'energies.Fuel',
  'energies.Electric',
  'energies.Electric.load',
  'energies.Electric.health',
] as const;
const engineGroups = ['engines.Thermic', 'engines.Electric'] as const;

type TelemetryRow = { at: number; groups: Groups };

/** A row of the history as a Telemetry, the plain way: what the text that is sent is held against. */
export function presentTelemetry(row: TelemetryRow, telling: Telling): Record<string, unknown> {
  const { wanted, tripId, place } = telling;
  const createdAt = new Date(row.at).toISOString();
  const found = Object.fromEntries(
    Object.entries(row.groups).filter(([name]) => wanted.has(name as GroupName)),
  ) as Groups;
  const position = telling.seesPosition ? row.groups.position : undefined;
  const given = found['alarm.trigger'];
  const trigger = given && presentTrigger(given, { at: row.at, position, place });
  const vehicle = presentVehicle({ ...found, 'alarm.trigger': trigger }, createdAt, place);
  const environment = nested({ air: found['environment.air'], luminosity: found['environment.luminosity'] });
  const extension = nested({
    location: found.position && presentLocation(found.position, place),
    maintenance: found.maintenance && { ...vinAt(place), createdAt, ...found.maintenance },
  });
  return {
    _links: {
      self: link(place.links.of('telemetry')),
      vehicle: link(place.links.vehicle),
      ...(tripId === undefined ? {} : { trip: link(place.links.of(`trips/${tripId}`)) }),
    },
    createdAt,
    ...(found.privacy ? { privacy: found.privacy } : {}),
    ...(environment ? { environment } : {}),
    ...(vehicle ? { vehicle } : {}),
    ...(extension ? { _embedded: { extension } } : {}),
  };
}

function presentVehicle(groups: Groups, createdAt: string, { face }: Place): object | undefined {
  const { ignition, adas, powertrain, transmission, lightingSystem, doorsState, battery, safety } = groups;
  const { wipingBlades, odometer, kinetic, drivingBehavior } = groups;
  const isB2b = face.name === 'b2b';
  return nested({
    engines: engines(groups),
    energies: energies(groups, face.hasLegacy),
    transmission,
    powertrain,
    adas: adas && presentAdas(adas, face),
    lightingSystem,
    lighting: isB2b && lightingSystem ? presentLighting(lightingSystem) : undefined,
    ignition: ignition && { createdAt, ...ignition },
    doorsState,
    battery,
    safety,
    // Only the fleet owner's contract has a date here.
    wipingBlades: wipingBlades && { ...(isB2b ? { createdAt } : {}), ...wipingBlades },
    odometer,
    kinetic,
    drivingBehavior,
    alarm: nested({ status: groups['alarm.status'], trigger: groups['alarm.trigger'] }),
  });
}

function engines(groups: Groups): object[] | undefined {
  const found = engineGroups.map((name) => groups[name]).filter((engine) => engine !== undefined);
  return found.length > 0 ? found : undefined;
}

function energies(groups: Groups, hasLegacy: boolean): object[] | undefined {
  const [fuel, electric, load, health] = energyGroups.map((name) => groups[name] && { value: groups[name] });
  const known = { fuel, electric, load, health } as Parameters<typeof presentEnergies>[0];
  const found = presentEnergies(known, hasLegacy);
  return found.length > 0 ? found : undefined;
}

/** The fields that are there; undefined when none is. */
function nested(fields: Record<string, unknown>): object | undefined {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}
