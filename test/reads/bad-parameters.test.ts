import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgeries, hostile, refused, taken } from '../support/bad-parameters.ts';
import { minuteMs } from '../support/clock.ts';
import { type Answer, type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf, listed } from '../support/remote/cars.ts';
import { askRemotes, named, subscribe } from '../support/subscribers/subscriptions.ts';
import { eventfulLife } from '../support/vehicles/drive.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

/** Every operation of both served documents × every value that a parameter of it must refuse, or live through. */
type Asked = { face: 'b2c' | 'b2b'; operationId: string; path: string; parameters: string[] };

let cloud: TestCloud;
let cars: Cars;
let car: Car;
let operations: Asked[];
/** What stands in the place of `{id}` and the like. */
let ids: Record<string, string>;
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
  const life = eventfulLife(Date.now() - 30 * minuteMs);
  car = await cars.thatTold([...life, report(Date.now(), everyGroup)]);
  const idIn = async (list: string) => (listed(await cars.inFleet(car, list))[0] as Body).id as string;
  ids = { id: car.id, vin: car.vin, fid: cars.owner.fid, vid: car.vid };
  ids = { ...ids, tid: await idIn('trips'), aid: await idIn('alerts'), cid: await idIn('collisions') };
  ids = { ...ids, sid: await idIn('stolen') };
  const whose = { driver: car.driver, vehicle: car, owner: cars.owner };
  const callbacks = await subscribe(cloud, whose);
  const remotes = await askRemotes(cloud, { ...whose, vid: car.vid, ...callbacks });
  ids = { ...ids, ...callbacks, ...remotes };
  operations = [...(await operationsOf('b2c')), ...(await operationsOf('b2b'))];
});
afterAll(() => cloud.stop());

async function operationsOf(face: Asked['face']): Promise<Asked[]> {
  const { body } = await cloud.get(`/openapi/${face}.json`);
  return Object.entries<Body>(body.paths).flatMap(([path, { get }]) => {
    if (!get) return [];
    const parameters = (get.parameters ?? []) as { in: string; name: string }[];
    const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    return [{ face, operationId: get.operationId, path: named(path), parameters: names }];
  });
}

type Query = Record<string, string | string[]>;

function ask({ face, path }: Asked, query: Query, filled: Record<string, string> = ids): Promise<Answer> {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(filled[name] ?? ''));
  if (face === 'b2b') return cloud.getFleet(cars.owner, address, { query });
  return cloud.get(address, { query, token: car.driver.token, clientId: car.driver.clientId });
}

/** Asks for each, and gives those that were not answered as they should be. */
async function wrongOf(
  cases: readonly (readonly [Asked, Query, Record<string, string>?])[],
  isRight: (answer: Answer, query: Query) => boolean,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [operation, query, filled] of cases) {
    const answer = await ask(operation, query, filled);
    if (isRight(answer, query)) continue;
    const { face, operationId } = operation;
    const asked = JSON.stringify(filled ?? query).slice(0, 300);
    wrong.push(`${face} ${operationId} ${asked}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  return wrong;
}

/** Each operation with each of the values of each of its parameters. */
function each(values: Record<string, readonly (string | string[])[]>): [Asked, Query][] {
  return operations.flatMap((operation) =>
    operation.parameters.flatMap((name) =>
      (values[name] ?? []).map((value): [Asked, Query] => [operation, { [name]: value }]),
    ),
  );
}

const everyParameter = (value: string) =>
  Object.fromEntries(Object.keys(refused).map((name) => [name, [value]]));

describe('every operation', () => {
  it('has only parameters whose bad values are known here', () => {
    const names = new Set(operations.flatMap(({ parameters }) => parameters));
    expect([...names].filter((name) => !(name in refused))).toEqual([]);
    expect(operations.length).toBeGreaterThan(40);
  });

  it('refuses a parameter that is wrong, and says which', async () => {
    const isRefused = ({ status, body }: Answer, query: Query) => {
      const [name = ''] = Object.keys(query);
      if (name === 'pageToken') return status === 400 && [40001, 40002].includes(body.code);
      return status === 400 && body.code === 40001 && body.message.includes(name);
    };
    // Clients ask a status for groups in this way: what it does not know has no effect there.
    const isFreeForm = ([{ operationId }, query]: [Asked, Query]) =>
      /Status$/.test(operationId) && 'extension' in query;
    const asked = each(refused).filter((one) => !isFreeForm(one));
    expect(await wrongOf(asked, isRefused)).toEqual([]);
  }, 120_000);

  it('takes what clients send, however odd', async () => {
    expect(await wrongOf(each(taken), ({ status }) => status === 200)).toEqual([]);
  }, 120_000);

  it('lives through hostile text in any parameter', async () => {
    const apart = hostile.flatMap((value) => each(everyParameter(value)));
    const together = hostile.flatMap((value) =>
      operations.map((operation): [Asked, Query] => [
        operation,
        Object.fromEntries(operation.parameters.map((name) => [name, value])),
      ]),
    );
    const isFine = ({ status }: Answer) => [200, 400].includes(status);
    const withParameters = [...apart, ...together].filter(([{ parameters }]) => parameters.length > 0);
    expect(await wrongOf(withParameters, isFine)).toEqual([]);
  }, 120_000);

  it('lives through page tokens that somebody made up', async () => {
    const isFine = ({ status }: Answer) => [200, 400].includes(status);
    expect(await wrongOf(each({ pageToken: forgeries }), isFine)).toEqual([]);
  }, 120_000);

  it('answers hostile text in the place of any id with a 4xx and a numeric code', async () => {
    const cases = operations.flatMap((operation) =>
      [...operation.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) =>
        [...hostile, 'f'.repeat(48), '%00'].map((value): [Asked, Query, Record<string, string>] => [
          operation,
          {},
          { ...ids, [name]: value },
        ]),
      ),
    );
    const isRefused = ({ status, body }: Answer) => Math.floor(status / 100) === 4 && body.code >= 40000;
    expect(await wrongOf(cases, isRefused)).toEqual([]);
  }, 120_000);
});
