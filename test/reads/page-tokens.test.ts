import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { type Answer, type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf, listed } from '../support/remote/cars.ts';
import { drive, eventfulLife, place } from '../support/vehicles/drive.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let cars: Cars;
let car: Car;
/** Below the fleet, with what the driver leaves of it: every list that has a profile. */
let lists: string[];
const now = Date.now();
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
  car = await cars.thatTold([
    ...eventfulLife(now - 60 * minuteMs),
    ...drive(now - 30 * minuteMs, 8),
    report(now - 20 * minuteMs, { position: place(9), maintenance: { daysBeforeMaintenance: 3 } }),
  ]);
  const [trip] = listed(await cars.inFleet(car, 'trips')) as [Body];
  const vehicle = `vehicles/${car.vid}`;
  const parts = ['telemetry', 'wayPoints', 'alerts'].map((part) => `${vehicle}/trips/${trip.id}/${part}`);
  const own = ['telemetry', 'trips', 'alerts', 'collisions'].map((list) => `${vehicle}/${list}`);
  lists = ['status', 'maintenances', 'trips', 'alerts', 'collisions', ...own, ...parts];
});
afterAll(() => cloud.stop());

const decoded = (token: string) => JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
const encoded = (token: unknown) => Buffer.from(JSON.stringify(token)).toString('base64url');
const tokenOf = ({ href }: { href: string }) => href.split('pageToken=')[1] as string;
const seen = ({ status, body }: Answer) => (status === 200 ? [200, listed({ body })] : [status, body.code]);

describe('a page token of a fleet owner', () => {
  it('goes on in the view in which the list began, whatever profile comes with it', async () => {
    const ask = (list: string, query: Record<string, string>) => cloud.getFleet(cars.owner, list, { query });
    const tokens = await Promise.all(
      lists.map(async (list) => {
        const { status, body } = await ask(list, { profile: 'endUser' });
        expect([list, status]).toEqual([list, 200]);
        return tokenOf(body._links.last);
      }),
    );
    await (await cloud.connect(car)).report(report(now - minuteMs, { privacy: { state: 'Full' } }));
    for (const [index, list] of lists.entries()) {
      const pageToken = tokens[index] as string;
      expect([list, decoded(pageToken).p]).toEqual([list, 'endUser']);
      const expected = seen(await ask(list, { pageToken, profile: 'endUser' }));
      expect([list, seen(await ask(list, { pageToken }))]).toEqual([list, expected]);
      expect([list, seen(await ask(list, { pageToken, profile: 'fleet' }))]).toEqual([list, expected]);
      // Without its mark it is a token of the fleet, which may ask for that anyway.
      const { p: _, ...open } = decoded(pageToken);
      const asFleet = await ask(list, { pageToken: encoded(open) });
      expect([list, asFleet.status]).toEqual([list, 200]);
      expect(listed(asFleet).length).toBeGreaterThan(0);
      const narrowed = await ask(list, { pageToken: encoded(open), profile: 'endUser' });
      expect([list, seen(narrowed)]).toEqual([list, expected]);
    }
    await (await cloud.connect(car)).report(report(now, { privacy: { state: 'None' } }));
  });
});

describe('a page token that somebody made up', () => {
  const number = fc.oneof(
    { weight: 4, arbitrary: fc.nat(70) },
    fc.maxSafeInteger(),
    fc.double(),
    fc.constantFrom(null, '1', [], 2 ** 60, 1e300),
  );
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'NaN',
      'Infinity',
      '1e999-',
      '-1',
      '9-1',
      '\0',
      'R/0001-01-01T00:00:00Z/P1M-30D',
      'vehicle',
    ),
    fc.constantFrom('9999-12-31T00:00:00Z/P9999Y', '/2026-01-01T00:00:00Z', 'Nominal', '0.1-', 'location'),
  );
  const names = [
    'timestamps',
    'type',
    'extension',
    'states',
    'distance',
    'duration',
    'tolerance',
    'vinPrefix',
  ];
  const filters = fc.oneof(
    fc.object(),
    fc.dictionary(fc.constantFrom(...names, '__proto__'), fc.array(text, { maxLength: 3 })),
    fc.jsonValue(),
  );
  const id = fc.oneof(fc.string(), fc.bigInt().map(String), fc.stringMatching(/^[0-9a-f]{1,50}$/));
  const anchor = fc.record(
    { at: fc.constantFrom('index', 'after', 'before', 'end', 'x'), key: fc.tuple(number, id) },
    { requiredKeys: [] },
  );
  const profile = fc.constantFrom('endUser', 'fleet', 1, null, undefined);
  const own = { i: number, f: fc.oneof(fc.constant(0), number), l: number, s: number, n: number, a: anchor };
  const token = fc.oneof(
    { weight: 6, arbitrary: fc.record({ ...own, q: fc.option(filters, { nil: undefined }), p: profile }) },
    { weight: 2, arbitrary: fc.record({ ...own, q: filters, p: profile }, { requiredKeys: [] }) },
    fc.jsonValue(),
  );

  const isFine = ({ status, body }: Answer) => status === 200 || (status === 400 && body.code === 40002);

  it('gives a page or 40002, at every list', async () => {
    const asked = fc.tuple(fc.nat(), token);
    await fc.assert(
      fc.asyncProperty(asked, async ([pick, made]) => {
        const list = lists[pick % lists.length] as string;
        const answer = await cloud.getFleet(cars.owner, list, { query: { pageToken: encoded(made) } });
        expect([list, answer.status, answer.body.code, isFine(answer)]).toEqual([
          list,
          answer.status,
          answer.body.code,
          true,
        ]);
      }),
      { numRuns: 600, examples: [[[0, { i: 0, f: 0, l: 1.5, s: 5, n: 10, a: { at: 'index' } } as never]]] },
    );
  }, 60_000);

  it('says nothing of parameters that nobody gave', async () => {
    const made = { i: 0, f: 0, l: null, s: 60, n: 9, a: { at: 'index' } };
    for (const q of [{ timestamps: ['soon'] }, { distance: ['9-1'] }, { states: ['x'] }]) {
      const { body } = await cars.of(car, 'trips', { pageToken: encoded({ ...made, q }) });
      expect(body.code).toBe(40002);
    }
  });
});
