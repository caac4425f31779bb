import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { noMarks } from '../support/vehicles/episode-rows.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const slotMs = 10 * minuteMs;
const slots = 40;
const start = Date.now() - (slots + 1) * slotMs;

type List = {
  /** What a vehicle tells so that there is one element more, which begins in a slot of time. */
  tell(slot: number): object[];
  /** When an element began. */
  timeOf(element: Body): string;
};

const at = (slot: number, minutes = 0) => start + slot * slotMs + minutes * minuteMs;

const lists: Record<string, List> = {
  trips: {
    tell: (slot) => [
      report(at(slot), { ignition: { type: 'Start' }, odometer: { mileage: 10 + slot } }),
      report(at(slot, 3), { ignition: { type: 'Stop' } }),
    ],
    timeOf: ({ startedAt }) => startedAt,
  },
  alerts: {
    tell: (slot) => [
      report(at(slot), { alerts: { active: ['RiskOfIce'] } }),
      report(at(slot, 3), { alerts: { active: [] } }),
    ],
    timeOf: ({ startedAt }) => startedAt,
  },
  telemetry: {
    tell: (slot) => [report(at(slot), { odometer: { mileage: 10 + slot } })],
    timeOf: ({ createdAt }) => createdAt,
  },
};

/** Some slots that are there at first, others that are told while somebody pages. */
const scenario = fc
  .record({
    told: fc.uniqueArray(fc.nat(slots - 1), { minLength: 1, maxLength: 25 }),
    late: fc.uniqueArray(fc.nat(slots - 1), { maxLength: 6 }),
    pageSize: fc.integer({ min: 1, max: 8 }),
    isBackwards: fc.boolean(),
  })
  .map(({ late, ...others }) => ({ ...others, late: late.filter((slot) => !others.told.includes(slot)) }));

type Walk = { list: string; pageSize: number; isBackwards: boolean; between(): Promise<void> };

/** The slots of all elements that somebody sees who leafs from one end to the other. */
async function walk(car: EnrolledVehicle, { list, pageSize, isBackwards, between }: Walk): Promise<number[]> {
  const slotsIn = (body: Body) =>
    Object.values<Body[]>(body._embedded)[0]?.map(
      (element) => (Date.parse(lists[list]?.timeOf(element) ?? '') - start) / slotMs,
    ) ?? [];
  let { body } = await cloud.getOf(car, list, { query: { pageSize: String(pageSize) } });
  if (isBackwards) ({ body } = await cloud.follow(car, body._links.last));
  const seen = slotsIn(body);
  const onward = () => (isBackwards ? body._links.prev : body._links.next);
  while (onward()) {
    await between();
    ({ body } = await cloud.follow(car, onward()));
    seen.push(...slotsIn(body));
  }
  return seen;
}

describe('paging while more comes in, at any time of the past', () => {
  it.each(Object.keys(lists))(
    'gives each of the %s that were there exactly once',
    async (list) => {
      const tell = lists[list]?.tell ?? (() => []);
      await fc.assert(
        fc.asyncProperty(scenario, async ({ told, late, pageSize, isBackwards }) => {
          const car = await cloud.addVehicle(await cloud.addDriver());
          const line = await cloud.connect(car);
          await line.report(...told.toSorted((one, other) => one - other).flatMap(tell));
          const waiting = [...late];
          const between = async () => {
            const slot = waiting.pop();
            if (slot === undefined) return;
            await line.report(...tell(slot));
            await noMarks(cloud);
          };
          const seen = await walk(car, { list, pageSize, isBackwards, between });
          expect(new Set(seen).size).toBe(seen.length);
          const there = seen.filter((slot) => told.includes(slot)).toSorted((one, other) => one - other);
          expect(there).toEqual(told.toSorted((one, other) => one - other));
        }),
        { numRuns: 8 },
      );
    },
    60_000,
  );
});
