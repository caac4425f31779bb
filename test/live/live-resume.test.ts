import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../src/lib/secrets.ts';
import { trimFeed } from '../../src/store/history/live-feed.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import type { SentEvent } from '../support/listen.ts';
import { at, isAt, liveOf, place, ready, stepOf, stepsOf } from '../support/vehicles/live.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_LIVE_HEARTBEAT_S: '1' });
});
const { listenAs, leaveAll } = liveOf(() => cloud);
afterEach(leaveAll);
afterAll(() => cloud.stop());

const newCar = async () => cloud.addVehicle(await cloud.addDriver());

/** What is told until there has been a position, from an event on; then the reader breaks off. */
async function hearABit(car: EnrolledVehicle, lastEventId: string | undefined) {
  const resume = lastEventId === undefined ? {} : { lastEventId };
  const reader = await listenAs(car, { query: { types: 'position' }, ...resume });
  await reader.until('something', ({ event }) => event === 'position');
  reader.leave();
  return [...reader.events];
}

const positionsOf = (events: readonly SentEvent[], vehicle: string) =>
  events.filter(({ event, data }) => event === 'position' && data.vehicle === vehicle).map(stepOf);

describe('a reader that comes back', () => {
  it('gets everything that it missed once, in order, also over a restart', async () => {
    const car = await newCar();
    const first = await listenAs(car);
    await ready(first);
    let line = await cloud.connect(car);
    const send = async (from: number, to: number) => {
      for (let step = from; step < to; step += 5)
        await line.report(...[0, 1, 2, 3, 4].map((one) => report(at(step + one), place(step + one))));
    };
    await send(0, 20);
    const seventh = await first.until('the eighth', isAt(7));
    first.leave();
    await send(20, 40);
    await cloud.restart();
    line = await cloud.connect(car);
    await send(40, 60);
    const second = await listenAs(car, { lastEventId: seventh.id });
    await send(60, 80);
    await second.until('the last', isAt(79));
    expect(stepsOf(second)).toEqual(Array.from({ length: 72 }, (_, index) => index + 8));
    expect(second.events.some(({ event }) => event === 'reset')).toBe(false);
    second.leave();
  });

  it('misses nothing wherever it breaks off, while several vehicles of all lanes report', async () => {
    const driver = await cloud.addDriver();
    const cars: EnrolledVehicle[] = [];
    for (let count = 0; count < 4; count += 1) cars.push(await cloud.addVehicle(driver));
    const [car] = cars as [EnrolledVehicle];
    const lines = await Promise.all(cars.map((one) => cloud.connect(one)));
    const steps = 60;
    const sending = Promise.all(
      lines.map(async (line) => {
        for (let step = 0; step < steps; step += 1) await line.report(report(at(step), place(step)));
      }),
    );
    const first = await hearABit(car, undefined);
    expect(first[0]?.event).toBe('reset');
    // What follows the newest state may tell once more what it holds. It may break off before it is whole.
    const live = first.findIndex(({ event }) => event === 'ready');
    const state = live < 0 ? first : first.slice(0, live);
    const told = first.slice(state.length);
    const toldOf = (vehicle: string) => positionsOf(told, vehicle);
    const isDone = () => cars.every(({ id }) => toldOf(id).includes(steps - 1));
    let lastEventId = first.at(-1)?.id;
    for (let round = 0; !isDone() && round < 100; round += 1) {
      const events = await hearABit(car, lastEventId);
      told.push(...events);
      lastEventId = events.at(-1)?.id;
    }
    await sending;
    expect(told.some(({ event }) => event === 'reset')).toBe(false);
    for (const { id } of cars) {
      const [from = 0] = toldOf(id);
      const [known = -1] = positionsOf(state, id);
      expect(from).toBeLessThanOrEqual(known + 1);
      expect(toldOf(id)).toEqual(Array.from({ length: steps - from }, (_, index) => from + index));
    }
  });

  it('begins anew where what it missed is kept no more, and says so', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const first = await listenAs(car);
    await line.report(report(at(0), place(0)));
    const { id } = await first.until('a position', ({ event }) => event === 'position');
    first.leave();
    await line.report(report(at(1), place(1)));
    await trimFeed(cloud.database, 0);
    for (const lastEventId of [id, 'nonsense', `999999999~${id.split('~')[1]}`]) {
      const reader = await listenAs(car, { lastEventId });
      await ready(reader);
      expect(reader.events[0]).toMatchObject({ event: 'reset', data: { reason: 'expired' } });
      expect(new Set(stepsOf(reader))).toEqual(new Set([1]));
      reader.leave();
    }
  });

  it('begins anew where its vehicles are others', async () => {
    const car = await newCar();
    const first = await listenAs(car);
    const { id } = await ready(first);
    first.leave();
    const other = await cloud.addVehicle(car.driver);
    cloud.clock.advance(1500);
    const second = await listenAs(other, { lastEventId: id });
    await ready(second);
    expect(second.events[0]?.data).toEqual({ reason: 'vehicles' });
    second.leave();
  });
});

