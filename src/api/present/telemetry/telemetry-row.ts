import type { Static } from 'typebox';
import type { Adas } from '../../../model/adas.ts';
import type { AlarmTrigger, LightingSystem } from '../../../model/body.ts';
import type { GroupName, Groups } from '../../../model/groups.ts';
import type { VehiclePosition } from '../../../model/motion.ts';
import { presentEnergies } from '../energies.ts';
import { type Face, type Place, vinAt } from '../face.ts';
import { link } from '../links.ts';
import { presentLocation, presentPosition } from '../status/position.ts';
import { energyGroups, engineGroups } from './telemetry.ts';

/** How a row is told. */
export type Telling = {
  /** The groups that may be seen and were asked for. */
  wanted: ReadonlySet<GroupName>;
  /** Whether a position of this row may be shown inside another group. */
  seesPosition: boolean;
  /** The trip on which it was, where one may be told. */
  tripId?: string | undefined;
  place: Place;
};

type TelemetryRow = { at: number; groups: Groups };

/** A row of the history as a Telemetry. Numbers may only be told as they are, or thousandths of them: see `telemetry-page.ts`. */
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

/** An alarm, with the position of its report where that may be shown. */
function presentTrigger(
  trigger: Static<typeof AlarmTrigger>,
  { at, position, place }: { at: number; position?: VehiclePosition | undefined; place: Place },
) {
  return { ...trigger, ...(position ? { position: presentPosition(position, at, place) } : {}) };
}

function presentAdas(adas: Static<typeof Adas>, { aebsOff }: Face): object {
  return { ...adas, ...(adas.aebs === 'Off' ? { aebs: aebsOff } : {}) };
}

/** The deprecated mirror: sides of the indicators and places of the fog lamps that are on, and whether any is. */
function presentLighting({ turn = [], fog = [] }: Static<typeof LightingSystem>): object {
  const on = <Lamp extends { status: string }>(lamps: readonly Lamp[]) =>
    lamps.filter(({ status }) => status === 'On');
  const distinct = (values: (string | undefined)[]) => [
    ...new Set(values.filter((one) => one !== undefined)),
  ];
  return {
    turn: distinct(on(turn).map(({ direction }) => direction)),
    light: distinct(on(fog).map(({ position }) => position)),
    status: [on([...turn, ...fog]).length > 0 ? 'On' : 'Off'],
  };
}
