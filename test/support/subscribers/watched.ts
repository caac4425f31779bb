import type { Driver, EnrolledVehicle, TestCloud } from '../cloud.ts';
import { report } from '../vehicles/reports.ts';
import { type Send, sendAs } from '../vehicles/send.ts';
import type { TestVehicle } from '../vehicles/vehicle.ts';
import { callbackBody, made } from './subscriptions.ts';

/** A vehicle on the line, and whoever wants to be told of it. */
export type Watched = {
  driver: Driver;
  vehicle: EnrolledVehicle;
  line: TestVehicle;
  send: Send;
  cbid: string;
  /** Reports groups, so many seconds after the clock of the test; resolves when they have committed. */
  tell(groups: object, seconds?: number): Promise<void>;
  /** Makes a monitor; the answer is the address of what is its own. */
  watch(triggers: object[], options?: { boolExp?: string; more?: object }): Promise<string>;
};

export async function watchedVehicle(cloud: TestCloud): Promise<Watched> {
  const driver = await cloud.addDriver();
  const vehicle = await cloud.addVehicle(driver);
  const send = sendAs(cloud, driver);
  const cbid = await made(send, '/user/callbacks', callbackBody);
  const monitors = `/user/vehicles/${vehicle.id}/callbacks/${cbid}/monitors`;
  const watched: Watched = {
    driver,
    vehicle,
    line: await cloud.connect(vehicle),
    send,
    cbid,
    tell: (groups, seconds = 0) => watched.line.report(report(cloud.clock.now() + seconds * 1000, groups)),
    async watch(triggers, { boolExp = 'one', more = {} } = {}) {
      const body = { label: 'Mine', triggerParam: { triggers, boolExp }, ...more };
      return `${monitors}/${await made(send, monitors, body)}`;
    },
  };
  return watched;
}

/** On a datum, named `one`. */
export function datum(data: string, op: string, ...value: string[]): object {
  return { name: 'one', data: { data, op, ...(value.length > 0 ? { value } : {}) } };
}

/** What a monitor has raised, oldest first. */
export async function raised(
  send: Send,
  monitor: string,
): Promise<{ eventDate: string; refresh: boolean; values: object[] }[]> {
  const { body } = await send('get', `${monitor}/events`);
  return (body._embedded.events as { eventDate: string; refresh: boolean; values: object[] }[]).toReversed();
}
