import { newSigningSecret } from '../../lib/secrets.ts';
import { findApplicationByClientId } from '../../store/access/applications.ts';
import type { Database } from '../../store/database.ts';
import {
  addCallback,
  listCallbacks,
  replaceCallback,
  setCallbackStatus,
} from '../../store/monitors/callbacks.ts';
import { findAccountByEmail } from '../../store/people/users.ts';
import type { DemoFile } from './create-world.ts';

const label = 'Demo';
const callbacksMax = 1000;

type Told = { endUser: DemoFile['endUser']; sinkUrl: string; now: Date };

/**
 * The id of the callback through which the demo itself is told of the user's remote actions: made at the first start,
 * and led to where the demo listens now. Undefined where the user has withdrawn the application's access.
 */
export async function remoteCallback(
  database: Database,
  { endUser, sinkUrl, now }: Told,
): Promise<string | undefined> {
  const account = await findAccountByEmail(database, endUser.email);
  const application = await findApplicationByClientId(database, endUser.clientId);
  if (!account || !application) return undefined;
  const subscriber = { clientId: endUser.clientId, userId: account.userId };
  const webhook = { name: label, target: `${sinkUrl}/remotes` };
  const subscribe = { label, type: ['Remote' as const], callback: { webhook } };
  const known = (await listCallbacks(database, subscriber)).find((one) => one.subscribe.label === label);
  if (!known) {
    const secret = newSigningSecret();
    const added = await addCallback(database, subscriber, { subscribe, secret, max: callbacksMax, now });
    return added === undefined || added === 'full' ? undefined : added.publicId;
  }
  const { publicId } = known;
  await replaceCallback(database, subscriber, { publicId, subscribe, now, check: () => undefined });
  await setCallbackStatus(database, subscriber, { publicId, status: 'Running', now });
  return publicId;
}

/** Lines for a shell, in their order: the first three are for the others. `charging`, `sleeping`: VINs. */
export function remoteLines(
  { baseUrl, endUser }: Pick<DemoFile, 'baseUrl' | 'endUser'>,
  { cbid, charging, sleeping }: { cbid: string; charging: string; sleeping: string },
): string[] {
  const idOf = (vin: string) => endUser.vehicles.find((vehicle) => vehicle.vin === vin)?.id;
  const [atCharger, asleep] = [idOf(charging), idOf(sleeping)];
  const ask = (id: string | undefined, body: object) => `ask ${id} '${JSON.stringify(body)}'`;
  return [
    `V='${baseUrl}/connectedcar/v4/user/vehicles' C='client_id=${endUser.clientId}' A='Authorization: Bearer ${endUser.accessToken}'`,
    `ask() { curl -sS -H "$A" -H 'Content-Type: application/json' -d "$2" "$V/$1/callbacks/${cbid}/remotes?$C"; echo; }`,
    'see() { curl -sS -H "$A" "$V/$1/status?$C"; echo; }',
    ask(atCharger, { door: { state: 'Locked' } }),
    ask(atCharger, { charging: { immediate: false } }),
    `see ${atCharger}`,
    ask(asleep, { wakeUp: { action: 'WakeUp' } }),
    `see ${asleep}`,
  ];
}
