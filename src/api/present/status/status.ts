import type { GroupName } from '../../../model/groups.ts';
import type { Status as KnownStatus } from '../../../model/vehicle-state.ts';
import { type KnownEnergies, legacyEnergies, presentEnergies } from '../energies.ts';
import { b2bFace, b2cFace, type Face, type Place, vinAt } from '../face.ts';
import { link } from '../links.ts';
import { presentPosition } from './position.ts';

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
  'wipingBlades',
] as const satisfies readonly GroupName[];

/** Groups that make a Status exist; maintenance and alerts have other places. */
const shownOnBoth: readonly GroupName[] = [
  ...plain.filter((name) => name !== 'wipingBlades'),
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

/** Groups of which any makes a Status exist, by face. */
export const statusGroups: Record<Face['name'], readonly GroupName[]> = {
  b2c: [...shownOnBoth, ...b2cFace.statusExtras],
  b2b: [...shownOnBoth, ...b2bFace.statusExtras],
};

/** The Status as a reader may see it; undefined when nothing of it is left. */
export function presentStatus(status: KnownStatus, groups: ReadonlySet<GroupName>, place: Place) {
  const { face, links: addresses } = place;
  const names = statusGroups[face.name].filter((name) => status[name] && groups.has(name));
  if (names.length === 0) return undefined;
  const aged = names.map((name) => status[name] as NonNullable<KnownStatus[GroupName]>);
  const seen: Seen = {};
  for (const [index, name] of names.entries())
    seen[name] = {
      value: aged[index]?.value as never,
      createdAt: new Date(aged[index]?.at ?? 0).toISOString(),
    };
  const vehicle = link(addresses.vehicle);
  const fleet = 'fleet' in addresses.owner ? addresses.owner : {};
  return {
    // `vehicles` is what the official samples have, `vehicle` what the contract says.
    _links: { self: link(addresses.of('status')), vehicle, vehicles: vehicle, ...fleet },
    ...vinAt(place),
    createdAt: new Date(Math.max(...aged.map((group) => group.at))).toISOString(),
    updatedAt: new Date(Math.max(...aged.map((group) => group.receivedAt))).toISOString(),
    ...plainGroups(seen),
    ...(seen.position && status.position
      ? { lastPosition: presentPosition(status.position.value, status.position.at, place) }
      : {}),
    ...energies(seen, face),
    ...engines(seen, face),
    ...parted('environment', { air: seen['environment.air'], luminosity: seen['environment.luminosity'] }),
    ...parted('alarm', { status: seen['alarm.status'], trigger: seen['alarm.trigger'] }),
    ...airConditioning(seen.preconditioning, face),
    ...(seen.transmission ? { transmission: seen.transmission.value } : {}),
    ...(seen.adas ? { adas: seen.adas.value } : {}),
  };
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

function parted(name: string, found: Record<string, Dated | undefined>): Record<string, object> {
  const entries = Object.entries(found).flatMap(([part, dated]) => (dated ? [[part, withDate(dated)]] : []));
  return entries.length > 0 ? { [name]: Object.fromEntries(entries) } : {};
}

function energies(seen: Seen, { hasLegacy }: Face): object {
  const known: KnownEnergies = {
    fuel: seen['energies.Fuel'],
    electric: seen['energies.Electric'],
    load: seen['energies.Electric.load'],
    health: seen['energies.Electric.health'],
  };
  const presented = presentEnergies(known, hasLegacy);
  if (presented.length === 0) return {};
  return { energies: presented, ...(hasLegacy ? { energy: legacyEnergies(presented) } : {}) };
}

/** `gmpStatus` mirrors the powertrain, `oil` what the extension says: both for older clients. */
function engines(seen: Seen, { hasLegacy }: Face): object {
  const gmpStatus = (seen.powertrain?.value as { status?: string } | undefined)?.status;
  const mirror = gmpStatus === undefined ? {} : { gmpStatus };
  const found = [seen['engines.Thermic'], seen['engines.Electric']].filter((one) => one !== undefined);
  if (found.length === 0) return {};
  return {
    engines: found.map((one) => {
      const { extension } = one.value as { extension?: { thermic?: { oil?: { temp?: number } } } };
      const temp = hasLegacy ? extension?.thermic?.oil?.temp : undefined;
      return { ...withDate(one), ...mirror, ...(temp === undefined ? {} : { oil: { temp } }) };
    }),
  };
}

function airConditioning(found: Dated | undefined, { hasLegacy }: Face): object {
  if (!found) return {};
  const legacy = hasLegacy ? { updatedAt: found.createdAt } : {};
  const body = { airConditioning: { ...withDate(found), ...legacy } };
  return { preconditioning: body, ...(hasLegacy ? { preconditionning: body } : {}) };
}
