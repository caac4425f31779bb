import { alertTypes } from '../src/model/alert-types.ts';
import { type HappeningKind, happenings } from './model/happenings/happen.ts';
import type { Happening } from './model/happenings/happening.ts';
import { doors } from './model/vehicle.ts';

/** What can happen to the line of a vehicle: it is gone, as in a tunnel, and there again. */
export const lineHappenings = ['GoOffline', 'ComeBack'] as const;

export type AnyKind = HappeningKind | (typeof lineHappenings)[number];

/** Every kind, in the order in which people look for them. */
export const happeningKinds = [...Object.keys(happenings), ...lineHappenings] as AnyKind[];

/** What became of one. `why`: in words, for who asked for it. */
export type Outcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'wrong' | 'unknown' | 'refused'; readonly why: string };

/** The choices that a parameter of a kind has; the first is taken where none is given. */
export const choices: Partial<Record<AnyKind, Readonly<Record<string, readonly string[]>>>> = {
  OpenDoor: { door: doors },
  Collision: { severity: ['Minor', 'Minimal', 'Major'] },
  WarningLamp: { type: ['EngineFault', ...alertTypes.filter((type) => type !== 'EngineFault')] },
  ClearLamp: { type: alertTypes },
  PrivacyMode: { mode: ['None', 'Geolocation', 'Full'] },
};

/** Places to drive to, near the homes of the demo's vehicles. */
export const places = [
  { name: 'Paris, Eiffel Tower', longitude: 2.2945, latitude: 48.8584 },
  { name: 'Paris, Orly airport', longitude: 2.3652, latitude: 48.7262 },
  { name: 'Lyon, Part-Dieu', longitude: 4.8591, latitude: 45.7606 },
  { name: 'Lyon, Saint-Exupéry airport', longitude: 5.0791, latitude: 45.7208 },
  { name: 'Berlin, Brandenburg Gate', longitude: 13.3777, latitude: 52.5163 },
  { name: 'Potsdam, Sanssouci', longitude: 13.0385, latitude: 52.4042 },
  { name: 'Mainz, cathedral', longitude: 8.2746, latitude: 49.9989 },
  { name: 'Frankfurt, airport', longitude: 8.5622, latitude: 50.0379 },
  { name: 'Madrid, Puerta de Alcalá', longitude: -3.6883, latitude: 40.4199 },
  { name: 'Madrid, Barajas airport', longitude: -3.5676, latitude: 40.4719 },
] as const;

type Read = { readonly happening: Happening & { kind: AnyKind } } | { readonly fault: string };

/** A happening from JSON, or what is wrong with it in one sentence. */
export function readHappening(value: unknown): Read {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: 'expected an object with a kind' };
  const given = value as Record<string, unknown>;
  const kind = happeningKinds.find((one) => one === given.kind);
  if (!kind) return { fault: `kind: expected one of ${happeningKinds.join(', ')}` };
  const fault = unknownField(kind, given) ?? wrongChoice(kind, given);
  if (fault !== undefined) return { fault };
  if (kind !== 'DriveTo') return { happening: { ...given, kind } };
  const position = positionOf(given);
  return position ? { happening: { kind, position } } : { fault: placeFault };
}

const placeFault = `place: expected one of ${places.map(({ name }) => name).join('; ')}; or a position with longitude and latitude`;

function unknownField(kind: AnyKind, given: Record<string, unknown>): string | undefined {
  const known = [
    'kind',
    ...Object.keys(choices[kind] ?? {}),
    ...(kind === 'DriveTo' ? ['place', 'position'] : []),
  ];
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  return unknown === undefined ? undefined : `${unknown}: not a field of ${kind}; it has ${known.join(', ')}`;
}

function wrongChoice(kind: AnyKind, given: Record<string, unknown>): string | undefined {
  for (const [name, allowed] of Object.entries(choices[kind] ?? {})) {
    const value = given[name];
    if (value !== undefined && !allowed.some((one) => one === value))
      return `${name}: expected one of ${allowed.join(', ')}`;
  }
  if (kind === 'PrivacyMode' && given.mode === undefined) return 'mode: expected None, Geolocation or Full';
  return undefined;
}

function positionOf({ place, position }: Record<string, unknown>): Happening['position'] {
  if (place !== undefined) return places.find(({ name }) => name === place);
  const { longitude, latitude } = (position ?? {}) as Record<string, unknown>;
  if (!isWithin(longitude, 180) || !isWithin(latitude, 85)) return undefined;
  return { longitude, latitude };
}

function isWithin(value: unknown, bound: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= bound;
}
