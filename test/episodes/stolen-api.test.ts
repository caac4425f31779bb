import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf, codeOf, listed } from '../support/remote/cars.ts';
import { place } from '../support/vehicles/drive.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let cars: Cars;
let car: Car;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
  car = await cars.thatTold([
    report(at(0), { position: place(0) }),
    report(at(1), { stolen: { state: true } }),
    report(at(2), { position: place(1) }),
    report(at(3), { stolen: { state: false } }),
    report(at(4), { position: place(2) }),
    report(at(10), { stolen: { state: true } }),
    ...[11, 12, 13].map((minute) => report(at(minute), { position: place(minute) })),
  ]);
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

const start = Date.now() - 60 * minuteMs;
const at = (minute: number) => start + minute * minuteMs;
const minutesOf = (body: Body): number[] =>
  body._embedded.positions.map(
    ({ properties }: Body) => (Date.parse(properties.createdAt) - start) / minuteMs,
  );

describe('a vehicle that is stolen', () => {
  it('says so in its status, to the owner of the fleet alone', async () => {
    const { stolen } = (await cars.inFleet(car, 'status')).body;
    const [, episode] = listed(await cars.inFleet(car, 'stolen'));
    expect(stolen).toEqual(episode);
    expect(stolen).toMatchObject({ state: true, startedAt: iso(at(10)), createdAt: iso(at(10)) });
    expect(stolen).not.toHaveProperty('endAt');
    expect((await cars.of(car, 'status')).body).not.toHaveProperty('stolen');
    const asDriver = await cars.inFleet(car, 'status', { profile: 'endUser' });
    expect(asDriver.body).not.toHaveProperty('stolen');
    const [inList] = listed(await cloud.getFleet(cars.owner, 'status'));
    expect(inList.stolen).toEqual(stolen);
    for (const resource of ['stolen', `stolen/${episode.id}`, `stolen/${episode.id}/waypoints`])
      expect(await codeOf(cars.of(car, resource))).toBe(40400);
  });

  it('has a history, with where it was at both ends', async () => {
    const { body } = await cars.inFleet(car, 'stolen');
    expect(body.total).toBe(2);
    const [first] = body._embedded.stolen;
    expect(first).toMatchObject({
      state: false,
      startedAt: iso(at(1)),
      endAt: iso(at(3)),
      updatedAt: iso(at(3)),
      startPosition: { geometry: { coordinates: Object.values(place(0)) } },
      endPosition: { properties: { vin: car.vin, createdAt: iso(at(2)) } },
    });
    expect((await cloud.getFleet(cars.owner, first._links.self.href)).body).toEqual(first);
    const found = await cars.inFleet(car, 'stolen', { timestamps: `${iso(at(5))}/` });
    expect(listed(found)).toEqual(body._embedded.stolen.slice(1));
  });

  it('has a way from when it was stolen until it was found, or now', async () => {
    const [first, second] = listed(await cars.inFleet(car, 'stolen'));
    expect(minutesOf((await cars.inFleet(car, `stolen/${first.id}/waypoints`)).body)).toEqual([2]);
    const path = `stolen/${second.id}/waypoints`;
    expect(minutesOf((await cars.inFleet(car, path)).body)).toEqual([11, 12, 13]);
    expect((await cars.inFleet(car, path.replace('waypoints', 'wayPoints'))).body.total).toBe(3);
    const page = (await cars.inFleet(car, path, { pageSize: '2' })).body;
    const next = await cloud.getFleet(cars.owner, page._links.next.href);
    expect(minutesOf(next.body)).toEqual([13]);
    expect(page._embedded.positions[0].properties.vin).toBe(car.vin);
  });

  it('that is none of this fleet, or an id that nobody knows, is refused', async () => {
    const other = await cars.thatTold([report(at(0), { stolen: { state: true } })]);
    const [{ id }] = listed(await cars.inFleet(other, 'stolen')) as [Body];
    for (const resource of [`stolen/${id}`, `stolen/${id}/waypoints`, 'stolen/unknown'])
      expect(await codeOf(cars.inFleet(car, resource))).toBe(40416);
    const stranger = await cloud.addPartner();
    const path = `/fleets/${stranger.fid}/vehicles/${car.vid}/stolen`;
    expect(await codeOf(cloud.getFleet(stranger, path))).toBe(40302);
  });

  it('is found: the status says nothing of it any more, the history how it ended', async () => {
    await line.report(report(at(20), { stolen: { state: false }, position: place(9) }));
    expect((await cars.inFleet(car, 'status')).body).not.toHaveProperty('stolen');
    const [, second] = listed(await cars.inFleet(car, 'stolen'));
    expect(second).toMatchObject({ state: false, endAt: iso(at(20)), endPosition: expect.anything() });
  });

  it('is told nothing of where the services of the fleet do not cover the position', async () => {
    const tracked = await cars.thatTold([
      report(at(0), { position: place(0), stolen: { state: true } }),
      report(at(1), { position: place(1) }),
    ]);
    const { query } = cloud.database;
    await query
      .updateTable('vehicle_services')
      .set({ scopes: ['data:telemetry', 'data:stolen'] })
      .where('vehicle_id', '=', tracked.vehicleId)
      .where('audience', '=', 'fleet')
      .execute();
    cloud.clock.advance(1001);
    const [episode] = listed(await cars.inFleet(tracked, 'stolen')) as [Body];
    expect(episode).not.toHaveProperty('startPosition');
    expect(await codeOf(cars.inFleet(tracked, `stolen/${episode.id}/waypoints`))).toBe(40499);
    expect(await codeOf(cars.inFleet(tracked, 'trips'))).toBe(40499);
    expect(listed(await cloud.getFleet(cars.owner, 'trips')).map(({ vin }) => vin)).not.toContain(
      tracked.vin,
    );
  });
});
