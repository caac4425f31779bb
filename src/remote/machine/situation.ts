import type { RemoteBody } from '../../model/remote.ts';
import type { Status, VehicleState } from '../../model/vehicle-state.ts';

/** A vehicle that stands stays awake for so long after it has said something. */
export const awakeMs = 180_000;

/** What is known of a vehicle that may speak against an action. */
export type VehicleSituation = {
  /** Electric alone, not plugged in, and lower than the settings ask for. */
  isBatteryLow: boolean;
  isFullyPrivate: boolean;
  isStolen: boolean;
  /** Somebody drives it, or is about to. */
  isInUse: boolean;
};

/** `now`: epoch milliseconds. `batteryMin`: %. */
export function situationOf(
  state: VehicleState | undefined,
  { now, batteryMin }: { now: number; batteryMin: number },
): VehicleSituation {
  const status = state?.projections.status ?? {};
  return {
    isBatteryLow: isBatteryLow(status, batteryMin),
    isFullyPrivate: status.privacy?.value.state === 'Full',
    isStolen: status.stolen?.value.state === true,
    isInUse: isInUse(status, now),
  };
}

/** A vehicle with fuel can do without; one that is plugged in is being helped. */
function isBatteryLow(status: Status, batteryMin: number): boolean {
  const electric = status['energies.Electric']?.value;
  if (electric?.level === undefined || status['energies.Fuel']) return false;
  return electric.level < batteryMin && electric.extension?.electric?.charging?.plugged !== true;
}

/** What a vehicle said that has fallen silent since is no reason: it is asked. */
function isInUse(status: Status, now: number): boolean {
  const heardAt = Math.max(...Object.values(status).map(({ receivedAt }) => receivedAt));
  if (now - heardAt >= awakeMs) return false;
  const { ignition, powertrain, kinetic } = status;
  if (ignition) return ignition.value.type !== 'Stop';
  if (powertrain) return powertrain.value.status === 'Running' || powertrain.value.status === 'Starting';
  return kinetic?.value.moving === true || Math.abs(kinetic?.value.speed ?? 0) > 0;
}

/** Whether an action makes a vehicle do something that only one that nobody uses may do. Locked it may be at any time. */
export function isForParked(body: RemoteBody): boolean {
  if ('preconditioning' in body) {
    const { airConditioning } = body.preconditioning as { airConditioning?: { immediate?: boolean } };
    return airConditioning?.immediate === true;
  }
  if ('door' in body) return body.door.state !== 'Locked';
  return 'horn' in body || 'lights' in body;
}
