import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawFrom } from '../../src/store/access/user-applications.ts';
import { unlinkVehicle } from '../../src/store/people/user-vehicles.ts';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { dayMs, iso } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { subscribersOf } from '../support/subscribers/subscribers.ts';
import {
  addEvent,
  callbackBody,
  fleetMonitorBody,
  made,
  monitorBody,
} from '../support/subscribers/subscriptions.ts';
import { report } from '../support/vehicles/reports.ts';
import { type Send, sendAs, sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterAll(() => cloud.stop());

describe('what somebody else has', () => {
  it('is not there: for another vehicle, callback, application, user or fleet', async () => {
    const own = await people.someone();
    const id = await made(own.send, own.monitors, monitorBody);
    const second = await cloud.addVehicle(own.driver);
    // What a token opens is remembered for a second.
    cloud.clock.advance(1000);
    const otherCallback = await made(own.send, '/user/callbacks', callbackBody);
    const other = await cloud.addApplication();
    const token = await cloud.addToken({ ...own.driver, ...other }, ['data:telemetry']);
    const otherApplication = sendAs(cloud, { token, clientId: other.clientId });
    const at = (vehicle: string, cbid: string) =>
      `/user/vehicles/${vehicle}/callbacks/${cbid}/monitors/${id}`;
    const asked: [Send, string, number][] = [
      [own.send, at(second.id, own.cbid), 40418],
      [own.send, at(own.vehicle.id, otherCallback), 40418],
      [otherApplication, at(own.vehicle.id, own.cbid), 40417],
      [(await people.someone()).send, at(own.vehicle.id, own.cbid), 40302],
      [own.send, at('f'.repeat(48), own.cbid), 40410],
    ];
    for (const [send, path, code] of asked) {
      const answers = [
        await send('get', path),
        await send('get', `${path}/events`),
        await send('put', path, monitorBody),
        await send('put', `${path}/status`, { status: 'Paused' }),
        await send('delete', path),
      ];
      expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => code));
    }
    expect((await own.send('get', `${own.monitors}/${id}`)).body.status).toBe('Running');
  });

  it('is not there for another fleet', async () => {
    const one = await people.someOwner();
    const id = await made(one.send, 'monitors', fleetMonitorBody);
    const elsewhere = sendAsOwner(cloud, await cloud.addFleet(one.owner, 'Another'));
    const intruder = sendAsOwner(cloud, { ...(await cloud.addPartner()), fid: one.owner.fid });
    for (const method of ['get', 'delete'] as const) {
      expect((await elsewhere(method, `monitors/${id}`)).body.code).toBe(40418);
      expect((await intruder(method, `monitors/${id}`)).body.code).toBe(40303);
    }
    expect((await one.send('get', `monitors/${id}`)).status).toBe(200);
  });
});

describe('monitors end', () => {
  it('with the access of the application, and their callbacks with them', async () => {
    const own = await people.someone();
    const kept = await people.someone();
    const ids = [
      await made(own.send, own.monitors, monitorBody),
      await made(kept.send, kept.monitors, monitorBody),
    ];
    const { userId, clientId } = own.driver;
    await withdrawFrom(cloud.database, userId, clientId);
    const left = await cloud.database.query
      .selectFrom('callbacks')
      .select('user_id')
      .where('user_id', 'in', [userId, kept.driver.userId])
      .execute();
    expect(left).toEqual([{ user_id: kept.driver.userId }]);
    expect([await people.rowOf(ids[0] as string), (await people.rowOf(ids[1] as string))?.status]).toEqual([
      undefined,
      'Running',
    ]);
  });

  it('also where the application makes them while the user withdraws', async () => {
    const { driver, send } = await people.someone();
    const posts = Array.from({ length: 8 }, () => send('post', '/user/callbacks', callbackBody));
    await withdrawFrom(cloud.database, driver.userId, driver.clientId);
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    for (const status of statuses) expect([200, 401]).toContain(status);
    const left = await cloud.database.query
      .selectFrom('callbacks')
      .select('id')
      .where('user_id', '=', driver.userId)
      .execute();
    expect(left).toEqual([]);
  });

  it('when the vehicle leaves the user, and only those of this user', async () => {
    const own = await people.someone();
    const neighbour = await people.someone();
    const shared = await linkVehicle(cloud.database, neighbour.driver.userId, own.vehicle.vehicleId);
    cloud.clock.advance(1000);
    const id = await made(own.send, own.monitors, monitorBody);
    const path = `/user/vehicles/${shared}/callbacks/${neighbour.cbid}/monitors`;
    const theirs = await made(neighbour.send, path, monitorBody);
    await unlinkVehicle(cloud.database, own.driver.userId, own.vehicle.id);
    expect([await people.rowOf(id), (await people.rowOf(theirs))?.status]).toEqual([undefined, 'Running']);
    expect((await own.send('get', `/user/callbacks/${own.cbid}`)).status).toBe(200);
  });
});

