import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, iso } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

/** Midnight three days ago; a report on every hour, from 0 to 47. */
const start = Math.floor(Date.now() / 86_400_000 - 3) * 86_400_000;
const at = (hour: number) => iso(start + hour * hourMs);
let cloud: TestCloud;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  const reports = Array.from({ length: 48 }, (_, hour) => report(start + hour * hourMs, groupsAt(hour)));
  await (await cloud.connect(car)).report(...reports);
});
afterAll(() => cloud.stop());

/** Something different on each hour of a day's quarter. */
function groupsAt(hour: number): object {
  const odometer = { odometer: { mileage: 1000 + hour } };
  const byQuarter = [
    odometer,
    { ...odometer, environment: { air: { temp: hour } } },
    { position: { longitude: hour, latitude: 45 } },
    { ignition: { type: 'Stop' }, maintenance: { daysBeforeMaintenance: hour } },
  ];
  return byQuarter[hour % 4] as object;
}

const ask = async (query: Record<string, string | string[]>) =>
  (await cloud.getOf(car, 'telemetry', { query })).body;
const hoursOf = (body: Body): number[] =>
  body._embedded.telemetries.map(({ createdAt }: Body) => (Date.parse(createdAt) - start) / hourMs);

/** Hours from one to another, those of the position alone left out where it was not asked for. */
const hours = (first: number, last: number, extension = false) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (hour) => extension || hour % 4 !== 2,
  );

describe('timestamps', () => {
  it.each<[string, string | string[], number[]]>([
    ['from T1 to T2, both included', `${at(4)}/${at(9)}`, hours(4, 9)],
    ['from T for D', `${at(4)}/PT5H`, hours(4, 9)],
    ['from T for D of days', `${at(0)}/P1D`, hours(0, 24)],
    ['from T to now', `${at(40)}/`, hours(40, 47)],
    ['up to T', `/${at(5)}`, hours(0, 5)],
    ['three windows of two hours, six hours apart', `R3/${at(0)}/PT6H/PT2H`, [0, 1, 7, 8, 12, 13]],
    ['the same as the contract writes it', `R3/${at(0)}/P6H/P2H`, [0, 1, 7, 8, 12, 13]],
    ['windows of a day where their length is left out', `R1/${at(24)}/P2D`, hours(24, 47)],
    ['windows without end', `R/${at(1)}/PT12H/PT0S`, [1, 13, 25, 37]],
    ['no window at all', `R0/${at(0)}/PT1H`, []],
    ['two ranges in one parameter', `${at(0)}/${at(1)},${at(8)}/${at(9)}`, [0, 1, 8, 9]],
    ['two parameters', [`${at(0)}/${at(1)}`, `${at(8)}/${at(9)}`], [0, 1, 8, 9]],
    ['ranges that overlap, each element once', [`${at(0)}/${at(5)}`, `${at(3)}/${at(7)}`], hours(0, 7)],
    ['another offset', `${at(4).replace('Z', '+00:00')}/PT1H`, [4, 5]],
    ['nothing in the future', '2999-01-01T00:00:00Z/', []],
    ['nothing from end to start', `${at(9)}/${at(4)}`, []],
    ['small letters', `${at(4).toLowerCase()}/PT1H`, [4, 5]],
  ])('%s', async (_name, timestamps, expected) => {
    const body = await ask({ timestamps, pageSize: '2000' });
    expect([hoursOf(body), body.total]).toEqual([expected, expected.length]);
  });
});

