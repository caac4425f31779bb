import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unlinkVehicle } from '../../src/store/people/user-vehicles.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Someone, subscribersOf } from '../support/subscribers/subscribers.ts';
import { report } from '../support/vehicles/reports.ts';
import { sendAs } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterAll(() => cloud.stop());

const limitOf = ({ vehicle }: Pick<Someone, 'vehicle'>) => `/user/vehicles/${vehicle.id}/chargeLimit`;

/** A user whose vehicle is on the line and tells how far it is charged. */
async function charging() {
  const own = await people.someone();
  const line = await cloud.connect(own.vehicle);
  const tell = (level: number, status = 'InProgress', more: object = {}) =>
    line.report(
      report(cloud.clock.now(), {
        energies: [
          { type: 'Electric', level, extension: { electric: { charging: { plugged: true, status } } } },
        ],
        ...more,
      }),
    );
  return { ...own, line, tell };
}

const eventsOf = async ({ send, ...own }: Someone): Promise<Body[]> =>
  (await send('get', `${limitOf(own)}/events`)).body._embedded.events;

/** Waits until so many stops were asked for. */
const stops = (own: Someone, count: number) =>
  eventually(`${count} stops`, async () => {
    const events = await eventsOf(own);
    return events.length >= count && events;
  });

const asked = (vehicleId: number) =>
  cloud.database.query
    .selectFrom('remote_actions')
    .select(['public_id', 'type', 'request'])
    .where('vehicle_id', '=', vehicleId)
    .execute();

describe('a charge limit', () => {
  it('is set, shown, moved and removed', async () => {
    const own = await people.someone();
    expect((await own.send('get', limitOf(own))).body.code).toBe(40422);
    const set = await own.send('put', limitOf(own), { percent: 80 });
    const vehicle = `${cloud.baseUrl}/connectedcar/v4/user/vehicles/${own.vehicle.id}`;
    expect([set.status, set.body]).toEqual([
      200,
      {
        _links: {
          self: { href: `${vehicle}/chargeLimit` },
          vehicle: { href: vehicle },
          events: { href: `${vehicle}/chargeLimit/events` },
        },
        percent: 80,
        createdAt: expect.any(String),
        updatedAt: set.body.createdAt,
      },
    ]);
    cloud.clock.advance(1000);
    const moved = await own.send('put', limitOf(own), { percent: 90 });
    expect(moved.body).toMatchObject({ percent: 90, createdAt: set.body.createdAt });
    expect(moved.body.updatedAt > set.body.updatedAt).toBe(true);
    expect((await own.send('get', limitOf(own))).body).toEqual(moved.body);
    expect((await own.send('delete', limitOf(own))).status).toBe(204);
    expect((await own.send('delete', limitOf(own))).body.code).toBe(40422);
    expect((await own.send('get', limitOf(own))).body.code).toBe(40422);
  });

  it.each([[0], [101], [79.5], ['80'], [null], [undefined], [[80]]])('cannot be %j', async (percent) => {
    const own = await people.someone();
    const { body } = await own.send('put', limitOf(own), { percent });
    expect(body).toMatchObject({ code: 40003, message: expect.stringContaining('percent: ') });
  });

  it('is for vehicles that can be told to charge', async () => {
    const own = await people.someone();
    const vehicle = await cloud.addVehicle(own.driver, { motorization: 'Thermic' });
    cloud.clock.advance(1000);
    expect((await own.send('put', limitOf({ vehicle }), { percent: 80 })).body.code).toBe(40014);
  });

  it('needs the scope to charge, and is the user’s alone', async () => {
    const own = await people.someone();
    await own.send('put', limitOf(own), { percent: 80 });
    const other = await people.withScopes(own, 'remote:door:write', 'data:telemetry');
    const stranger = await people.someone();
    for (const path of [limitOf(own), `${limitOf(own)}/events`]) {
      expect((await other('get', path)).body).toMatchObject({
        code: 40301,
        message: expect.stringContaining('remote:charging:write'),
      });
      expect((await stranger.send('get', path)).body.code).toBe(40302);
    }
    for (const send of [other, stranger.send]) {
      expect((await send('put', limitOf(own), { percent: 10 })).status).toBe(403);
      expect((await send('delete', limitOf(own))).status).toBe(403);
    }
    expect((await own.send('get', limitOf(own))).body.percent).toBe(80);
  });

  it('is one for all applications of the user, and then of the one that set it last', async () => {
    const own = await people.someone();
    await own.send('put', limitOf(own), { percent: 80 });
    const application = await cloud.addApplication();
    const token = await cloud.addToken({ ...own.driver, ...application }, ['remote:charging:write']);
    const other = sendAs(cloud, { token, clientId: application.clientId });
    expect((await other('get', limitOf(own))).body.percent).toBe(80);
    expect((await other('put', limitOf(own), { percent: 70 })).status).toBe(200);
    expect((await own.send('get', limitOf(own))).body.percent).toBe(70);
    const hidden = cloud.database.query
      .selectFrom('callbacks')
      .select('client_id')
      .where('user_id', '=', own.driver.userId)
      .where('kind', '=', 'chargeLimit');
    expect(await hidden.execute()).toEqual([{ client_id: application.clientId }]);
  });

  it('goes with the vehicle, and leaves nothing behind', async () => {
    const own = await people.someone();
    await own.send('put', limitOf(own), { percent: 80 });
    await unlinkVehicle(cloud.database, own.driver.userId, own.vehicle.id);
    const { userId } = own.driver;
    const { rows } = await cloud.database.pool.query(
      `select 'limit' from charge_limits where user_id = $1
       union all select 'callback' from callbacks where user_id = $1 and kind = 'chargeLimit'`,
      [userId],
    );
    expect(rows).toEqual([]);
  });
});

