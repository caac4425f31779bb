import type { ClimateProgram } from '../../vehicle-client/body.ts';
import { chargingPowerW, noSupply } from '../energy/charging.ts';
import type { Vehicle } from '../vehicle.ts';
import { momentOf } from './charging.ts';
import type { Told } from './told.ts';

/** What a vehicle was told in an earlier life, as far as it is known; what is left out was not. */
export type Remembered = {
  isUnlocked?: boolean | undefined;
  isImmobilized?: boolean | undefined;
  /** It is plugged in, and that became of its charge. */
  charge?: 'InProgress' | 'Stopped' | 'Finished' | undefined;
  isQuickCharge?: boolean | undefined;
  /** When a charge that was put off begins: ISO 8601, since midnight (UTC). */
  chargeStart?: string | undefined;
  chargeType?: 'Partial' | 'Full' | undefined;
  climatePrograms?: ClimateProgram[] | undefined;
};

/** A parked vehicle that goes by what it was told before. `at`: epoch milliseconds. */
export function withRemembered(vehicle: Vehicle, remembered: Remembered, at: number): Vehicle {
  return {
    ...vehicle,
    supply: supplyOf(vehicle, remembered),
    told: { ...vehicle.told, ...toldOf(remembered, at) },
  };
}

function supplyOf({ car, stores }: Vehicle, { charge, isQuickCharge }: Remembered): Vehicle['supply'] {
  if (!charge || car.batteryWh === 0) return noSupply;
  const source = isQuickCharge ? 'Quick' : 'Slow';
  const powerW = charge === 'InProgress' ? chargingPowerW(car, stores.batteryWh, source) : 0;
  return { source, status: charge, powerW };
}

function toldOf(remembered: Remembered, at: number): Partial<Told> {
  const { isUnlocked = false, isImmobilized = false, chargeStart, chargeType, climatePrograms } = remembered;
  return {
    isUnlocked,
    isImmobilized,
    ...(chargeStart === undefined ? {} : { chargeAt: momentOf(chargeStart, at) }),
    ...(chargeType ? { chargeType } : {}),
    ...(climatePrograms
      ? { climate: { status: 'Disabled', secondsLeft: 0, programs: climatePrograms } }
      : {}),
  };
}
