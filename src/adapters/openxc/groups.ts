import { rounded } from '../../unify/units.ts';
import { advanceOdometer, mileageOf, type OdometerState } from './odometer.ts';
import { doorIdentifiers, doorPrefix, gearRatios, ignitionTypes, powertrainStates } from './signals.ts';

/** Raw signals of one second by name, of the types that `signals.ts` vouches for. */
export type Signals = Record<string, unknown>;

/** What must be remembered of a vehicle to make whole groups of its single signals. Plain JSON. */
export type State = {
  /** Open or not, by identifier. */
  doors: Record<string, boolean>;
  latitude?: number;
  longitude?: number;
  odometer: OdometerState;
  /** Learned: this vehicle sends its fuel level in %, not as a fraction. */
  fuelInPercent: boolean;
};

export const initialState: State = { doors: {}, odometer: {}, fuelInPercent: false };

export type Groups = Record<string, unknown>;

/** The groups that the signals speak of, in Web API units and whole as far as known; and the state after. */
export function advance(state: State, signals: Signals): { state: State; groups: Groups } {
  const next = remember(state, signals);
  const groups: Groups = {};
  for (const name in signals) {
    const convert = conversions[name.startsWith(doorPrefix) ? doorPrefix : name];
    const group = convert?.(signals[name], next);
    if (group !== undefined) groups[group.name] = group.value;
    // One signal, two groups: the Web API tells ignition and powertrain apart.
    if (name === 'ignition_status') groups.powertrain = { status: wordOf(powertrainStates, signals[name]) };
  }
  return { state: next, groups };
}

function remember(state: State, signals: Signals): State {
  const fuel = numberOf(signals.fuel_level);
  return {
    doors: { ...state.doors, ...doorsOf(signals) },
    latitude: numberOf(signals.latitude) ?? state.latitude,
    longitude: numberOf(signals.longitude) ?? state.longitude,
    odometer: advanceOdometer(state.odometer, {
      coarse: numberOf(signals.odometer),
      fine: numberOf(signals.fine_odometer_since_restart),
    }),
    fuelInPercent: state.fuelInPercent || (fuel ?? 0) > 1,
  };
}

type Group = { name: string; value: unknown } | undefined;

/** The group that a signal belongs to, by signal. */
const conversions: Record<string, (value: unknown, state: State) => Group> = {
  ignition_status: (word) => ({ name: 'ignition', value: { type: wordOf(ignitionTypes, word) } }),
  transmission_gear_position: gearbox,
  [doorPrefix]: (_, { doors }) => ({ name: 'doorsState', value: { opening: openingOf(doors) } }),
  fuel_level: (value, { fuelInPercent }) => fuel(Number(value) * (fuelInPercent ? 1 : 100)),
  odometer,
  fine_odometer_since_restart: odometer,
  latitude: position,
  longitude: position,
  vehicle_speed: (value) => kinetic(decimal(value, 1)),
  engine_speed: (value) => ({
    name: 'engines.Thermic',
    value: { type: 'Thermic', speed: decimal(value, 0) },
  }),
  headlamp_status: (isOn) => ({ name: 'environment.luminosity', value: { day: isOn !== true } }),
  windshield_wiper_status: (active) => ({ name: 'wipingBlades', value: { active } }),
};

/** No ratio stands for `park`. */
function gearbox(word: unknown): Group {
  const ratio = wordOf(gearRatios, word);
  return ratio === undefined ? undefined : { name: 'transmission', value: { gearbox: { ratio } } };
}

function fuel(percent: number): Group {
  return {
    name: 'energies.Fuel',
    value: { type: 'Fuel', subType: 'FossilEnergy', level: decimal(percent, 1) },
  };
}

function odometer(_: unknown, state: State): Group {
  const mileage = mileageOf(state.odometer);
  return mileage === undefined ? undefined : { name: 'odometer', value: { mileage } };
}

function position(_: unknown, { latitude, longitude }: State): Group {
  if (latitude === undefined || longitude === undefined) return undefined;
  return { name: 'position', value: { longitude, latitude, type: 'Acquire' } };
}

function kinetic(speed: number): Group {
  return { name: 'kinetic', value: { speed, moving: speed !== 0 } };
}

function doorsOf(signals: Signals): Record<string, boolean> {
  const doors: Record<string, boolean> = {};
  for (const name in signals) {
    if (!name.startsWith(doorPrefix)) continue;
    const identifier = wordOf(doorIdentifiers, name.slice(doorPrefix.length));
    if (identifier !== undefined) doors[identifier] = signals[name] === true;
  }
  return doors;
}

/** Always in the same order, whichever door was heard of first. */
function openingOf(doors: Record<string, boolean>): unknown[] {
  return [...new Set(Object.values(doorIdentifiers))]
    .filter((identifier) => identifier in doors)
    .map((identifier) => ({ identifier, state: doors[identifier] ? 'Open' : 'Closed' }));
}

function wordOf<Words extends Record<string, string>>(words: Words, word: unknown): string | undefined {
  return words[String(word)];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Adding zero turns the -0 of rounded noise into 0. */
function decimal(value: unknown, decimals: number): number {
  return rounded(Number(value), decimals) + 0;
}
