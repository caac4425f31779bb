import type { FuelEnergy } from '../model/energies.ts';
import type { EpisodePosition, PrivacyMode } from '../model/episodes.ts';
import type { Groups } from '../model/groups.ts';
import type { VehiclePosition } from '../model/motion.ts';
import type { Report } from '../model/report.ts';
import { type KnownMileage, learnMileage } from './mileage.ts';

type Told<Name extends keyof Groups> = NonNullable<Groups[Name]>;

/** Of an energy: level in %, autonomy in km, and of fuel the total that was used, cL, and when that was told. */
export type KnownEnergy = {
  subType?: NonNullable<FuelEnergy['subType']>;
  level?: number;
  autonomy?: number;
  total?: number;
  totalAt?: number;
};

/** A position as it was told, with its time and the mode that was in force. */
export type KnownPosition = { value: VehiclePosition; at: number; privacy: PrivacyMode };

/**
 * What episodes need to know of a vehicle at a time: the last that was told before it. The status will not
 * do: it knows only now, and a fold of the past asks what was known then.
 */
export type Known = KnownMileage & {
  privacy?: PrivacyMode;
  position?: KnownPosition;
  fuel?: KnownEnergy;
  electric?: KnownEnergy;
  /** Wh in the battery, and when that was told. */
  residual?: number;
  residualAt?: number;
  ignition?: Told<'ignition'>['type'];
  powertrain?: Told<'powertrain'>['status'];
  /** Whether the engines turned. */
  thermicTurns?: boolean;
  electricTurns?: boolean;
  mode?: Told<'drivingBehavior'>['mode'];
};

/** Writes what a group tells into a fresh copy of what was known. */
type Learn = (known: Known, report: Report) => void;

const learners: { [Name in keyof Groups]: Learn } = {
  privacy(known, { groups }) {
    if (groups.privacy) known.privacy = groups.privacy.state;
  },
  position(known, { groups, at }) {
    const privacy = groups.privacy?.state ?? known.privacy ?? 'None';
    if (groups.position) known.position = { value: groups.position, at, privacy };
  },
  odometer(known, { groups, at }) {
    if (groups.odometer) learnMileage(known, groups.odometer.mileage, at);
  },
  'energies.Fuel'(known, { groups, at }) {
    const told = groups['energies.Fuel'];
    const total = told?.extension?.fuel?.consumptions?.total;
    const fuel = mergedEnergy(known.fuel, told);
    if (total !== undefined) {
      fuel.total = total;
      fuel.totalAt = at;
    }
    known.fuel = fuel;
  },
  'energies.Electric'(known, { groups }) {
    known.electric = mergedEnergy(known.electric, groups['energies.Electric']);
  },
  'energies.Electric.load'(known, { groups, at }) {
    const residual = groups['energies.Electric.load']?.residual;
    if (residual === undefined) return;
    known.residual = residual;
    known.residualAt = at;
  },
  ignition(known, { groups }) {
    if (groups.ignition) known.ignition = groups.ignition.type;
  },
  powertrain(known, { groups }) {
    if (groups.powertrain) known.powertrain = groups.powertrain.status;
  },
  'engines.Thermic'(known, { groups }) {
    const speed = groups['engines.Thermic']?.speed;
    if (speed !== undefined) known.thermicTurns = speed > 0;
  },
  'engines.Electric'(known, { groups }) {
    const speed = groups['engines.Electric']?.speed;
    if (speed !== undefined) known.electricTurns = speed > 0;
  },
  drivingBehavior(known, { groups }) {
    if (groups.drivingBehavior) known.mode = groups.drivingBehavior.mode;
  },
};

/** What is known after a report: the same object where it told nothing of this. */
export function learn(known: Known, report: Report): Known {
  let next: Known | undefined;
  for (const name in report.groups) {
    const learner = learners[name as keyof Groups];
    if (!learner) continue;
    next ??= { ...known };
    learner(next, report);
  }
  return next ?? known;
}

type Energy = Pick<KnownEnergy, 'subType' | 'level' | 'autonomy'>;

function mergedEnergy(known: KnownEnergy | undefined, told: Energy = {}): KnownEnergy {
  const { subType, level, autonomy } = told;
  const merged: KnownEnergy = { ...known };
  if (subType !== undefined) merged.subType = subType;
  if (level !== undefined) merged.level = level;
  if (autonomy !== undefined) merged.autonomy = autonomy;
  return merged;
}

/** The position known last, as episodes show it, under a name; nothing where none is known. */
export function placed<Name extends string>(
  name: Name,
  { position }: Known,
): { [_ in Name]?: EpisodePosition } {
  if (!position) return {};
  const { value, at, privacy } = position;
  return { [name]: { ...value, at, privacy } } as { [_ in Name]?: EpisodePosition };
}
