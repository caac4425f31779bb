import type { FailureCause, RemoteRequest, RemoteStatus } from '../../model/remote.ts';
import { isForParked, type VehicleSituation } from './situation.ts';

/** What decides whether an action is taken up. */
export type Standing = {
  /** A service of the vehicle allows whoever asks to. */
  isEntitled: boolean;
  /** The vehicle can do such a thing, and be told to. */
  isCapable: boolean;
  lastMinute: number;
  lastDay: number;
  /** The same action goes on already. */
  isInProgress: boolean;
  isAwake: boolean;
  /** It sleeps, but its wake-up is on its way. */
  isBeingWoken: boolean;
  /** This month. */
  wakeUps: number;
  vehicle: VehicleSituation;
};

export type Limits = { remotesPerMinute: number; remotesPerDay: number; wakeUpsPerMonth: number };

/** Why an action is not taken up; `warning` is told before. */
export type Refusal = { cause: FailureCause; warning?: RemoteStatus };

/** What is checked before an action is accepted, in the order of the contract's flowchart. */
export function refuse(
  { type }: RemoteRequest,
  standing: Standing,
  { remotesPerMinute, remotesPerDay, wakeUpsPerMonth }: Limits,
): Refusal | undefined {
  const { vehicle, isAwake, isBeingWoken } = standing;
  if (!standing.isEntitled) return { cause: 'MissingRights' };
  if (!standing.isCapable) return { cause: 'WrongCommand' };
  if (standing.lastMinute >= remotesPerMinute) return { cause: 'TooManyRequestInShortTime' };
  if (standing.lastDay >= remotesPerDay) return { cause: 'TooManyRequestSent' };
  if (standing.isInProgress) return { cause: 'SameActionInProgress' };
  if (!isAwake && !isBeingWoken && standing.wakeUps >= wakeUpsPerMonth)
    return { cause: 'TooManyWakeUpsOverMonth', warning: 'TooManyWakeUpsOverMonth' };
  if (vehicle.isBatteryLow && !isWithoutBattery(type))
    return { cause: 'NotPossibleDueToVehicleBatteryLevel', warning: 'VehicleBatteryChargeTooLow' };
  return undefined;
}

type Type = RemoteRequest['type'];

/** Against theft everything is tried. */
const isAgainstTheft = (type: Type) => type === 'Stolen' || type === 'Immobilization';

/** To charge is what a battery that is low needs. */
const isWithoutBattery = (type: Type) => type === 'ElectricBatteryChargingRequest' || isAgainstTheft(type);

/** What speaks against an action in the vehicle's state. Everything else the vehicle itself knows best. */
export function obstacleTo(
  { type, body }: RemoteRequest,
  { isFullyPrivate, isStolen, isInUse }: VehicleSituation,
): FailureCause | undefined {
  if (isFullyPrivate && !isAgainstTheft(type)) return 'NotPossibleDueToVehiclePrivacyLevel';
  if (isStolen && !isAgainstTheft(type)) return 'NotPossibleDueToVehicleStolenState';
  const isOfStolen = 'stolen' in body && body.stolen.stolen === undefined;
  if (isOfStolen && !isStolen) return 'WrongCommand';
  return isInUse && isForParked(body) ? 'VehicleInUse' : undefined;
}
