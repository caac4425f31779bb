import type { FuelEnergy } from '../model/energies.ts';
import type { EpisodePosition, PrivacyMode } from '../model/episodes.ts';
import type { Groups } from '../model/groups.ts';
import type { Report } from '../model/report.ts';

type Told<Name extends keyof Groups> = NonNullable<Groups[Name]>;

/** Of an energy: level in %, autonomy in km, and of fuel the total that was used, cL. */
export type KnownEnergy = {
  subType?: NonNullable<FuelEnergy['subType']>;
  level?: number;
  autonomy?: number;
  total?: number;
};

/**
 * What episodes need to know of a vehicle at a time: the last that was told before it. The status will not
 * do: it knows only now, and a fold of the past asks what was known then.
 */
export type Known = {
  privacy?: PrivacyMode;
  position?: EpisodePosition;
  /** km. */
  mileage?: number;
  fuel?: KnownEnergy;
  electric?: KnownEnergy;
  /** Wh in the battery. */
  residual?: number;
  ignition?: Told<'ignition'>['type'];
  powertrain?: Told<'powertrain'>['status'];
  /** Whether the engines turned. */
  thermicTurns?: boolean;
  electricTurns?: boolean;
  mode?: Told<'drivingBehavior'>['mode'];
};

type Learners = {
  [Name in keyof Groups]: (value: Told<Name>, told: { report: Report; known: Known }) => Partial<Known>;
};

const learners: Learners = {
  privacy: ({ state }) => ({ privacy: state }),
  position: (position, { report: { at, groups }, known }) => ({
    position: { ...position, at, privacy: groups.privacy?.state ?? known.privacy ?? 'None' },
  }),
  odometer: ({ mileage }) => ({ mileage }),
  'energies.Fuel': ({ subType, level, autonomy, extension }, { known }) => {
    const total = extension?.fuel?.consumptions?.total;
    return { fuel: { ...known.fuel, ...told({ subType, level, autonomy, total }) } };
  },
  'energies.Electric': ({ subType, level, autonomy }, { known }) => ({
    electric: { ...known.electric, ...told({ subType, level, autonomy }) },
  }),
  'energies.Electric.load': ({ residual }) => told({ residual }),
  ignition: ({ type }) => ({ ignition: type }),
  powertrain: ({ status }) => ({ powertrain: status }),
  'engines.Thermic': ({ speed }) => (speed === undefined ? {} : { thermicTurns: speed > 0 }),
  'engines.Electric': ({ speed }) => (speed === undefined ? {} : { electricTurns: speed > 0 }),
  drivingBehavior: ({ mode }) => ({ mode }),
};

/** What is known after a report: the same object where it told nothing of this. */
export function learn(known: Known, report: Report): Known {
  let next: Known | undefined;
  for (const name in report.groups) {
    const learner = learners[name as keyof Groups] as
      | ((value: unknown, told: { report: Report; known: Known }) => Partial<Known>)
      | undefined;
    if (!learner) continue;
    next ??= { ...known };
    Object.assign(next, learner(report.groups[name as keyof Groups], { report, known }));
  }
  return next ?? known;
}

type Defined<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/** Without what is undefined. */
function told<Values extends object>(values: Values): Defined<Values> {
  const defined = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as Defined<Values>;
}
