import { saveMonitorEvents } from '../../../src/store/monitors/monitor-events.ts';
import type { Driver, FleetOwner, TestCloud } from '../cloud.ts';
import { type Send, sendAs, sendAsOwner } from '../vehicles/send.ts';

const webhook = { name: 'Mine', target: 'https://sink.example/events' };

/** Bodies that are right, in their canonical form. */
export const callbackBody = {
  label: 'My sink',
  type: ['Monitor', 'Remote'],
  callback: { webhook: { ...webhook, attributes: [{ type: 'Header', key: 'X-Vin', value: '$vin' }] } },
};

export const remoteCallbackBody = {
  label: 'Doors and horns',
  remoteTypes: ['Doors', 'Horn'],
  callback: { webhook },
  retryPolicy: { policy: 'Bounded', retryNumber: 5, retryDelay: 20 },
  batchNotify: { size: 10, timeWindow: 30 },
};

const far = { name: 'far', data: { data: 'vehicle.odometer', op: 'greaterThan', value: ['15000'] } };

export const monitorBody = {
  label: 'Far',
  subscribeParam: { refreshEvent: 3600 },
  extendedEventParam: ['vehicle.doorsState'],
  triggerParam: { triggers: [far], boolExp: 'far' },
};

export const fleetMonitorBody = {
  label: 'Far',
  subscribeParam: { callback: { webhook }, retryPolicy: { policy: 'Always', retryDelay: 30 } },
  triggerParam: { triggers: [far], boolExp: 'far' },
};

/** What an application with this driver, and the owner of a fleet have: ids for the parameters of paths (`named`). */
export type SubscriptionIds = Record<
  'cbid' | 'mid' | 'nid' | 'remoteCbid' | 'remoteNid' | 'fleetMid' | 'monitorNid',
  string
>;

/** What was asked of a vehicle: ids, as above. */
export type RemoteIds = Record<'rid' | 'remoteRid', string>;

/** The same parameters stand for other things on the fleet owner's face. */
export function named(path: string): string {
  if (path.includes('/user/')) return path;
  const nid = path.includes('/callbacks/') ? 'remoteNid' : 'monitorNid';
  return path
    .replace(/([:{])nid/, `$1${nid}`)
    .replace(/([:{])cbid/, '$1remoteCbid')
    .replace(/([:{])rid/, '$1remoteRid')
    .replace(/([:{])mid/, '$1fleetMid');
}

type For = { driver: Driver; vehicle: { id: string; vehicleId: number }; owner: FleetOwner };

/** Makes one of each, with a delivery that waits, and an event of each monitor. */
export async function subscribe(cloud: TestCloud, { driver, vehicle, owner }: For): Promise<SubscriptionIds> {
  const [user, fleet] = [sendAs(cloud, driver), sendAsOwner(cloud, owner)];
  const cbid = await made(user, '/user/callbacks', callbackBody);
  const mid = await made(user, `/user/vehicles/${vehicle.id}/callbacks/${cbid}/monitors`, monitorBody);
  const remoteCbid = await made(fleet, 'remote/callbacks', remoteCallbackBody);
  const fleetMid = await made(fleet, 'monitors', fleetMonitorBody);
  for (const one of [mid, fleetMid]) await addEvent(cloud, { mid: one, vehicleId: vehicle.vehicleId });
  return {
    cbid,
    mid,
    nid: await made(user, `/user/callbacks/${cbid}/ping`),
    remoteCbid,
    remoteNid: await made(fleet, `remote/callbacks/${remoteCbid}/ping`),
    fleetMid,
    monitorNid: await made(fleet, `monitors/${fleetMid}/ping`),
  };
}

type At = For & { vid: string } & Pick<SubscriptionIds, 'cbid' | 'remoteCbid'>;

/** Asks the vehicle for something through each of the callbacks, and sets a charge limit. */
export async function askRemotes(
  cloud: TestCloud,
  { driver, vehicle, owner, vid, cbid, remoteCbid }: At,
): Promise<RemoteIds> {
  const [user, fleet] = [sendAs(cloud, driver), sendAsOwner(cloud, owner)];
  const own = `/user/vehicles/${vehicle.id}`;
  await user('put', `${own}/chargeLimit`, { percent: 80 });
  return {
    rid: await made(user, `${own}/callbacks/${cbid}/remotes`, { door: { state: 'Locked' } }),
    remoteRid: await made(fleet, `vehicles/${vid}/callbacks/${remoteCbid}/remotes`, {
      horn: { state: 'Activated' },
    }),
  };
}

/** The id of what was made. */
export async function made(send: Send, path: string, body?: object): Promise<string> {
  const { status, body: answer, text } = await send('post', path, body);
  if (status > 202) throw new Error(`${path}: ${status} ${text}`);
  return answer.callbackId ?? answer.monitorId ?? answer.remoteActionId ?? answer.id;
}

type Event = { mid: string; vehicleId: number; at?: number };

/** An event as the lanes keep it. */
export async function addEvent({ database, clock }: TestCloud, { mid, vehicleId, at }: Event) {
  const { id: monitorId } = await database.query
    .selectFrom('monitors')
    .select('id')
    .where('public_id', '=', mid)
    .executeTakeFirstOrThrow();
  const value = { type: 'string', body: { literalValue: '15001' } } as const;
  const values = [{ data: 'vehicle.odometer', value }];
  const transaction = {
    query: (text: string, given: unknown[]) => database.pool.query(text, given),
    copy: () => Promise.reject(new Error('nothing is copied')),
  };
  const event = { monitorId, vehicleId, at: at ?? clock.now(), refresh: false, values };
  await saveMonitorEvents(transaction, [event]);
}