describe('type and extension', () => {
  it.each<[Record<string, string | string[]>, (hour: number) => boolean]>([
    [{}, (hour) => hour % 4 !== 2],
    [{ type: 'vehicle' }, (hour) => hour % 4 !== 2],
    [{ type: 'environment' }, (hour) => hour % 4 === 1],
    [{ type: 'vehicle.ignition' }, (hour) => hour % 4 === 3],
    [{ type: ['vehicle.ignition', 'environment'] }, (hour) => hour % 4 === 3 || hour % 4 === 1],
    [{ type: 'vehicle.adas,privacy' }, () => false],
    [{ extension: 'location' }, () => true],
    [{ extension: 'location', type: 'privacy' }, (hour) => hour % 4 === 2],
    [{ extension: ['location', 'maintenance'], type: 'privacy' }, (hour) => hour % 4 === 2 || hour % 4 === 3],
  ])('%j keeps the reports that have any of it', async (query, isKept) => {
    const expected = hours(0, 47, true).filter(isKept);
    const body = await ask({ ...query, pageSize: '60' });
    expect([hoursOf(body), body.total]).toEqual([expected, expected.length]);
  });

  it('keep of a report only what was asked for', async () => {
    const other = await cloud.addVehicle(car.driver);
    cloud.clock.advance(2000);
    await (await cloud.connect(other)).report(report(start, everyGroup));
    const read = async (query: Record<string, string>) =>
      (await cloud.getOf(other, 'telemetry', { query })).body._embedded.telemetries[0];
    const keysOf = async (type: string) => {
      const { _links, createdAt, vehicle, ...rest } = await read({ type });
      return [...Object.keys(rest), ...Object.keys(vehicle ?? {}).map((name) => `vehicle.${name}`)];
    };
    for (const name of ['adas', 'battery', 'doorsState', 'energies', 'engines', 'ignition', 'lightingSystem'])
      expect(await keysOf(`vehicle.${name}`)).toEqual([`vehicle.${name}`]);
    for (const name of ['safety', 'transmission', 'wipingBlades'])
      expect(await keysOf(`vehicle.${name}`)).toEqual([`vehicle.${name}`]);
    for (const name of ['environment', 'privacy']) expect(await keysOf(name)).toEqual([name]);
    for (const part of ['status', 'trigger'])
      expect(Object.keys((await read({ type: `vehicle.alarm.${part}` })).vehicle.alarm)).toEqual([part]);
    const whole = await keysOf('vehicle');
    for (const name of ['powertrain', 'odometer', 'kinetic', 'drivingBehavior', 'alarm'])
      expect(whole).toContain(`vehicle.${name}`);
    expect(whole).not.toContain('privacy');
    expect(await read({ extension: 'location' })).toMatchObject({
      _embedded: { extension: { location: { geometry: { coordinates: [2.2945, 48.8584, 33] } } } },
    });
  });
});

const all = hours(0, 47);

describe('indexRange and pages', () => {
  it.each<[string, number, number]>([
    ['0-9', 0, 10],
    ['5-', 5, all.length],
    ['5', 5, all.length],
    ['0-', 0, all.length],
    ['3-3', 3, 4],
    ['30-99', 30, all.length],
    ['99-', all.length, all.length],
  ])('indexRange=%s cuts out of what matches', async (indexRange, first, end) => {
    const body = await ask({ indexRange });
    expect(hoursOf(body)).toEqual(all.slice(first, end));
    expect(body.total).toBe(all.length);
  });

  it.each<[Record<string, string>, number[]]>([
    [{ pageSize: '7' }, all],
    [{ pageSize: '36' }, all],
    [{ pageSize: '1', indexRange: '2-5' }, all.slice(2, 6)],
    [{ pageSize: '4', indexRange: '3-' }, all.slice(3)],
    [{ pageSize: '5', type: 'environment' }, all.filter((hour) => hour % 4 === 1)],
    [{ pageSize: '3', timestamps: `${at(10)}/${at(30)}` }, hours(10, 30)],
  ])('%j can be walked forward, backward, and from the last page', async (query, expected) => {
    const pages: number[][] = [];
    let body = await ask(query);
    pages.push(hoursOf(body));
    expect(body._links).not.toHaveProperty('prev');
    for (let page = 1; body._links.next; page += 1) {
      expect(body).toMatchObject({
        currentPage: page,
        totalPage: Math.ceil(expected.length / Number(query.pageSize)),
      });
      body = (await cloud.follow(car, body._links.next)).body;
      pages.push(hoursOf(body));
    }
    expect(pages.flat()).toEqual(expected);
    expect(hoursOf((await cloud.follow(car, body._links.last)).body)).toEqual(pages.at(-1));
    expect(hoursOf((await cloud.follow(car, body._links.first)).body)).toEqual(pages[0]);
    const backward = [hoursOf(body)];
    while (body._links.prev) {
      body = (await cloud.follow(car, body._links.prev)).body;
      backward.unshift(hoursOf(body));
    }
    expect(backward).toEqual(pages);
    expect(body.currentPage).toBe(1);
  });

  it('the last page of the first answer is the last page', async () => {
    const { _links } = await ask({ pageSize: '10' });
    const last = await cloud.follow(car, _links.last);
    expect(hoursOf(last.body)).toEqual(all.slice(30));
    expect(last.body).toMatchObject({ currentPage: 4, totalPage: 4 });
    expect(hoursOf((await cloud.follow(car, last.body._links.prev)).body)).toEqual(all.slice(20, 30));
  });

  it('the link to itself gives the same page', async () => {
    const first = await ask({ pageSize: '10' });
    const second = (await cloud.follow(car, first._links.next)).body;
    expect((await cloud.follow(car, second._links.self)).body).toEqual(second);
    expect((await cloud.follow(car, first._links.self)).body).toEqual(first);
  });
});