describe('a reader that is slow', () => {
  it('gets the newest of everything in the end, and others are not held up', async () => {
    const car = await newCar();
    const slow = await listenAs(car);
    const quick = await listenAs(car);
    await Promise.all([ready(slow), ready(quick)]);
    slow.pause();
    const line = await cloud.connect(car);
    const adas = { lvv: true, sli: 50, parkAssist: { rear: ['TrailerInhibition'] } };
    const steps = 12_000;
    for (let first = 0; first < steps; first += 250)
      await line.report(
        ...Array.from({ length: 250 }, (_, index) =>
          report(at(0) + first + index, {
            ...place(first + index),
            odometer: { mileage: first + index },
            adas,
          }),
        ),
      );
    const isLast = isAt(steps - 1);
    await quick.until('the last', isLast);
    slow.resume();
    await slow.until('the last', isLast);
    const told = stepsOf(slow);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.length).toBeLessThan(steps);
    quick.leave();
    slow.leave();
  });
});

describe('a stream ends', () => {
  it('soon after its token was withdrawn', async () => {
    const car = await newCar();
    const reader = await listenAs(car);
    await ready(reader);
    await cloud.database.query
      .deleteFrom('access_tokens')
      .where('token_hash', '=', hashSecret(car.driver.token))
      .execute();
    await reader.until('its end', ({ event, data }) => event === 'end' && data.reason === 'withdrawn');
    await reader.ended();
    expect((await listenAs(car)).status).toBe(401);
  });

  it('when its token expires', async () => {
    const car = await newCar();
    const reader = await listenAs(car);
    await ready(reader);
    cloud.clock.advance(31 * 86_400_000);
    await reader.until('its end', ({ event }) => event === 'end');
    await reader.ended();
    cloud.clock.advance(-31 * 86_400_000);
  });

  it('for a vehicle that is taken from its user, and begins for one that is added', async () => {
    const car = await newCar();
    const reader = await listenAs(car);
    await ready(reader);
    const added = await cloud.addVehicle(car.driver);
    const line = await cloud.connect(added);
    await line.report(report(at(0), { ...place(0), odometer: { mileage: 5 } }));
    await reader.until(
      'the added one',
      ({ event, data }) => event === 'position' && data.vehicle === added.id,
    );
    await cloud.database.query.deleteFrom('user_vehicles').where('public_id', '=', car.id).execute();
    await reader.until('the news of it', ({ event, data }) => event === 'gone' && data.vehicle === car.id);
    const own = await cloud.connect(car);
    await own.report(report(at(1), place(1)));
    await line.report(report(at(2), place(2)));
    await reader.until('the other', isAt(2));
    expect(reader.events.some(({ event, data }) => event === 'position' && data.vehicle === car.id)).toBe(
      false,
    );
    reader.leave();
  });

  it('when there are too many of one caller, and not the others', async () => {
    const car = await newCar();
    const readers = await Promise.all(Array.from({ length: 20 }, () => listenAs(car)));
    await Promise.all(readers.map(ready));
    const refused = await listenAs(car);
    expect([refused.status, (await refused.body()).code]).toEqual([429, 42902]);
    readers[0]?.leave();
    await eventually('a place', async () => {
      const reader = await listenAs(car);
      reader.leave();
      return reader.status === 200;
    });
    for (const reader of readers) reader.leave();
  });

  it('properly when the server stops, also for a reader that does not read', async () => {
    const car = await newCar();
    const [reader, stuck] = [await listenAs(car), await listenAs(car)];
    await Promise.all([ready(reader), ready(stuck)]);
    stuck.pause();
    await cloud.restart();
    await reader.until('its end', ({ event, data }) => event === 'end' && data.reason === 'stopping');
    await reader.ended();
  });
});
