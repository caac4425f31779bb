import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminOperations } from '../../src/admin/operations.ts';
import { type Body, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Admin, addAdmin } from '../support/people/admin.ts';

let cloud: TestCloud;
let viewer: Admin;
let root: Admin;
let owner: FleetOwner;
const vins = ['VR1LIST01', 'VR1LIST02', 'VR1LIST03', 'VR1LIST04', 'VR1OTHER1'];
beforeAll(async () => {
  cloud = await startTestCloud();
  [root, viewer] = [await addAdmin(cloud), await addAdmin(cloud, 'viewer')];
  owner = await cloud.addPartner();
  await cloud.addFleet(owner, 'Second');
  for (const vin of vins) {
    await root.send('POST', '/vehicles', { vin, motorization: 'Electric', label: `Car ${vin.at(-1)}` });
    const user = { email: `${vin}@test.example`, password: 'correct horse battery' };
    if (vin < 'VR1LIST03') await root.send('POST', '/users', user);
  }
  await root.send('POST', '/users/VR1LIST01@test.example/vehicles', { vin: 'VR1LIST03' });
  await root.send('POST', `/fleets/${owner.fid}/vehicles`, { vin: 'VR1LIST02' });
  await root.send('PATCH', '/vehicles/VR1LIST04', { motorization: 'Thermic' });
});
afterAll(() => cloud.stop());

const elements = ({ body }: { body: Body }) => Object.values(body._embedded)[0] as Body[];
const vinsOf = (answer: { body: Body }) => elements(answer).map(({ vin }) => vin);

describe('a list of the administration', () => {
  it('goes page by page, forwards and backwards, with the filters of its beginning', async () => {
    const first = await viewer.get('/vehicles?vinPrefix=vr1list&pageSize=3');
    expect(first.body).toMatchObject({ total: 4, totalPage: 2, currentPage: 1 });
    expect(vinsOf(first)).toEqual(vins.slice(0, 3));
    const follow = (link: { href: string }) =>
      viewer.get(link.href.slice(`${cloud.baseUrl}/admin/v1`.length));
    const second = await follow(first.body._links.next);
    expect(vinsOf(second)).toEqual(['VR1LIST04']);
    expect(second.body._links).not.toHaveProperty('next');
    expect(vinsOf(await follow(second.body._links.prev))).toEqual(vins.slice(0, 3));
    expect(vinsOf(await follow(first.body._links.last))).toEqual(['VR1LIST04']);
  });

  it('of one order by number goes both ways, too', async () => {
    const ids = (answer: { body: Body }) => elements(answer).map(({ id }) => id);
    const all = ids(await root.get('/audit?pageSize=200'));
    expect(all).toEqual([...all].sort((one, other) => other - one));
    const first = await root.get('/audit?pageSize=4');
    const query = new URL(first.body._links.next.href).search;
    const second = await root.get(`/audit${query}`);
    const back = await root.get(`/audit${new URL(second.body._links.prev.href).search}`);
    expect([...ids(first), ...ids(second)]).toEqual(all.slice(0, 8));
    expect(ids(back)).toEqual(ids(first));
  });

  it.each([
    ['/vehicles?label=car%201', 2],
    ['/vehicles?motorization=Thermic', 1],
    ['/vehicles?email=vr1list01@test.example', 1],
    ['/vehicles?email=nobody@test.example', 0],
    ['/users?emailPrefix=vr1list', 2],
    ['/users?email=VR1LIST02@TEST.example', 1],
    ['/fleets?namePrefix=sec', 1],
    ['/partners?loginPrefix=mzp', 1],
    ['/applications?namePrefix=nothing', 0],
  ])('%s has %i elements', async (path, total) => {
    const { body } = await viewer.get(path);
    expect([body.total, elements({ body }).length]).toEqual([total, total]);
  });

  it('of vehicles can be of a fleet, and of fleets of a partner', async () => {
    expect(vinsOf(await viewer.get(`/vehicles?fleet=${owner.fid}`))).toEqual(['VR1LIST02']);
    expect(vinsOf(await viewer.get(`/fleets/${owner.fid}/vehicles?vinPrefix=VR1LIST`))).toEqual([
      'VR1LIST02',
    ]);
    const fleets = elements(await viewer.get(`/fleets?partner=${owner.login}`));
    expect(fleets.map(({ name, vehicles }) => [name, vehicles])).toEqual([
      ['Test fleet', 1],
      ['Second', 0],
    ]);
  });

  it('has a bounded page', async () => {
    expect((await viewer.get('/vehicles?pageSize=201')).body.code).toBe(40001);
  });
});

/** What nobody means, and somebody sends. */
const odd = [
  '%00',
  '%ff',
  "'; drop table users; --",
  '../../etc/passwd',
  '💥',
  '%25%5F',
  '-1',
  '9'.repeat(30),
  'null',
  'é'.repeat(200),
];
const oddBodies: unknown[] = [
  null,
  [],
  'text',
  7,
  { constructor: 1, toString: null },
  { name: '\u0000', vin: '\u0000', email: 'a@\u0000', user: '\ud800' },
  { name: 'x'.repeat(400), scopes: ['\ud800'], redirectUris: ['javascript:alert(1)'], days: 1e99 },
  { password: '', new: '', old: '' },
  { data: [null], remote: [{}], audience: 'everybody', scopes: [] },
];
const token = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
const page = { i: 0, f: 0, l: null, s: 10, n: 5 };
const oddQueries = [
  ...odd.map((one) => `vinPrefix=${one}&namePrefix=${one}&who=${one}&email=${one}&since=${one}`),
  'pageToken=x',
  `pageToken=${token({ ...page, a: { at: 'after', key: [0, '-9223372036854775808'] } })}`,
  `pageToken=${token({ ...page, a: { at: 'before', key: [0, 'VR1'] } })}`,
  `pageToken=${token({ ...page, a: { at: 'index' }, q: { vinPrefix: ['\u0000'], who: ['\u0000'], since: ['x'] } })}`,
  `pageToken=${token({ ...page, a: { at: 'index' }, q: { since: ['9999-99-99T00:00:00Z'] } })}`,
  'dryRun=perhaps',
];

describe('what nobody means is refused, and is no fault of the server:', () => {
  const asked = adminOperations.filter(({ operationId }) => operationId !== 'signIn');

  it.each(asked)('$method $path', async ({ method, path }) => {
    const at = (name: string) => path.replaceAll(/:\w+/g, name);
    const statuses: number[] = [];
    const ask = async (one: string, body?: unknown) =>
      statuses.push((await root.send(method, one, body)).status);
    for (const name of odd) await ask(at(name));
    if (method === 'GET') for (const query of oddQueries) await ask(`${at('VR1LIST01')}?${query}`);
    else for (const body of oddBodies) await ask(at('VR1LIST01'), body);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });

  it.each([
    ['/vehicles', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['/vehicles', `{"vin":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['/vehicles/import', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['/users', '{"email":'],
    ['/users', '{"__proto__":{"email":1}}'],
  ])('what %s is sent that is endlessly deep, or no JSON', async (path, text) => {
    expect((await root.post(path, text, 'application/json')).status).toBeLessThan(500);
  });
});
