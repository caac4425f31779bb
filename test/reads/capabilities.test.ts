import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnrolledVehicle, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
let owner: FleetOwner;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
  car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Hybrid' });
});
afterAll(() => cloud.stop());

describe('what a vehicle can do', () => {
  const read = async (path: string) => (await cloud.getFleet(owner, path)).body;

  it('is told by VIN, under both paths and in any case, whoever owns it', async () => {
    const other = await cloud.addVehicle(car.driver, { motorization: 'Thermic' });
    const body = await read(`/vehicles/${other.vin}?extension=onboardCapabilities`);
    expect(body).toMatchObject({ vin: other.vin, motorization: 'Thermic', createdAt: expect.any(String) });
    expect(await read(`/vehicle/${other.vin.toLowerCase()}?extension=onboardCapabilities`)).toEqual(body);
    const { data, remote } = body._embedded.extension.onboardCapabilities;
    expect(data).toContain('data:telemetry:vehicle:odometer');
    expect(remote).toMatchObject({ charging: { supported: false }, stolen: { supported: true } });
    expect(await read(`/vehicles/${other.vin}`)).not.toHaveProperty('_embedded');
    for (const vin of ['NOSUCHVIN', '%00', 'é']) expect((await read(`/vehicles/${vin}`)).code).toBe(40410);
  });

  it('follows the motorization, but for what is said of one vehicle', async () => {
    const supported = async (vehicle: EnrolledVehicle) => {
      const { body } = await cloud.getOf(vehicle, '', { query: { extension: 'onboardCapabilities' } });
      const { remote } = body._embedded.extension.onboardCapabilities;
      expect(remote).not.toHaveProperty('stolen');
      return [remote.charging.supported, remote.preconditioning.supported, remote.horn.supported];
    };
    const driver = await cloud.addDriver();
    const [electric, hydrogen] = [
      await cloud.addVehicle(driver, { motorization: 'Electric' }),
      await cloud.addVehicle(driver, { motorization: 'Hydrogen' }),
    ];
    expect(await supported(electric)).toEqual([true, true, true]);
    expect(await supported(hydrogen)).toEqual([false, true, true]);
    await cloud.database.query
      .updateTable('vehicles')
      .set({ capabilities: JSON.stringify({ remote: ['charging'], data: ['data:position'] }) })
      .where('id', '=', electric.vehicleId)
      .execute();
    expect(await supported(electric)).toEqual([true, false, false]);
  });

  it('may be asked by an application before its user is enrolled, and nothing else', async () => {
    const { clientId, clientSecret } = await cloud.addApplication();
    const application = { ...owner, login: clientId, password: clientSecret, clientId };
    expect((await cloud.getFleet(application, `/vehicles/${car.vin}`)).status).toBe(200);
    expect((await cloud.getFleet(application, '/fleets')).body.code).toBe(40304);
    const wrong = await cloud.getFleet({ ...application, password: 'wrong' }, `/vehicles/${car.vin}`);
    expect(wrong.body.code).toBe(40104);
  });
});
