import type { Vehicle } from '../model/vehicle.ts';
import type { Encoder, Outgoing, Pace, Spoken } from './encoder.ts';
import { isPlugged } from './energy-groups.ts';
import { groupsOf, lastingGroups, type WireGroup } from './generation-2-groups.ts';
import { cabinOf } from './signals.ts';

/** Sent at once when they differ from what was sent last. */
const onChange = [
  'ignition',
  'powertrain',
  'doorsState',
  'privacy',
  'safety',
  'alerts',
  'drivingBehavior',
  'alarm',
  'stolen',
  'preconditioning',
] as const;
/** Sent every few seconds while driving, with each change of the ignition, and with a collision. */
const often = ['position', 'kinetic', 'odometer', 'energies'] as const;
/** Sent with each change of the ignition besides. */
const withIgnition = ['maintenance', 'battery'] as const;
/** Sent with every `seldomEvery`th of those. */
const seldom = ['engines', 'transmission', 'environment'] as const;
const seldomEvery = 5;

/** Reports in one message of the past. */
const bundleMax = 100;

export type Memory = {
  /** Makes the ids of one run differ from those of every other. */
  readonly idPrefix: string;
  /** Reports sent so far. */
  readonly count: number;
  /** Text of each group that is sent on change, as it was sent last. */
  readonly said: Readonly<Partial<Record<WireGroup, string>>>;
  readonly plug: string;
  /** When the last collision was that it told of, epoch milliseconds. */
  readonly collisionAt: number;
  /** Epoch milliseconds of the last report of each rhythm. */
  readonly oftenAt: number;
  readonly wholeAt: number;
  readonly oftenCount: number;
  /** How often it was asked for everything. */
  readonly asked: number;
};

/** Generation 2: the groups that changed, in the words of the Web API. */
export const generation2: Encoder<Memory> = {
  rhythm: ({ reportSeconds = 2 }) => ({ onSeconds: reportSeconds, parkedSeconds: 86_400, pastSeconds: 5 }),
  silent: (idPrefix) => ({
    idPrefix,
    count: 0,
    said: {},
    plug: '',
    collisionAt: -Infinity,
    oftenAt: -Infinity,
    wholeAt: -Infinity,
    oftenCount: 0,
    asked: 0,
  }),
  speak: (vehicle, memory, { at, pace }): Spoken<Memory> => {
    const changes = changed(vehicle, memory);
    const names = allowed(vehicle, due(vehicle, memory, { at, pace, changes }));
    if (names.length === 0) return { memory, messages: [] };
    const count = memory.count + 1;
    // What is undefined does not come into the text.
    const groups = Object.fromEntries(names.map((name) => [name, groupsOf[name](vehicle)]));
    const report = { id: `${memory.idPrefix}-${count}`, at: new Date(at).toISOString(), ...groups };
    return {
      memory: remembered(vehicle, { ...memory, count }, { at, names, changes }),
      messages: [{ channel: 'reports', payload: JSON.stringify(report) }],
    };
  },
  bundle: (messages) => {
    const bundles: Outgoing[] = [];
    for (let from = 0; from < messages.length; from += bundleMax) {
      const texts = messages.slice(from, from + bundleMax).map(({ payload }) => payload);
      bundles.push({ channel: 'reports', payload: `[${texts.join(',')}]` });
    }
    return bundles;
  },
};

type Changes = Partial<Record<WireGroup, string>>;

/** The groups sent on change that differ from what was said, with their text. */
function changed(vehicle: Vehicle, { said }: Memory): Changes {
  const changes: Changes = {};
  for (const name of onChange) {
    const text: string | undefined = JSON.stringify(groupsOf[name](vehicle));
    if (text !== undefined && said[name] !== text) changes[name] = text;
  }
  return changes;
}

/** Which groups are to be sent now. */
function due(
  vehicle: Vehicle,
  memory: Memory,
  { at, pace, changes }: { at: number; pace: Pace; changes: Changes },
): WireGroup[] {
  const moments: WireGroup[] = isCollisionNew(vehicle, memory) ? ['collision'] : [];
  const isAsked = vehicle.told.asked !== memory.asked;
  if (isAsked || at - memory.wholeAt >= pace.parkedReportSeconds * 1000)
    return [...lastingGroups, ...moments];
  const names = [...(Object.keys(changes) as WireGroup[]), ...moments];
  const hasTurned = changes.ignition !== undefined;
  if (hasTurned) names.push(...withIgnition);
  if (hasTurned || moments.length > 0 || isOftenDue(vehicle, memory, { at, pace })) {
    names.push(...often);
    if (memory.oftenCount % seldomEvery === 0) names.push(...seldom);
  } else if (memory.plug !== plugOf(vehicle)) names.push('energies');
  return names;
}

function isCollisionNew({ collision }: Vehicle, { collisionAt }: Memory): boolean {
  return collision !== undefined && collision.at > collisionAt;
}

function isOftenDue(vehicle: Vehicle, memory: Memory, { at, pace }: { at: number; pace: Pace }): boolean {
  const isOn = cabinOf(vehicle).ignition === 'Start';
  const { tracking } = vehicle.told;
  if (tracking) return at - memory.oftenAt >= (isOn ? tracking.running : tracking.shutdown) * 1000 - 0.5;
  const isFilling = vehicle.supply.status === 'InProgress' || vehicle.supply.source === 'Pump';
  if (!isOn && !isFilling && !pace.isSteady) return false;
  const seconds = isOn || pace.isSteady ? pace.reportSeconds : pace.reportSeconds * seldomEvery;
  // Half a millisecond of tolerance: times are sums of fractions.
  return at - memory.oftenAt >= seconds * 1000 - 0.5;
}

/** What the driver's privacy lets out. A change of privacy itself is always told. */
function allowed({ privacy }: Vehicle, names: WireGroup[]): WireGroup[] {
  if (privacy === 'Full') return names.filter((name) => name === 'privacy');
  return privacy === 'Geolocation' ? names.filter((name) => name !== 'position') : names;
}

function plugOf({ supply, told }: Vehicle): string {
  return `${isPlugged(supply)} ${supply.status} ${told.chargeAt}`;
}

function remembered(
  vehicle: Vehicle,
  memory: Memory,
  { at, names, changes }: { at: number; names: WireGroup[]; changes: Changes },
): Memory {
  const hasOften = names.includes('odometer');
  return {
    ...memory,
    said: { ...memory.said, ...pickNamed(changes, names) },
    collisionAt: vehicle.collision?.at ?? memory.collisionAt,
    asked: vehicle.told.asked,
    plug: names.includes('energies') ? plugOf(vehicle) : memory.plug,
    oftenAt: hasOften ? at : memory.oftenAt,
    oftenCount: memory.oftenCount + (hasOften ? 1 : 0),
    wholeAt: names.includes('service') || vehicle.privacy === 'Full' ? at : memory.wholeAt,
  };
}

function pickNamed(changes: Changes, names: WireGroup[]): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([name]) => names.includes(name as WireGroup)));
}
