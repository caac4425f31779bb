import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Admin, addAdmin } from '../support/people/admin.ts';
import { report } from '../support/vehicles/reports.ts';
import { connectVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let root: Admin;
beforeAll(async () => {
  // One lane: what one vehicle sends is before all others.
  cloud = await startTestCloud({ ROADWIRE_LANES: '1' });
  root = await addAdmin(cloud);
});
afterAll(() => cloud.stop());

/** What is remembered is remembered for a second. */
const aSecondLater = () => cloud.clock.advance(1001);

/** A connection of a vehicle; resolves to the promise of its end, when it is open. */
async function open({ username, secret }: EnrolledVehicle): Promise<{ closed: Promise<void> }> {
  const client = mqtt.connect(cloud.mqttUrl, { username, password: secret, reconnectPeriod: 0 });
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
  });
  return { closed: new Promise((resolve) => client.once('close', resolve)) };
}

const addVehicle = async () => cloud.addVehicle(await cloud.addDriver());

describe('a change by the administration takes effect in what runs:', () => {
  it('a vehicle whose secret was changed is sent off the line, and comes back with the new one', async () => {
    const vehicle = await addVehicle();
    const { closed } = await open(vehicle);
    const { body } = await root.send('POST', `/vehicles/${vehicle.vin}/secret`);
    await closed;
    await expect(open(vehicle)).rejects.toThrow('Bad username or password');
    const renewed = await open({ ...vehicle, secret: body.secret });
    await root.send('DELETE', `/vehicles/${vehicle.vin}`);
    await renewed.closed;
  });

  it('a vehicle that has the newest secret stays on the line', async () => {
    const [other, vehicle] = [await addVehicle(), await addVehicle()];
    const [staying, leaving] = [await cloud.connect(vehicle), await open(other)];
    await root.send('POST', `/vehicles/${other.vin}/secret`);
    await leaving.closed;
    await staying.report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    expect((await cloud.getOf(vehicle, 'status')).status).toBe(200);
  });

  it('a removed vehicle is gone from everybody, with what it told, and others are still taken in', async () => {
    const owner = await cloud.addPartner();
    const vehicle = await addVehicle();
    const vid = await cloud.addToFleet(owner, vehicle);
    const line = await cloud.connect(vehicle);
    await line.report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    expect((await cloud.getFleet(owner, `vehicles/${vid}/status`)).status).toBe(200);
    const { body } = await root.send('DELETE', `/vehicles/${vehicle.vin}`);
    expect(body.removed).toEqual({ users: 1, fleets: 1 });
    aSecondLater();
    expect((await cloud.getFleet(owner, `vehicles/${vid}/status`)).status).toBe(404);
    expect((await cloud.getOf(vehicle, 'status')).status).toBe(404);
    const history = () =>
      cloud.database.pool.query('select 1 from telemetry where vehicle_id = $1', [vehicle.vehicleId]);
    await eventually('its history is gone', async () => (await history()).rows.length === 0, 30_000);
    const other = await addVehicle();
    await (await cloud.connect(other)).report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    expect((await cloud.getOf(other, 'status')).status).toBe(200);
  });

  it('what a vehicle sends that was removed this moment holds nobody up', async () => {
    const [vehicle, other] = [await addVehicle(), await addVehicle()];
    const [line, staying] = [await connectVehicle(cloud.mqttUrl, vehicle), await cloud.connect(other)];
    const { pool } = cloud.database;
    // As if its messages had been on their way already.
    await pool.query('alter table vehicle_credentials disable trigger tell_credential');
    await root.send('DELETE', `/vehicles/${vehicle.vin}`);
    await pool.query('alter table vehicle_credentials enable trigger tell_credential');
    // Nothing of it is acknowledged.
    void line.publish('reports', 'no report at all');
    void line.report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    await staying.report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    expect((await cloud.getOf(other, 'status')).status).toBe(200);
    line.vanish();
  });

  it('a partner whose password was changed, or who was removed, comes in no more', async () => {
    const owner = await cloud.addPartner();
    expect((await cloud.getFleet(owner)).status).toBe(200);
    const { body } = await root.send('POST', `/partners/${owner.login}/password`);
    aSecondLater();
    expect((await cloud.getFleet(owner)).status).toBe(401);
    const renewed = { ...owner, password: body.password };
    expect((await cloud.getFleet(renewed)).status).toBe(200);
    expect((await root.send('DELETE', `/partners/${owner.login}`)).body.removed).toEqual({ fleets: 1 });
    aSecondLater();
    expect((await cloud.getFleet(renewed)).status).toBe(401);
  });

  it('a fleet that was removed, or has lost a vehicle, shows no more of it', async () => {
    const owner = await cloud.addPartner();
    const vehicle = await addVehicle();
    const vid = await cloud.addToFleet(owner, vehicle);
    expect((await cloud.getFleet(owner, `vehicles/${vid}`)).status).toBe(200);
    await root.send('DELETE', `/fleets/${owner.fid}/vehicles/${vehicle.vin}`);
    aSecondLater();
    expect((await cloud.getFleet(owner, `vehicles/${vid}`)).body.code).toBe(40410);
    await root.send('DELETE', `/fleets/${owner.fid}`);
    aSecondLater();
    expect((await cloud.getFleet(owner)).body.code).toBe(40411);
  });

  it('an application that may see less shows less, with the tokens that are out', async () => {
    const vehicle = await addVehicle();
    const { clientId } = vehicle.driver;
    const line = await cloud.connect(vehicle);
    await line.report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    expect((await cloud.getOf(vehicle, 'status')).body).toHaveProperty('odometer');
    await root.send('PATCH', `/applications/${clientId}`, { scopes: ['data:trip'] });
    aSecondLater();
    expect((await cloud.getOf(vehicle, 'status')).status).toBe(403);
    expect((await cloud.getOf(vehicle, 'trips')).status).toBe(200);
    await root.send('DELETE', `/applications/${clientId}`);
    aSecondLater();
    expect((await cloud.getOf(vehicle, 'trips')).status).toBe(401);
  });

  it('an application whose consent was withdrawn for a user opens nothing more', async () => {
    const vehicle = await addVehicle();
    const { userId, clientId } = vehicle.driver;
    const { rows } = await cloud.database.pool.query('select public_id from users where id = $1', [userId]);
    const path = `/users/${rows[0].public_id}/applications`;
    expect((await root.get(path)).body.applications).toMatchObject([{ clientId }]);
    expect((await cloud.getOf(vehicle)).status).toBe(200);
    expect((await root.send('DELETE', `${path}/${clientId}`)).status).toBe(204);
    aSecondLater();
    expect((await cloud.getOf(vehicle)).status).toBe(401);
    expect((await root.send('DELETE', `${path}/${clientId}`)).body.code).toBe(40420);
  });

  it('secrets of applications change with overlap, which can be ended at once', async () => {
    const app = await cloud.addApplication();
    const status = async (secret: string) => {
      aSecondLater();
      const owner = { login: app.clientId, password: secret, clientId: app.clientId, fid: '' };
      return (await cloud.getFleet(owner, '/vehicles/VR1NOBODY')).status;
    };
    const path = `/applications/${app.clientId}/secret`;
    const { body } = await root.send('POST', path, { keepOldHours: 24 });
    expect([await status(app.clientSecret), await status(body.clientSecret)]).toEqual([404, 404]);
    await root.send('DELETE', `${path}/previous`);
    expect([await status(app.clientSecret), await status(body.clientSecret)]).toEqual([401, 404]);
  });

  it('a vehicle that was taken from its user, a service that ended, and new capabilities', async () => {
    const vehicle = await addVehicle();
    const line = await cloud.connect(vehicle);
    await line.report(report(cloud.clock.now(), { odometer: { mileage: 5 } }));
    await root.send('DELETE', `/vehicles/${vehicle.vin}/services/ConnectivityForPartners`);
    aSecondLater();
    expect((await cloud.getOf(vehicle, 'status')).body).not.toHaveProperty('odometer');
    const { rows } = await cloud.database.pool.query('select public_id from users where id = $1', [
      vehicle.driver.userId,
    ]);
    await root.send('DELETE', `/users/${rows[0].public_id}/vehicles/${vehicle.vin}`);
    aSecondLater();
    expect((await cloud.getOf(vehicle)).body.code).toBe(40410);
    expect((await root.send('DELETE', `/users/${rows[0].public_id}`)).status).toBe(200);
    aSecondLater();
    expect((await cloud.getOf(vehicle)).status).toBe(401);
  });
});
