import { type Static, type TObject, type TProperties, Type } from 'typebox';
import {
  AirConditioning,
  AlarmStatus,
  AlarmTrigger,
  AuxiliaryBattery,
  DoorsState,
  LightingSystem,
  Privacy,
  Safety,
  ServiceType,
} from '../../model/body.ts';
import type { GroupName } from '../../model/groups.ts';
import { Air, Kinetic, Luminosity, Odometer } from '../../model/motion.ts';
import {
  DrivingBehavior,
  ElectricEngine,
  Ignition,
  Powertrain,
  PowertrainStatus,
  ThermicEngine,
} from '../../model/powertrain.ts';
import { DateTime, oneOf, partial } from '../../model/schema.ts';
import type { Status as KnownStatus } from '../../model/vehicle-state.ts';
import { links } from '../shared/hal.ts';
import { Energy, type KnownEnergies, LegacyEnergy, legacyEnergies, presentEnergies } from './energies.ts';
import { type B2cLinks, link } from './links.ts';
import { Position, presentPosition } from './position.ts';
import type { Visibility } from './visibility.ts';

function dated<Properties extends TProperties>(schema: TObject<Properties>) {
  return Type.Object({ createdAt: DateTime, ...schema.properties });
}

export const Engine = Type.Object({
  type: oneOf(['Thermic', 'Electric']),
  speed: ElectricEngine.properties.speed,
  gmpStatus: Type.Optional(PowertrainStatus),
  oil: Type.Optional(partial({ temp: Type.Number() })),
  extension: ThermicEngine.properties.extension,
});

const preconditioning = partial({
  airConditioning: Type.Object({ createdAt: DateTime, updatedAt: DateTime, ...AirConditioning.properties }),
});

/** The Status of the end user's face, with what older clients still read. */
export const Status = Type.Object(
  {
    _links: links('vehicle', 'vehicles'),
    createdAt: DateTime,
    updatedAt: DateTime,
    ...Type.Partial(
      Type.Object({
        ignition: dated(Ignition),
        lastPosition: Position,
        preconditioning,
        preconditionning: preconditioning,
        energies: Type.Array(Energy),
        energy: Type.Array(LegacyEnergy),
        engines: Type.Array(dated(Engine)),
        powertrain: dated(Powertrain),
        doorsState: dated(DoorsState),
        privacy: dated(Privacy),
        battery: dated(AuxiliaryBattery),
        service: dated(ServiceType),
        safety: dated(Safety),
        odometer: dated(Odometer),
        kinetic: dated(Kinetic),
        environment: partial({ air: dated(Air), luminosity: dated(Luminosity) }),
        drivingBehavior: dated(DrivingBehavior),
        lightingSystem: dated(LightingSystem),
        alarm: partial({
          status: dated(AlarmStatus),
          trigger: Type.Object({ createdAt: DateTime, ...AlarmTrigger.properties }),
        }),
      }),
    ).properties,
  },
  { $id: 'Status' },
);

/** Groups that a Status shows as they are, with their time. */
const plain = [
  'ignition',
  'powertrain',
  'doorsState',
  'privacy',
  'battery',
  'service',
  'safety',
  'odometer',
  'kinetic',
  'drivingBehavior',
  'lightingSystem',
] as const satisfies readonly GroupName[];

/** Groups that make a Status exist; maintenance, alerts and driving aids have other places. */
const shown: readonly GroupName[] = [
  ...plain,
  'position',
  'energies.Fuel',
  'energies.Electric',
  'energies.Electric.load',
  'energies.Electric.health',
  'engines.Thermic',
  'engines.Electric',
  'environment.air',
  'environment.luminosity',
  'alarm.status',
  'alarm.trigger',
  'preconditioning',
];

type Dated = { value: never; createdAt: string };

/** The Status as a reader may see it; undefined when nothing of it is left. */
export function presentStatus(
  status: KnownStatus,
  visibility: Visibility,
  at: { links: B2cLinks; id: string },
) {
  const names = shown.filter((name) => status[name] && visibility.groups.has(name));
  if (names.length === 0) return undefined;
  const aged = names.map((name) => status[name] as NonNullable<KnownStatus[GroupName]>);
  const seen: Partial<Record<GroupName, Dated>> = {};
  for (const [index, name] of names.entries())
    seen[name] = {
      value: aged[index]?.value as never,
      createdAt: new Date(aged[index]?.at ?? 0).toISOString(),
    };
  const vehicle = link(at.links.vehicle(at.id));
  return {
    _links: { self: link(at.links.of(at.id, 'status')), vehicle, vehicles: vehicle },
    createdAt: new Date(Math.max(...aged.map((group) => group.at))).toISOString(),
    updatedAt: new Date(Math.max(...aged.map((group) => group.receivedAt))).toISOString(),
    ...plainGroups(seen),
    ...(seen.position && status.position
      ? { lastPosition: presentPosition(status.position.value, status.position.at) }
      : {}),
    ...energies(seen),
    ...engines(seen),
    ...parts('environment', { air: seen['environment.air'], luminosity: seen['environment.luminosity'] }),
    ...parts('alarm', { status: seen['alarm.status'], trigger: seen['alarm.trigger'] }),
    ...airConditioning(seen.preconditioning),
  } as Static<typeof Status>;
}

type Seen = Partial<Record<GroupName, Dated>>;

function withDate({ value, createdAt }: Dated): object {
  return { createdAt, ...(value as object) };
}

function plainGroups(seen: Seen): Record<string, object> {
  const groups: Record<string, object> = {};
  for (const name of plain) {
    const found = seen[name];
    if (found) groups[name] = withDate(found);
  }
  return groups;
}

function parts(name: string, found: Record<string, Dated | undefined>): Record<string, object> {
  const entries = Object.entries(found).flatMap(([part, dated]) => (dated ? [[part, withDate(dated)]] : []));
  return entries.length > 0 ? { [name]: Object.fromEntries(entries) } : {};
}

function energies(seen: Seen): object {
  const known: KnownEnergies = {
    fuel: seen['energies.Fuel'],
    electric: seen['energies.Electric'],
    load: seen['energies.Electric.load'],
    health: seen['energies.Electric.health'],
  };
  const presented = presentEnergies(known);
  return presented.length > 0 ? { energies: presented, energy: legacyEnergies(presented) } : {};
}

/** `gmpStatus` mirrors the powertrain, `oil` what the extension says: both for older clients. */
function engines(seen: Seen): object {
  const gmpStatus = (seen.powertrain?.value as { status?: string } | undefined)?.status;
  const mirror = gmpStatus === undefined ? {} : { gmpStatus };
  const found = [seen['engines.Thermic'], seen['engines.Electric']].filter((engine) => engine !== undefined);
  if (found.length === 0) return {};
  return {
    engines: found.map((engine) => {
      const { extension } = engine.value as { extension?: { thermic?: { oil?: { temp?: number } } } };
      const temp = extension?.thermic?.oil?.temp;
      return { ...withDate(engine), ...mirror, ...(temp === undefined ? {} : { oil: { temp } }) };
    }),
  };
}

function airConditioning(found: Dated | undefined): object {
  if (!found) return {};
  const body = { airConditioning: { ...withDate(found), updatedAt: found.createdAt } };
  return { preconditioning: body, preconditionning: body };
}
