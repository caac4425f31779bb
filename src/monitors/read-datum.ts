import type { GroupName, Groups } from '../model/groups.ts';
import type { DatumName } from './data-table.ts';
import type { Told } from './view.ts';

/** How a datum is read out of what is told of a vehicle. */
export type DatumReader = {
  /** The groups that it is read from. */
  groups: readonly GroupName[];
  /** Undefined where nothing is told of it. */
  read(told: Told): string | number | undefined;
  /** What tells two values apart, where that is more than the value itself. */
  key?(told: Told): string | undefined;
  /** The same value under another key is something that happened anew. */
  isIncident?: true;
};

const truth = (value: boolean | undefined) => (value === undefined ? undefined : String(value));

const charging = (told: Told) => told('energies.Electric')?.extension?.electric?.charging;

/** Of everything that it can drive with. */
function autonomy(told: Told): number | undefined {
  const fuel = told('energies.Fuel')?.autonomy;
  const electric = told('energies.Electric')?.autonomy;
  return fuel === undefined && electric === undefined ? undefined : (fuel ?? 0) + (electric ?? 0);
}

/** The powertrain says it; where it does not, an engine that turns. */
function isRunning(told: Told): string | undefined {
  const status = told('powertrain')?.status;
  if (status) return truth(status === 'Running');
  const speeds = [told('engines.Thermic')?.speed, told('engines.Electric')?.speed];
  const known = speeds.filter((speed) => speed !== undefined);
  return known.length > 0 ? truth(known.some((speed) => speed > 0)) : undefined;
}

/** In one order, whatever that of the report is. */
const lockedStates = (told: Told) => told('doorsState')?.lockedStates?.toSorted().join(',');

/** What is open; `Closed` where nothing is. */
function openDoors(told: Told): string | undefined {
  const opening = told('doorsState')?.opening;
  const open = opening?.filter(({ state }) => state === 'Open').map(({ identifier }) => identifier);
  return open && (open.toSorted().join(',') || 'Closed');
}

function belt(told: Told): string | undefined {
  const belts = told('safety')?.beltStatus ?? [];
  if (belts.length === 0) return undefined;
  return belts.some(({ belt: one }) => one === 'Omission') ? 'Omission' : 'Normal';
}

function airConditioning(told: Told): string | undefined {
  const { status, startingCause, failureCause, programs } = told('preconditioning') ?? {};
  const parts = [status, startingCause, failureCause, programs];
  return parts.every((part) => part === undefined) ? undefined : JSON.stringify(parts);
}

type From<Name extends GroupName> = NonNullable<Groups[Name]>;

/** A reader of one group. */
function of<Name extends GroupName>(
  name: Name,
  pick: (value: From<Name>) => string | number | undefined,
): DatumReader {
  return {
    groups: [name],
    read(told) {
      const value = told(name);
      return value && pick(value as From<Name>);
    },
  };
}

/** Data that are read out of the newest state. The others tell of episodes: alerts, trips, collisions. */
export const readers: { [_ in DatumName]?: DatumReader } = {
  'vehicle.odometer': of('odometer', ({ mileage }) => mileage),
  'vehicle.powertrain.status': of('powertrain', ({ status }) => status),
  'vehicle.engines.running': {
    groups: ['powertrain', 'engines.Thermic', 'engines.Electric'],
    read: isRunning,
  },
  'vehicle.engines.thermic.oil.temp': of('engines.Thermic', ({ extension }) => extension?.thermic?.oil?.temp),
  'vehicle.energy.electric.level': of('energies.Electric', ({ level }) => level),
  'vehicle.energy.electric.autonomy': of('energies.Electric', ({ autonomy: km }) => km),
  'vehicle.energy.fuel.level': of('energies.Fuel', ({ level }) => level),
  'vehicle.energy.fuel.autonomy': of('energies.Fuel', ({ autonomy: km }) => km),
  'vehicle.autonomy': { groups: ['energies.Fuel', 'energies.Electric'], read: autonomy },
  'vehicle.energy.charging.status': { groups: ['energies.Electric'], read: (told) => charging(told)?.status },
  'vehicle.energy.charging.plugged': {
    groups: ['energies.Electric'],
    read: (told) => truth(charging(told)?.plugged),
  },
  'vehicle.energy.charging.type': { groups: ['energies.Electric'], read: (told) => charging(told)?.type },
  'vehicle.doorsState.lockedState': { groups: ['doorsState'], read: lockedStates },
  'vehicle.doorsState.opening': { groups: ['doorsState'], read: openDoors },
  'vehicle.kinetic.moving': of('kinetic', ({ moving }) => truth(moving)),
  'vehicle.kinetic.speed': of('kinetic', ({ speed }) => speed),
  'vehicle.safety.beltWarning': { groups: ['safety'], read: belt },
  'vehicle.safety.autoECallTriggering': of('safety', ({ autoECallTriggering }) => autoECallTriggering),
  'environment.air.temp': of('environment.air', ({ temp }) => temp),
  'privacy.state': of('privacy', ({ state }) => state),
  'vehicle.drivingBehavior.mode': of('drivingBehavior', ({ mode }) => mode),
  'vehicle.preconditioning.airConditioning': {
    groups: ['preconditioning'],
    read: (told) => airConditioning(told) && (told('preconditioning')?.status ?? 'Unknown'),
    key: airConditioning,
  },
  'vehicle.alarm.trigger.type': {
    groups: ['alarm.trigger'],
    read: (told) => told('alarm.trigger')?.type,
    key(told) {
      const trigger = told('alarm.trigger');
      return trigger && `${trigger.type} ${trigger.startAt}`;
    },
    isIncident: true,
  },
  'vehicle.alarm.status.activation': of('alarm.status', ({ activation }) => activation),
  'vehicle.maintenance.daysBeforeMaintenance': of('maintenance', (told) => told.daysBeforeMaintenance),
  'vehicle.maintenance.mileageBeforeMaintenance': of('maintenance', (told) => told.mileageBeforeMaintenance),
  'stolen.state': of('stolen', ({ state }) => truth(state)),
};
