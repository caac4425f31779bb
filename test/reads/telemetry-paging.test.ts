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
