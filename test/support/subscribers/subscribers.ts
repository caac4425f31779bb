import type { Driver, EnrolledVehicle, FleetOwner, TestCloud } from '../cloud.ts';
import { type Send, sendAs, sendAsOwner } from '../vehicles/send.ts';
import { callbackBody, made } from './subscriptions.ts';

/** A user with a vehicle and a callback, and the address of its monitors. */
export type Someone = {
  driver: Driver;
  vehicle: EnrolledVehicle;
  send: Send;
  cbid: string;
  monitors: string;
};

/** The owner of a fleet with one vehicle. */
export type Owned = { owner: FleetOwner; send: Send; vehicle: EnrolledVehicle; vid: string };

export function subscribersOf(cloud: TestCloud) {
  return {
    async someone(): Promise<Someone> {
      const driver = await cloud.addDriver();
      const vehicle = await cloud.addVehicle(driver);
      const send = sendAs(cloud, driver);
      const cbid = await made(send, '/user/callbacks', callbackBody);
      const monitors = `/user/vehicles/${vehicle.id}/callbacks/${cbid}/monitors`;
      return { driver, vehicle, send, cbid, monitors };
    },
    async someOwner(): Promise<Owned> {
      const owner = await cloud.addPartner();
      const vehicle = await cloud.addVehicle(await cloud.addDriver());
      const vid = await cloud.addToFleet(owner, vehicle);
      return { owner, send: sendAsOwner(cloud, owner), vehicle, vid };
    },
    /** The same user and application with another token. */
    async withScopes({ driver }: Someone, ...scopes: string[]): Promise<Send> {
      return sendAs(cloud, { ...driver, token: await cloud.addToken(driver, scopes) });
    },
    async rowOf(publicId: string) {
      return cloud.database.query
        .selectFrom('monitors')
        .select(['id', 'scopes', 'revision', 'callback_id', 'status'])
        .where('public_id', '=', publicId)
        .executeTakeFirst();
    },
  };
}

export const withTrigger = (trigger: object, boolExp = 'a') => ({
  label: 'x',
  triggerParam: { triggers: [{ name: 'a', ...trigger }], boolExp },
});

export const datum = (data: string, op = 'onChange', ...value: string[]) => ({
  data: { data, op, ...(value.length > 0 ? { value } : {}) },
});

export const zone = {
  transition: 'In',
  place: { radius: 2, center: { longitude: 2.3, latitude: 48.8 } },
};
