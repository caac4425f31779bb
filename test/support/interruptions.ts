import { removeFromFleet } from '../../src/store/registry/fleets.ts';
import type { TestCloud } from './cloud.ts';
import { eventually } from './eventually.ts';
import { fleetMonitorBody, made } from './subscribers/subscriptions.ts';
import { raised, type Watched, watchedVehicle } from './subscribers/watched.ts';
import { report } from './vehicles/reports.ts';
import { sendAsOwner } from './vehicles/send.ts';

type Asked = { triggers: object[]; refreshEvent?: number };
type RaisedEvents = Awaited<ReturnType<typeof raised>>;

/** A monitor on a vehicle, which can be kept from watching it for a while. */
export type Interrupted = Pick<Watched, 'vehicle' | 'tell'> & {
  /** Of its vehicle, oldest first. */
  events(): Promise<RaisedEvents>;
  /** Resolves when it watches the vehicle no more. */
  stop(): Promise<void>;
  /** Resolves when it watches the vehicle again. */
  goOn(): Promise<void>;
};

export type Interrupt = (cloud: TestCloud, asked: Asked) => Promise<Interrupted>;

/** A monitor of a user that is paused. */
export const paused: Interrupt = async (cloud, { triggers, refreshEvent }) => {
  const { vehicle, tell, watch, send } = await watchedVehicle(cloud);
  const more = refreshEvent === undefined ? {} : { subscribeParam: { refreshEvent } };
  const monitor = await watch(triggers, { more });
  const set = async (status: string) => {
    const { status: code, text } = await send('put', `${monitor}/status`, { status });
    if (code !== 202) throw new Error(text);
  };
  const events = () => raised(send, monitor);
  return { vehicle, tell, events, stop: () => set('Paused'), goOn: () => set('Running') };
};

/** A monitor of a fleet that the vehicle leaves. Nobody is at its target: it is tried for days, else the monitor would fail. */
export const gone: Interrupt = async (cloud, { triggers, refreshEvent }) => {
  const owner = await cloud.addPartner();
  const send = sendAsOwner(cloud, owner);
  const { vehicle, tell } = await watchedVehicle(cloud);
  await cloud.addToFleet(owner, vehicle);
  const { subscribeParam } = fleetMonitorBody;
  const refresh = refreshEvent === undefined ? {} : { refreshEvent };
  const body = { label: 'Mine', subscribeParam: { ...subscribeParam, ...refresh } };
  const monitor = `monitors/${await made(send, 'monitors', { ...body, triggerParam: { triggers, boolExp: 'one' } })}`;
  const pulse = { name: 'one', data: { data: 'vehicle.odometer', op: 'greaterThan', value: ['0'] } };
  const triggerParam = { triggers: [pulse], boolExp: 'one' };
  const other = `monitors/${await made(send, 'monitors', { ...body, triggerParam })}`;

  /** Who is in the fleet is told in the order in which it changed: when a newcomer is watched, the rest is known. */
  async function settled(): Promise<void> {
    const newcomer = await watchedVehicle(cloud);
    await cloud.addToFleet(owner, newcomer.vehicle);
    await eventually('a newcomer is watched', async () => {
      await newcomer.line.report(report(cloud.clock.now(), { odometer: { mileage: 1 } }));
      return of(await raised(send, other), newcomer.vehicle.vin).length > 0;
    });
  }

  return {
    vehicle,
    tell,
    events: async () => of(await raised(send, monitor), vehicle.vin),
    async stop() {
      await removeFromFleet(cloud.database, owner.fid, vehicle.vin);
      await settled();
    },
    async goOn() {
      await cloud.addToFleet(owner, vehicle);
      await settled();
    },
  };
};

/** Events of a fleet's monitor name the vehicle. */
function of(events: RaisedEvents, vin: string): RaisedEvents {
  return events.filter((event) => 'vin' in event && event.vin === vin);
}
