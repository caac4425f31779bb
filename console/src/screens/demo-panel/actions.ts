import type { Happenings } from '../../api/demo.ts';

/** What belongs together, in the order in which it is shown. */
export const groups = {
  journeys: ['DriveTo', 'Park', 'Sleep'],
  doors: ['OpenDoor', 'CloseDoors'],
  energy: ['EmptyBattery', 'StartCharging', 'StopCharging'],
  trouble: ['Collision', 'WarningLamp', 'ClearLamp'],
  thieves: ['Alarm', 'Steal', 'EndTheft'],
  privacy: ['PrivacyMode'],
  line: ['GoOffline', 'ComeBack'],
} as const;
export type GroupName = keyof typeof groups | 'others';

/** A parameter of an action with its choices; `isFree` where nothing needs to be chosen. */
export type Parameter = { name: string; choices: readonly string[]; isFree: boolean };
export type Action = { kind: string; parameters: readonly Parameter[] };
export type Group = { name: GroupName; actions: readonly Action[] };

/** What the demo offers, in groups; kinds that this page knows nothing of come last. */
export function groupsOf({ kinds, places }: Pick<Happenings, 'kinds' | 'places'>): Group[] {
  const byKind = new Map(kinds.map((one) => [one.kind, actionOf(one, places)]));
  const known = Object.entries(groups).map(([name, of]) => ({
    name: name as GroupName,
    actions: of.flatMap((kind) => byKind.get(kind) ?? []),
  }));
  const all = new Set<string>(Object.values(groups).flat());
  const others = [...byKind.values()].filter(({ kind }) => !all.has(kind));
  return [...known, { name: 'others' as const, actions: others }].filter(({ actions }) => actions.length > 0);
}

function actionOf({ kind, parameters }: Happenings['kinds'][number], places: Happenings['places']): Action {
  const given = Object.entries(parameters).map(([name, choices]) => ({
    name,
    choices,
    // Every lamp goes out where none is named.
    isFree: kind === 'ClearLamp',
  }));
  const where = { name: 'place', choices: places.map(({ name }) => name), isFree: false };
  return { kind, parameters: kind === 'DriveTo' ? [where] : given };
}

type Place = { longitude: number; latitude: number };
export type Near = { name: string; km: number };

/** Places by their distance from where the vehicle is, nearest first. */
export function nearest(places: readonly (Place & { name: string })[], from: Place): Near[] {
  return places
    .map(({ name, ...place }) => ({ name, km: kmBetween(from, place) }))
    .sort((one, other) => one.km - other.km);
}

const earthKm = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Along a great circle. */
export function kmBetween(one: Place, other: Place): number {
  const [from, to] = [radians(one.latitude), radians(other.latitude)];
  const across = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const half = Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * across;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(half)));
}
