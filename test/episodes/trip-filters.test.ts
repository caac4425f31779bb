import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, iso, minuteMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf } from '../support/remote/cars.ts';
import { drive } from '../support/vehicles/drive.ts';

let cloud: TestCloud;
let cars: Cars;
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
});
afterAll(() => cloud.stop());

const now = Date.now();

describe('the trip under way', () => {
  let car: Car;
  const start = now - 9 * minuteMs;
  beforeAll(async () => {
    // One of two kilometres before it; it is at its eighth.
    car = await cars.thatTold([...drive(now - 60 * minuteMs, 2), ...drive(start, 20).slice(0, 9)]);
  });

  it.each<[Record<string, string>, number[]]>([
    [{}, [2, 8]],
    [{ distance: '0.1-' }, [2, 8]],
    [{ distance: '8-8' }, [8]],
    [{ distance: '0-0' }, []],
    [{ distance: '9-' }, []],
    [{ duration: '400-' }, [8]],
    [{ duration: '0-60' }, []],
    [{ states: 'Nominal' }, [2, 8]],
    [{ states: 'Unfinished' }, []],
    [{ timestamps: `${iso(now - minuteMs)}/` }, [8]],
    [{ timestamps: `/${iso(start - minuteMs)}` }, [2]],
    [{ timestamps: `${iso(now + dayMs)}/${iso(now + 2 * dayMs)}` }, []],
    [{ timestamps: `${iso(now - minuteMs)}/`, distance: '0-2' }, []],
  ])('is found with its figures until now: %j', async (query, distances) => {
    const { body } = await cars.of(car, 'trips', query);
    expect(body.total).toBe(distances.length);
    expect(body._embedded.trips.map(({ distance }: Body) => distance)).toEqual(distances);
  });

  it('is on its page', async () => {
    const { body } = await cars.of(car, 'trips', { distance: '0.1-', pageSize: '1' });
    expect(body).toMatchObject({ total: 2, totalPage: 2 });
    const next = (await cloud.follow(car, body._links.next)).body;
    expect(next._embedded.trips).toMatchObject([{ distance: 8, done: false }]);
    expect(next._links).not.toHaveProperty('next');
  });
});

describe('filters of trips', () => {
  let car: Car;
  const farther = Object.fromEntries([2, 3, 4, 5].map((km) => [km, { odometer: { mileage: 700 + km } }]));
  const starts = [10, 8, 6, 4].map((hours) => now - hours * 60 * minuteMs);
  beforeAll(async () => {
    const [first = 0, second = 0, third = 0, fourth = 0] = starts;
    // The third falls silent on the way; the fourth sets off unseen.
    car = await cars.thatTold([
      ...drive(first, 2),
      ...drive(second, 10),
      ...drive(third, 30).slice(0, 20),
      ...drive(fourth, 5, farther).slice(2),
    ]);
  });

  const found = async (query: Record<string, string | string[]>) => {
    const { status, body } = await cars.of(car, 'trips', query);
    expect(status).toBe(200);
    return body._embedded.trips.map(({ startedAt }: Body) =>
      starts.findIndex((start) => Math.abs(Date.parse(startedAt) - start) < 10 * minuteMs),
    );
  };
  const between = (from: number, to: number) => `${iso(from)}/${iso(to)}`;

  it('find all of them, oldest first, where none is given', async () => {
    expect(await found({})).toEqual([0, 1, 2, 3]);
  });

  it.each<[Record<string, string | string[]>, number[]]>([
    [{ distance: '0.1-' }, [0, 1, 2, 3]],
    [{ distance: '2.1-' }, [1, 2, 3]],
    [{ distance: '0-2' }, [0]],
    [{ distance: '2-2' }, [0]],
    [{ distance: '2.0-10.0' }, [0, 1, 3]],
    [{ distance: '1000-' }, []],
    [{ duration: '10-' }, [0, 1, 2, 3]],
    [{ duration: '10-180' }, [0]],
    [{ duration: '660-660' }, [1]],
    [{ states: 'Nominal' }, [0, 1]],
    [{ states: 'Unfinished' }, [2]],
    [{ states: 'Unstarted' }, [3]],
    [{ states: ['Unfinished', 'Unstarted'] }, [2, 3]],
    [{ states: 'Nominal,Unfinished', distance: '5-' }, [1, 2]],
    [{ states: 'DataLacking' }, []],
  ])('%j', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('timestamps find what overlaps any of the ranges', async () => {
    const [first = 0, second = 0, , fourth = 0] = starts;
    expect(await found({ timestamps: `${iso(second + minuteMs)}/` })).toEqual([1, 2, 3]);
    expect(await found({ timestamps: `/${iso(second)}` })).toEqual([0, 1]);
    expect(await found({ timestamps: `/${iso(second - 1)}` })).toEqual([0]);
    expect(await found({ timestamps: `${iso(first + minuteMs)}/PT1S` })).toEqual([0]);
    const two = [between(first, first + 1), between(fourth, fourth + 10 * minuteMs)];
    expect(await found({ timestamps: two })).toEqual([0, 3]);
    expect(await found({ timestamps: two.join(',') })).toEqual([0, 3]);
    expect(await found({ timestamps: `R2/${iso(first)}/PT2H/PT1M` })).toEqual([0, 1]);
    expect(await found({ timestamps: between(now + dayMs, now + 2 * dayMs) })).toEqual([]);
  });

  it('stay on the pages that a token alone asks for, in both directions', async () => {
    const { body } = await cars.of(car, 'trips', { states: 'Nominal', pageSize: '1' });
    expect(body).toMatchObject({ total: 2, totalPage: 2, currentPage: 1 });
    const pageToken = body._links.next.href.split('pageToken=')[1];
    const next = (await cars.of(car, 'trips', { pageToken })).body;
    expect(next).toMatchObject({ total: 2, currentPage: 2 });
    expect(next._embedded.trips[0].distance).toBe(10);
    expect((await cloud.follow(car, next._links.prev)).body._embedded).toEqual(body._embedded);
    expect((await cloud.follow(car, body._links.last)).body._embedded).toEqual(next._embedded);
    expect(await found({ indexRange: '1-2' })).toEqual([1, 2]);
  });
});
