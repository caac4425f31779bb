import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { newId, report } from '../support/vehicles/reports.ts';
import { connectVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const start = Date.now() - 30 * minuteMs;
const newCar = async () => cloud.addVehicle(await cloud.addDriver());
const totalOf = async (car: EnrolledVehicle) => (await cloud.getOf(car, 'telemetry')).body.total;

async function statusOf(car: EnrolledVehicle): Promise<Body> {
  const { _links, updatedAt, ...told } = (await cloud.getOf(car, 'status')).body;
  return told;
}

/** A drive of forty reports; each tells some of the groups only. */
const drive = Array.from({ length: 40 }, (_, index) =>
  report(start + index * 1000, {
    odometer: { mileage: 100 + index },
    ...(index % 3 === 0 ? { kinetic: { speed: index, moving: true } } : {}),
    ...(index % 7 === 0 ? { ignition: { type: index % 2 ? 'Start' : 'Stop' } } : {}),
    ...(index === 11 ? { environment: { air: { temp: 11 } } } : {}),
  }),
);

/** The same every time, and nothing like the order of time. */
const shuffled = drive.map((_, index) => drive[(index * 17 + 5) % 40] as (typeof drive)[number]);

describe('order', () => {
  it('shuffled reports, one by one or at once, end in the status of the sorted ones', async () => {
    const [sorted, single, together] = [await newCar(), await newCar(), await newCar()];
    await (await cloud.connect(sorted)).report(...drive);
    const line = await cloud.connect(single);
    for (const one of shuffled) await line.report(one);
    await (await cloud.connect(together)).report(...shuffled);
    const expected = await statusOf(sorted);
    expect(expected).toMatchObject({ odometer: { mileage: 139 }, environment: { air: { temp: 11 } } });
    expect(await statusOf(single)).toEqual(expected);
    expect(await statusOf(together)).toEqual(expected);
  });

  it('the history is in order of time however it came', async () => {
    const car = await newCar();
    await (await cloud.connect(car)).report(...shuffled);
    const { body } = await cloud.getOf(car, 'telemetry');
    expect(body._embedded.telemetries.map(({ createdAt }: Body) => createdAt)).toEqual(
      drive.map(({ at }) => at),
    );
  });

  it('a late report goes to the history only', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    await line.report(report(start, { odometer: { mileage: 200 } }));
    const before = await statusOf(car);
    await line.report(report(start - minuteMs, { odometer: { mileage: 190 } }));
    expect(await statusOf(car)).toEqual(before);
    expect(await totalOf(car)).toBe(2);
  });

  it('a late report still tells groups that were not known', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    await line.report(report(start, { odometer: { mileage: 200 } }));
    await line.report(report(start - minuteMs, { kinetic: { speed: 3 } }));
    expect(await statusOf(car)).toMatchObject({
      createdAt: iso(start),
      kinetic: { createdAt: iso(start - minuteMs), speed: 3 },
    });
  });

  it('vehicles that speak at the same time do not mix', async () => {
    const cars = [await newCar(), await newCar(), await newCar(), await newCar()];
    const lines = await Promise.all(cars.map((car) => cloud.connect(car)));
    for (let round = 0; round < 10; round += 1) {
      lines.forEach((line, index) => {
        void line.report({
          id: String(round),
          at: iso(start + round),
          odometer: { mileage: index * 1000 + round },
        });
      });
    }
    await cloud.settle();
    for (const [index, car] of cars.entries()) {
      expect(await totalOf(car)).toBe(10);
      expect((await statusOf(car)).odometer.mileage).toBe(index * 1000 + 9);
    }
  });
});

describe('duplicates', () => {
  it('an id seen again changes nothing, whatever it carries now', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const id = newId();
    const duplicates = () => cloud.metric('roadwire_duplicates_total');
    const before = await duplicates();
    await line.report({ id, at: iso(start), odometer: { mileage: 1 } });
    await line.report({ id, at: iso(start), odometer: { mileage: 1 } });
    await line.report({ id, at: iso(start + 1000), odometer: { mileage: 2 } });
    expect((await statusOf(car)).odometer).toEqual({ createdAt: iso(start), mileage: 1 });
    expect(await totalOf(car)).toBe(1);
    expect((await duplicates()) - before).toBe(2);
  });

  it('ids are each vehicle’s own', async () => {
    const [one, other] = [await newCar(), await newCar()];
    for (const car of [one, other])
      await (await cloud.connect(car)).report({ id: 'same', at: iso(start), odometer: { mileage: 1 } });
    expect([await totalOf(one), await totalOf(other)]).toEqual([1, 1]);
  });

  it('count once within one message, and next to new ones', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const [first, second] = [
      report(start, { odometer: { mileage: 1 } }),
      report(start + 1, { odometer: { mileage: 2 } }),
    ];
    await line.report(first, first);
    await line.report(first, second);
    expect(await totalOf(car)).toBe(2);
  });

  it('count once when they are sent at the same moment over two connections', async () => {
    const car = await newCar();
    const options = [{ clientId: 'one' }, { clientId: 'other' }];
    const lines = await Promise.all(options.map((option) => connectVehicle(cloud.mqttUrl, car, option)));
    const same = report(start, { odometer: { mileage: 1 } });
    await Promise.all(lines.flatMap((line) => [line.report(same), line.report(same), line.report(same)]));
    await Promise.all(lines.map((line) => line.end()));
    expect(await totalOf(car)).toBe(1);
  });

  it('are known again after a restart on the same database', async () => {
    const car = await newCar();
    const one = report(start, { odometer: { mileage: 1 } });
    const record = { v: 1, ts: Math.floor(start / 1000) - 946_684_800 + 5, od: 500 };
    const openXc = `${JSON.stringify({ timestamp: start / 1000 + 9, name: 'odometer', value: 10 })}\n`;
    const sendAll = async () => {
      const line = await cloud.connect(car);
      await line.report(one);
      await line.publish('record', record);
      await line.publish('openxc', openXc);
    };
    await sendAll();
    const before = await statusOf(car);
    expect(await totalOf(car)).toBe(3);
    await cloud.restart();
    await sendAll();
    expect(await totalOf(car)).toBe(3);
    expect(await statusOf(car)).toEqual(before);
  });

  it('bytes of generation 1 that differ are another record', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const ts = Math.floor(start / 1000) - 946_684_800;
    await line.publish('record', `{"v":1,"ts":${ts},"od":1}`);
    await line.publish('record', `{"v":1,"ts":${ts},"od":1}`);
    await line.publish('record', `{"v":1,"ts":${ts},"od":1} `);
    expect(await totalOf(car)).toBe(2);
  });

  it('are known for 72 hours', async () => {
    const car = await newCar();
    const same = report(start, { odometer: { mileage: 1 } });
    await (await cloud.connect(car)).report(same);
    cloud.clock.advance(71 * 60 * minuteMs);
    await cloud.restart();
    await (await cloud.connect(car)).report(same);
    expect(await totalOf(car)).toBe(1);
  });
});