describe('a charge', () => {
  it('is stopped where it reaches the limit, once, and it is noted', async () => {
    const own = await charging();
    await own.send('put', limitOf(own), { percent: 80 });
    await own.tell(79);
    await own.tell(80.5);
    const [event] = await stops(own, 1);
    expect(event).toMatchObject({ percent: 80, level: 80.5, status: expect.any(String) });
    await own.tell(80.9);
    const actions = await asked(own.vehicle.vehicleId);
    expect(actions.map(({ public_id }) => public_id)).toEqual([event.remoteActionId]);
    expect(actions[0]?.type).toBe('ElectricBatteryChargingRequest');
    expect(JSON.parse(String(actions[0]?.request)).body).toEqual({ charging: { immediate: false } });
  });

  it('that is beyond it already is stopped when the limit is set', async () => {
    const own = await charging();
    await own.tell(85);
    await own.send('put', limitOf(own), { percent: 80 });
    expect(await stops(own, 1)).toMatchObject([{ percent: 80, level: 85 }]);
  });

  it('goes on below the limit, without one, and with that of another vehicle', async () => {
    const [low, free, other] = [await charging(), await charging(), await charging()];
    await low.send('put', limitOf(low), { percent: 95 });
    await other.send('put', limitOf(other), { percent: 50 });
    for (const one of [low, free]) for (const level of [90, 94]) await one.tell(level);
    await free.tell(100);
    await other.tell(60, 'Stopped');
    await other.tell(60);
    await stops(other, 1);
    expect(await asked(low.vehicle.vehicleId)).toEqual([]);
    expect(await asked(free.vehicle.vehicleId)).toEqual([]);
  });

  it('is stopped without a word to callbacks, and in no list of theirs', async () => {
    const own = await charging();
    await own.send('put', limitOf(own), { percent: 80 });
    await own.tell(81);
    await stops(own, 1);
    const callbacks = (await own.send('get', '/user/callbacks')).body._embedded.callbacks;
    expect(callbacks.map(({ id }: Body) => id)).toEqual([own.cbid]);
    expect((await own.send('get', `/user/callbacks/${own.cbid}/deliveries`)).body.total).toBe(0);
    const remotes = `/user/vehicles/${own.vehicle.id}/callbacks/${own.cbid}/remotes`;
    expect((await own.send('get', remotes)).body.total).toBe(0);
  });

  it('that somebody has just started is stopped when the vehicle has done that', async () => {
    const own = await charging();
    const { line } = own;
    const told: string[] = [];
    line.client.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()).id));
    await line.client.subscribeAsync(`vehicles/${own.vehicle.vin}/commands`, { qos: 1 });
    await own.send('put', limitOf(own), { percent: 80 });
    const remotes = `/user/vehicles/${own.vehicle.id}/callbacks/${own.cbid}/remotes`;
    await own.send('post', remotes, { charging: { immediate: true } });
    await eventually('the command to start', () => told.length === 1);
    await own.tell(85);
    expect((await stops(own, 1))[0]).toMatchObject({ failureCause: 'SameActionInProgress' });
    await line.publish(`commands/${told[0]}/result`, { status: 'Success' });
    // Not with every word of a vehicle that talks a lot.
    await own.tell(85);
    cloud.clock.advance(30_000);
    await own.tell(85);
    expect((await stops(own, 2)).map(({ failureCause }) => failureCause)).toEqual([
      undefined,
      'SameActionInProgress',
    ]);
    await eventually('the command to stop', () => told.length === 2);
  });

  it('that was stopped is told with what became of it, also when another application has set the limit or it is gone', async () => {
    const own = await charging();
    const { line } = own;
    await line.client.subscribeAsync(`vehicles/${own.vehicle.vin}/commands`, { qos: 1 });
    line.client.on('message', (_topic, payload) => {
      const { id } = JSON.parse(payload.toString());
      line.publish(`commands/${id}/result`, { status: 'AlreadyDone' }).catch(() => undefined);
    });
    await own.send('put', limitOf(own), { percent: 80 });
    const told = (count: number) =>
      eventually(`${count} charges to be stopped`, async () => {
        const events = await eventsOf(own);
        return events.filter(({ status }) => status === 'AlreadyDone').length === count;
      });
    await own.tell(81);
    await told(1);
    const application = await cloud.addApplication();
    const token = await cloud.addToken({ ...own.driver, ...application }, ['remote:charging:write']);
    await sendAs(cloud, { token, clientId: application.clientId })('put', limitOf(own), { percent: 82 });
    await told(1);
    await own.tell(82);
    await told(2);
    await own.send('delete', limitOf(own));
    await told(2);
  });

  it('that was stopped stays to be read when the limit is gone; the level for those who may see it', async () => {
    const own = await charging();
    await own.send('put', limitOf(own), { percent: 80 });
    await own.tell(82);
    const [event] = await stops(own, 1);
    await own.send('delete', limitOf(own));
    expect((await eventsOf(own)).map(({ eventDate }) => eventDate)).toEqual([event.eventDate]);
    const blind = { ...own, send: await people.withScopes(own, 'remote:charging:write') };
    const [seen] = await eventsOf(blind);
    expect([seen.level, seen.percent]).toEqual([undefined, 80]);
    await own.tell(82, 'Stopped', { privacy: { state: 'Full' } });
    expect((await eventsOf(own))[0]?.level).toBeUndefined();
  });
});
