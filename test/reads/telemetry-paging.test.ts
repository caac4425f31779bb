import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const start = Date.now() - 30 * minuteMs;
const timesOf = (body: Body): number[] =>
  body._embedded.telemetries.map(({ vehicle }: Body) => vehicle.odometer.mileage);

/** Follows `next` to the end; `between` runs before each further page. */
async function walk(car: EnrolledVehicle, pageSize: number, between: () => Promise<void>): Promise<number[]> {
  let { body } = await cloud.getOf(car, 'telemetry', { query: { pageSize: String(pageSize) } });
  const seen = timesOf(body);
  while (body._links.next) {
    await between();
    body = (await cloud.follow(car, body._links.next)).body;
    seen.push(...timesOf(body));
    expect(body.totalPage).toBeGreaterThanOrEqual(body.currentPage);
  }
  for (const link of [body._links.last, body._links.first])
    expect((await cloud.follow(car, link)).status).toBe(200);
  return seen;
}

describe('paging while reports keep coming', () => {
  it('gives every element that was there at the start exactly once', async () => {
    const scenario = fc.record({
      // Elements of one time are told apart too.
      times: fc.array(fc.nat(40), { minLength: 1, maxLength: 60 }),
      pageSize: fc.integer({ min: 1, max: 25 }),
      inserted: fc.array(fc.integer({ min: -5, max: 45 }), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ times, pageSize, inserted }) => {
        const car = await cloud.addVehicle(await cloud.addDriver());
        const line = await cloud.connect(car);
        const mileages = times.map((_, index) => index);
        await line.report(
          ...times.map((time, index) => report(start + time * 1000, { odometer: { mileage: index } })),
        );
        const waiting = [...inserted];
        const seen = await walk(car, pageSize, async () => {
          const time = waiting.pop();
          if (time === undefined) return;
          await line.report(report(start + time * 1000, { odometer: { mileage: 1000 + waiting.length } }));
        });
        const original = seen.filter((mileage) => mileage < 1000);
        expect(new Set(seen).size).toBe(seen.length);
        if (inserted.length === 0) expect(original.sort((a, b) => a - b)).toEqual(mileages);
        expect(new Set(original)).toEqual(new Set(mileages));
      }),
      {
        numRuns: 12,
        examples: [
          [{ times: [0, 0, 0, 0, 0], pageSize: 2, inserted: [] }],
          [{ times: [10, 20, 30], pageSize: 1, inserted: [15, 5, 25] }],
        ],
      },
    );
  }, 60_000);
});

describe('pages of a list of some hundred reports', () => {
  const mileages = Array.from({ length: 200 }, (_, index) => index);
  let car: EnrolledVehicle;
  beforeAll(async () => {
    car = await cloud.addVehicle(await cloud.addDriver());
    const reports = mileages.map((mileage) => report(start + mileage * 1000, { odometer: { mileage } }));
    await (await cloud.connect(car)).report(...reports);
  });

  it.each(
    [0, 1, 63, 64, 199, 200, 500].flatMap((from) => [1, 64, 65, 2000].map((pageSize) => [from, pageSize])),
  )(
    'from index %i, of %i, say how many there are in all, and have those in their order',
    async (from, pageSize) => {
      const query = { indexRange: `${from}-`, pageSize: String(pageSize) };
      const { body } = await cloud.getOf(car, 'telemetry', { query });
      expect([body.total, timesOf(body)]).toEqual([200, mileages.slice(from, from + pageSize)]);
    },
  );

  it('have the same elements from the last to the first as from the first to the last', async () => {
    const query = { pageSize: '70' };
    let { body } = await cloud.getOf(car, 'telemetry', { query });
    body = (await cloud.follow(car, body._links.last)).body;
    const seen = timesOf(body);
    while (body._links.prev) {
      body = (await cloud.follow(car, body._links.prev)).body;
      seen.unshift(...timesOf(body));
    }
    expect(seen).toEqual(mileages);
  });
});

describe('pages of a list of more than a thousand reports', () => {
  const mileages = Array.from({ length: 1100 }, (_, index) => index);
  let car: EnrolledVehicle;
  beforeAll(async () => {
    car = await cloud.addVehicle(await cloud.addDriver());
    const line = await cloud.connect(car);
    // Two of each time.
    const reports = mileages.map((mileage) =>
      report(start + Math.floor(mileage / 2) * 1000, { odometer: { mileage } }),
    );
    for (let from = 0; from < reports.length; from += 100)
      await line.report(...reports.slice(from, from + 100));
  });
  const inTimes = (seen: readonly number[]) => seen.map((mileage) => Math.floor(mileage / 2));

  it.each(
    [0, 1, 75, 76, 77, 588, 1099, 1100].flatMap((from) =>
      [511, 512, 513, 1023, 1024, 1025, 2000].map((pageSize) => [from, pageSize]),
    ),
  )('from index %i, of %i, have no report twice and leave none out', async (from, pageSize) => {
    const query = { indexRange: `${from}-`, pageSize: String(pageSize) };
    const { body } = await cloud.getOf(car, 'telemetry', { query });
    const seen = timesOf(body);
    expect(body.total).toBe(1100);
    expect(new Set(seen).size).toBe(seen.length);
    expect(inTimes(seen)).toEqual(inTimes(mileages.slice(from, from + pageSize)));
    expect(body._links.next !== undefined).toBe(from + pageSize < 1100);
  });

  it.each([513, 1025])('follow on one another in both directions, %i at a time', async (pageSize) => {
    let { body } = await cloud.getOf(car, 'telemetry', { query: { pageSize: String(pageSize) } });
    const forth = timesOf(body);
    while (body._links.next) {
      body = (await cloud.follow(car, body._links.next)).body;
      forth.push(...timesOf(body));
    }
    const back = timesOf(body);
    while (body._links.prev) {
      body = (await cloud.follow(car, body._links.prev)).body;
      back.unshift(...timesOf(body));
    }
    expect(inTimes(forth)).toEqual(inTimes(mileages));
    expect(back).toEqual(forth);
  });
});
