import type { Energy, Status, Telemetry } from '../api/model.ts';
import type { Quantity } from '../units/units.ts';

type Parts = NonNullable<Telemetry['vehicle']>;
type Engine = NonNullable<Parts['engines']>[number];
type Location = {
  geometry: { coordinates: number[] };
  properties: { heading?: number; signalQuality?: number };
};

/** What a report and a status have in common. */
export type Groups = Pick<Parts, 'kinetic' | 'odometer' | 'battery' | 'engines' | 'adas'> & {
  energies?: Partial<Energy>[];
  environment?: { air?: { temp: number } };
  location?: Location;
  maintenance?: { daysBeforeMaintenance?: number; mileageBeforeMaintenance?: number };
};

export type SignalName = keyof typeof signals;

/** A number that a vehicle tells of itself. */
export type Signal = {
  quantity: Quantity;
  /** What of a report has to be asked for. */
  type?: string;
  extension?: 'location' | 'maintenance';
  read(groups: Groups): number | undefined;
};

const energy = (groups: Groups, type: 'Fuel' | 'Electric') =>
  groups.energies?.find((one) => one.type === type);
const battery = (groups: Groups) => energy(groups, 'Electric')?.extension?.electric?.battery;
const engine = (groups: Groups, type: Engine['type']) => groups.engines?.find((one) => one.type === type);
const thermic = (groups: Groups) => engine(groups, 'Thermic')?.extension?.thermic;

const ofEnergies = (quantity: Quantity, read: Signal['read']): Signal => ({
  quantity,
  type: 'vehicle.energies',
  read,
});
const ofEngines = (quantity: Quantity, read: Signal['read']): Signal => ({
  quantity,
  type: 'vehicle.engines',
  read,
});
const ofLocation = (quantity: Quantity, read: Signal['read']): Signal => ({
  quantity,
  type: 'privacy',
  extension: 'location',
  read,
});
const ofMaintenance = (quantity: Quantity, read: Signal['read']): Signal => ({
  quantity,
  type: 'privacy',
  extension: 'maintenance',
  read,
});

/** Every number of the telemetry, in the order in which they are offered. */
export const signals = {
  speed: { quantity: 'km/h', type: 'vehicle', read: ({ kinetic }) => kinetic?.speed },
  electricLevel: ofEnergies('%', (groups) => energy(groups, 'Electric')?.level),
  electricRange: ofEnergies('km', (groups) => energy(groups, 'Electric')?.autonomy),
  fuelLevel: ofEnergies('%', (groups) => energy(groups, 'Fuel')?.level),
  fuelRange: ofEnergies('km', (groups) => energy(groups, 'Fuel')?.autonomy),
  fuelInstant: ofEnergies(
    'L/100km',
    (groups) => energy(groups, 'Fuel')?.extension?.fuel?.consumptions?.instant,
  ),
  fuelTotal: ofEnergies('cL', (groups) => energy(groups, 'Fuel')?.extension?.fuel?.consumptions?.total),
  batteryResidual: ofEnergies('Wh', (groups) => battery(groups)?.load?.residual),
  batteryCapacity: ofEnergies('Wh', (groups) => battery(groups)?.load?.capacity),
  batteryHealth: ofEnergies('%', (groups) => battery(groups)?.health?.capacity),
  batteryResistance: ofEnergies('%', (groups) => battery(groups)?.health?.resistance),
  chargingRate: ofEnergies(
    'km/h-rate',
    (groups) => energy(groups, 'Electric')?.extension?.electric?.charging?.chargingRate,
  ),
  odometer: { quantity: 'km', type: 'vehicle', read: ({ odometer }) => odometer?.mileage },
  acceleration: { quantity: 'm/s²', type: 'vehicle', read: ({ kinetic }) => kinetic?.acceleration },
  outside: { quantity: '°C', type: 'environment', read: ({ environment }) => environment?.air?.temp },
  thermicSpeed: ofEngines('rpm', (groups) => engine(groups, 'Thermic')?.speed),
  electricSpeed: ofEngines('rpm', (groups) => engine(groups, 'Electric')?.speed),
  coolantTemp: ofEngines('°C', (groups) => thermic(groups)?.coolant?.temp),
  coolantLevel: ofEngines('%', (groups) => thermic(groups)?.coolant?.level),
  oilTemp: ofEngines('°C', (groups) => thermic(groups)?.oil?.temp),
  oilLevel: ofEngines('%', (groups) => thermic(groups)?.oil?.level),
  intakeTemp: ofEngines('°C', (groups) => thermic(groups)?.air?.temp),
  auxiliaryBattery: {
    quantity: '%',
    type: 'vehicle.battery',
    read: (groups) => groups.battery?.voltage,
  },
  speedLimit: { quantity: 'km/h', type: 'vehicle.adas', read: ({ adas }) => adas?.sli },
  altitude: ofLocation('m', ({ location }) => location?.geometry.coordinates[2]),
  heading: ofLocation('number', ({ location }) => location?.properties.heading),
  signalQuality: ofLocation('number', ({ location }) => location?.properties.signalQuality),
  daysBeforeMaintenance: ofMaintenance('days', ({ maintenance }) => maintenance?.daysBeforeMaintenance),
  kmBeforeMaintenance: ofMaintenance('km', ({ maintenance }) => maintenance?.mileageBeforeMaintenance),
} as const satisfies Record<string, Signal>;

export const signalNames = Object.keys(signals) as SignalName[];

export const isSignal = (name: string | null): name is SignalName =>
  name !== null && Object.hasOwn(signals, name);

/** What a report says, as a status would. */
export function groupsOfReport({ vehicle, environment, _embedded }: Telemetry): Groups {
  const { location, maintenance } = _embedded?.extension ?? {};
  return {
    ...(vehicle as Groups | undefined),
    ...(environment ? { environment } : {}),
    ...(location ? { location: location as Location } : {}),
    ...(maintenance ? { maintenance } : {}),
  };
}

/** What a status says, as a report would. */
export function groupsOfStatus(status: Status, maintenance?: Groups['maintenance']): Groups {
  return {
    ...(status as Groups),
    ...(status.lastPosition ? { location: status.lastPosition as Location } : {}),
    ...(maintenance ? { maintenance } : {}),
  };
}

/** Signals of which there is a value. */
export const signalsIn = (groups: Groups): SignalName[] =>
  signalNames.filter((name) => signals[name].read(groups) !== undefined);

/** The query of the telemetry that has a signal. */
export function queryOf(name: SignalName): { type?: string; extension?: string } {
  const { type, extension }: Signal = signals[name];
  return { ...(type === undefined ? {} : { type }), ...(extension === undefined ? {} : { extension }) };
}
