import type { VehicleConfig } from '../../../simulator/config.ts';
import { findStatus } from '../../known-states.ts';
import type { Groups } from '../../model/groups.ts';
import type { Status } from '../../model/vehicle-state.ts';
import type { Database } from '../../store/database.ts';
import { isVehicleImmobilized } from '../../store/remote/remote-lists.ts';
import { findVehicleId } from '../../store/vehicles/vehicles.ts';

export type Last = NonNullable<VehicleConfig['last']>;

/** What Roadwire knows last of a vehicle, for a simulated one to go on from; nothing if it never reported. */
export async function findLast(database: Database, vin: string): Promise<Last | undefined> {
  const vehicleId = await findVehicleId(database, vin);
  const status = vehicleId === undefined ? undefined : await findStatus(database, vehicleId);
  if (vehicleId === undefined || !status || Object.keys(status).length === 0) return undefined;
  const last = lastOf(status);
  // No report tells of it.
  const isImmobilized = await isVehicleImmobilized(database, vehicleId);
  return isImmobilized ? { ...last, told: { ...last.told, isImmobilized } } : last;
}

/** The newest values, whatever their age. */
export function lastOf(status: Status): Last {
  const value = <Name extends keyof Groups>(name: Name) =>
    status[name]?.value as NonNullable<Groups[Name]> | undefined;
  const fuel = value('energies.Fuel');
  const position = value('position');
  const maintenance = value('maintenance');
  const last: Last = {
    at: Math.max(...Object.values(status).map(({ at }) => at)),
    place: position && { longitude: position.longitude, latitude: position.latitude },
    odometerKm: value('odometer')?.mileage,
    electricLevel: electricLevel(value('energies.Electric'), value('energies.Electric.load')),
    fuelLevel: fuel?.level,
    fuelUsedCl: fuel?.extension?.fuel?.consumptions?.total,
    serviceKm: maintenance?.mileageBeforeMaintenance,
    serviceDays: maintenance?.daysBeforeMaintenance,
    isStolen: value('stolen')?.state,
    told: toldOf(status),
  };
  return Object.fromEntries(Object.entries(last).filter(([, known]) => known !== undefined));
}

/** What of its state a parked vehicle was told, or might have been. */
function toldOf(status: Status): Last['told'] {
  const { ignition, doorsState, preconditioning } = status;
  const electric = status['energies.Electric']?.value as Groups['energies.Electric'];
  const charging = electric?.extension?.electric?.charging;
  const programs = preconditioning?.value.programs;
  const isParked = ignition?.value.type === 'Stop';
  const told = {
    isUnlocked: isParked && doorsState?.value.lockedStates?.includes('Unlocked') === true,
    charge: chargeOf(charging),
    isQuickCharge: charging?.chargingMode === 'Quick',
    chargeStart: charging?.nextDelayedTime,
    chargeType: charging?.type,
    climatePrograms: programs,
  };
  return Object.fromEntries(
    Object.entries(told).filter(([, known]) => known !== undefined && known !== false),
  );
}

type Charging = NonNullable<
  NonNullable<NonNullable<Groups['energies.Electric']>['extension']>['electric']
>['charging'];

function chargeOf(charging: Charging): NonNullable<Last['told']>['charge'] {
  const status = charging?.plugged === true ? charging.status : undefined;
  return status === 'InProgress' || status === 'Stopped' || status === 'Finished' ? status : undefined;
}

/** %, from the energy in the battery where that is known: it is the more exact of the two. */
function electricLevel(
  energy: Groups['energies.Electric'],
  load: Groups['energies.Electric.load'],
): number | undefined {
  if (load?.residual === undefined || !load.capacity) return energy?.level;
  return Math.min(100, (load.residual / load.capacity) * 100);
}