describe('the history of a monitor', () => {
  const now = () => cloud.clock.now();

  it('has its events, the newest first, page by page and by time', async () => {
    const { send, monitors, vehicle } = await people.someone();
    const mid = await made(send, monitors, monitorBody);
    const [older, newer] = [now() - 2 * dayMs, now() - dayMs];
    for (const at of [older, newer, newer]) await addEvent(cloud, { mid, vehicleId: vehicle.vehicleId, at });
    const events = `${monitors}/${mid}/events`;
    const { body } = await send('get', events);
    const datesOf = ({ _embedded }: Body) => _embedded.events.map(({ eventDate }: Body) => eventDate);
    expect([body.total, datesOf(body)]).toEqual([3, [iso(newer), iso(newer), iso(older)]]);
    const [event] = body._embedded.events;
    expect(event).toEqual({
      id: expect.any(String),
      eventDate: iso(newer),
      refresh: false,
      values: [{ data: 'vehicle.odometer', value: { type: 'string', body: { literalValue: '15001' } } }],
    });
    const seen: string[] = [];
    let path: string | undefined = `${events}?pageSize=1`;
    while (path) {
      const page = await send('get', path);
      seen.push(...page.body._embedded.events.map(({ id }: Body) => id));
      path = page.body._links.next?.href.split('/connectedcar/v4')[1];
    }
    expect(seen).toEqual(body._embedded.events.map(({ id }: Body) => id));
    const last = await send('get', body._links.last.href.split('/connectedcar/v4')[1]);
    expect(datesOf(last.body)).toEqual(datesOf(body));
    const within = await send('get', `${events}?timestamps=${iso(newer - 1000)}/${iso(newer)}`);
    expect(within.body.total).toBe(2);
  });

  it('is for those who may still see what it looked at', async () => {
    const own = await people.someone();
    const mid = await made(own.send, own.monitors, monitorBody);
    await addEvent(cloud, { mid, vehicleId: own.vehicle.vehicleId });
    const events = `${own.monitors}/${mid}/events`;
    expect((await (await people.withScopes(own, 'data:position'))('get', events)).body.code).toBe(40301);
    const line = await cloud.connect(own.vehicle);
    await line.report(report(now(), { privacy: { state: 'Full' } }));
    expect((await own.send('get', events)).body.code).toBe(40499);
  });

  it('of a fleet says which vehicle, as long as it is in the fleet', async () => {
    const { send, vehicle, vid } = await people.someOwner();
    const mid = await made(send, 'monitors', fleetMonitorBody);
    await addEvent(cloud, { mid, vehicleId: vehicle.vehicleId });
    const events = async () => (await send('get', `monitors/${mid}/events`)).body._embedded.events;
    expect(await events()).toMatchObject([{ vin: vehicle.vin, vid }]);
    await cloud.database.query.deleteFrom('fleet_vehicles').where('public_id', '=', vid).execute();
    expect(await events()).toEqual([]);
  });
});
