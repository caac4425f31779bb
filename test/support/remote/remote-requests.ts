import type { TestCloud } from '../cloud.ts';
import type { Owned, Someone } from '../subscribers/subscribers.ts';
import { made, remoteCallbackBody } from '../subscribers/subscriptions.ts';

export const lock = { door: { state: 'Locked' } };
export const honk = { horn: { state: 'Activated' } };

/** Where remote actions of a user's vehicle are, through their callback. */
export const remotesOf = ({ vehicle, cbid }: Pick<Someone, 'vehicle' | 'cbid'>) =>
  `/user/vehicles/${vehicle.id}/callbacks/${cbid}/remotes`;

const everyType = [
  ...['ThermalPreconditioning', 'ElectricBatteryChargingRequest', 'Horn', 'Doors', 'Lights'],
  ...['Immobilization', 'Stolen', 'WakeUp', 'Navigation'],
];

/** A callback of a fleet, for these types or all, and where the remote actions of its vehicle are. */
export async function remotesOfFleet({ send, vid }: Owned, remoteTypes = everyType) {
  const cbid = await made(send, 'remote/callbacks', { ...remoteCallbackBody, remoteTypes });
  return { cbid, remotes: `vehicles/${vid}/callbacks/${cbid}/remotes` };
}

/** As a clock would have it: no action is under way any more. */
export async function endRemotes({ database }: TestCloud): Promise<void> {
  await database.query
    .updateTable('remote_actions')
    .set({ phase: 'done', due_at: null, step: JSON.stringify({ type: 'Done', status: 'Success' }) })
    .execute();
}
