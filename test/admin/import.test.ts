import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsMax } from '../../src/admin/import/read-rows.ts';
import { type Body, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Admin, addAdmin } from '../support/people/admin.ts';

let cloud: TestCloud;
let root: Admin;
let owner: FleetOwner;
beforeAll(async () => {
  cloud = await startTestCloud();
  root = await addAdmin(cloud, 'operator');
  owner = await cloud.addPartner();
  const user = { email: 'Ada@test.example', password: 'correct horse battery' };
  await root.send('POST', '/users', user);
});
afterAll(() => cloud.stop());

const importing = async (body: unknown, type = 'text/csv', query = ''): Promise<Body> => {
  const answer = await root.post(`/vehicles/import${query}`, body, type);
  expect(answer.status).toBe(200);
  return answer.body;
};
const outcomes = ({ rows }: Body) => rows.map(({ outcome }: Body) => outcome);
const counts = ({ created, updated, unchanged, refused }: Body) => [created, updated, unchanged, refused];

const file = () => `VIN;Motorization;generation;brand;label;owner;fleet;remote
VR1ROW0000001;Electric;2;Peugeot;"Pool; first";ada@test.example;${owner.fid};door horn
vr1row0000002;thermic;1;DS;Second;;${owner.fid};
`;

describe('an import of vehicles', () => {
  it('of CSV enters them with owner, fleet, generation and capabilities, and says their secrets once', async () => {
    const report = await importing(file());
    expect(counts(report)).toEqual([2, 0, 0, 0]);
    expect(report.rows[0]).toMatchObject({ row: 1, vin: 'VR1ROW0000001', username: 'VR1ROW0000001' });
    expect(report.rows[0].secret).toMatch(/^[\w-]{32}$/);
    const { body } = await root.get('/vehicles/VR1ROW0000001');
    expect(body).toMatchObject({
      motorization: 'Electric',
      generation: 2,
      label: 'Pool; first',
      holders: { users: [{ email: 'Ada@test.example' }], fleets: [{ id: owner.fid }] },
    });
    expect((await root.get('/vehicles/VR1ROW0000001/capabilities')).body.remote).toEqual(['door', 'horn']);
    expect((await cloud.getFleet(owner, 'vehicles')).body.total).toBe(2);
  });

  it('changes nothing when it is run again, and of a changed file only what it says otherwise', async () => {
    const before = await root.get('/vehicles?vinPrefix=VR1ROW');
    expect(counts(await importing(file()))).toEqual([0, 0, 2, 0]);
    expect((await root.get('/vehicles?vinPrefix=VR1ROW')).body).toEqual(before.body);
    const report = await importing('vin,label\nVR1ROW0000001,Renamed\nVR1ROW0000002,Second');
    expect(outcomes(report)).toEqual(['updated', 'unchanged']);
    expect((await root.get('/vehicles/VR1ROW0000001')).body).toMatchObject({
      label: 'Renamed',
      brand: 'Peugeot',
    });
  });

  it('lets the vehicles connect with the secrets it says', async () => {
    const { rows } = await importing('vin,motorization\nVR1ROWLINE01,Electric');
    const { vin, username, secret } = rows[0];
    const driver = await cloud.addDriver();
    const line = await cloud.connect({ vehicleId: 0, vin, username, secret, id: '', driver });
    await line.end();
  });

  it('refuses bad rows one by one, each with field, value and what was expected', async () => {
    const report = await importing(`vin,motorization,generation,owner,fleet,remote
VR1BAD,Electric,3,,,
no,Electric,,,,
VR1BAD2,,,,,
VR1BAD3,Steam,,,,
VR1BAD4,Electric,,nobody@test.example,,
VR1BAD5,Electric,,,nowhere,
VR1BAD6,Electric,,,,fly
VR1BAD7,Electric,,,,,one too many
VR1GOOD,Electric,,,,`);
    expect(counts(report)).toEqual([1, 0, 0, 8]);
    expect(report.rows.map(({ fault }: Body) => fault && [fault.field, fault.value])).toEqual([
      ['generation', '3'],
      ['vin', 'no'],
      ['motorization', ''],
      ['motorization', 'Steam'],
      ['owner', 'nobody@test.example'],
      ['fleet', 'nowhere'],
      ['remote', 'fly'],
      ['row', ''],
      undefined,
    ]);
    expect((await root.get('/vehicles?vinPrefix=VR1BAD')).body.total).toBe(0);
  });

  it('names a column that it does not know', async () => {
    const { rows } = await importing('vin,motorization,colour\nVR1COLOUR,Electric,red');
    expect(rows[0]).toMatchObject({ outcome: 'refused', fault: { field: 'colour', value: 'red' } });
  });

  it('takes quotes that are astray for what they are, and says where one is not closed', async () => {
    const report = await importing(
      'vin,motorization,label\nVR1QUOTE1,Electric,a\nVR1QUOTE2,Electric,"b" c\nVR1QUOTE3,Electric,d\nVR1QUOTE4,Electric,"e',
    );
    expect(outcomes(report)).toEqual(['created', 'created', 'created', 'refused']);
    expect(report.rows[3].fault.expected).toMatch(/line 5/);
    expect((await root.get('/vehicles/VR1QUOTE2')).body.label).toBe('"b" c');
  });

  it('loses no line to a quote that is not closed', async () => {
    const report = await importing(
      'vin,motorization,label\nVR1OPEN1,Electric,a\nVR1OPEN2,Electric,"open\n\nVR1OPEN3,Electric,"c"\nVR1OPEN4,Electric,d',
    );
    expect(outcomes(report)).toEqual(['created', 'refused', 'created', 'created']);
    expect(report.rows.map(({ row }: Body) => row)).toEqual([1, 2, 3, 4]);
    expect(report.rows[1].fault).toMatchObject({ field: 'row', expected: expect.stringMatching(/line 3/) });
    expect(report.rows.map(({ vin }: Body) => vin)).toEqual(['VR1OPEN1', undefined, 'VR1OPEN3', 'VR1OPEN4']);
  });

  it('is refused where two columns have one name, which it says', async () => {
    const answer = await root.post('/vehicles/import', 'vin,label,Label\nVR1TWICE,a,b', 'text/csv');
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('Label is there twice');
  });

  it.each([
    ['motorization', '{"toString":1,"valueOf":1}', 'an object'],
    ['motorization', '["Electric"]', 'a list'],
    ['generation', '{"toString":1,"valueOf":1}', 'an object'],
    ['generation', '[1]', 'a list'],
    ['generation', 'true', 'true'],
    ['vin', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'a list'],
    ['remote', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'a list'],
  ])('refuses a row whose %s is no text and no number', async (field, value, told) => {
    const others = Object.entries({ vin: '"VR1HOST01"', motorization: '"Electric"', [field]: value });
    const row = `{${others.map(([name, json]) => `"${name}":${json}`).join(',')}}`;
    for (const [type, text] of [
      ['application/json', `[${row}]`],
      ['application/x-ndjson', row],
    ]) {
      const report = await importing(text, type);
      expect(outcomes(report)).toEqual(['refused']);
      expect(report.rows[0].fault).toMatchObject({ field, value: told });
    }
  });

  it('and a change of one vehicle take the same addresses of pictures', async () => {
    await importing('vin,motorization\nVR1PICTURE,Electric');
    for (const [address, isGood] of [
      ['https://a.example/1.png', true],
      ['http://a.example/ä.png', true],
      ['javascript:alert(1)', false],
      ['data:image/png;base64,AAAA', false],
      ['ftp://a.example/1.png', false],
    ] as const) {
      const changed = await root.send('PATCH', '/vehicles/VR1PICTURE', { pictures: [address] });
      const [row] = (await importing([{ vin: 'VR1PICTURE', pictures: [address] }], 'application/json')).rows;
      expect([changed.status, row.outcome]).toEqual(isGood ? [200, 'unchanged'] : [400, 'refused']);
    }
  });

  it.each([
    ['application/json', (rows: object[]) => rows],
    ['application/x-ndjson', (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n')],
  ])('takes %s', async (type, write) => {
    const vin = (end: string) => `VR1${type.replaceAll(/\W/g, '').slice(-6).toUpperCase()}${end}`;
    const rows = [
      {
        vin: vin('1'),
        motorization: 'Hybrid',
        data: ['data:position'],
        pictures: ['https://a.example/1.png'],
      },
      { vin: vin('2'), motorization: 7 },
      { vin: vin('3'), motorization: 'Hydrogen', label: 'zero \u0000' },
      { vin: vin('4'), motorization: 'Hydrogen', label: '' },
    ];
    expect(outcomes(await importing(write(rows), type))).toEqual([
      'created',
      'refused',
      'refused',
      'refused',
    ]);
    expect((await root.get(`/vehicles/${vin('1')}/capabilities`)).body.data).toEqual(['data:position']);
  });

  it('does and notes nothing where it is a dry run, whose report is the same but for the secrets', async () => {
    const text = 'vin,motorization,fleet\nVR1DRY1,Electric,\nVR1DRY2,,\nVR1DRY1,Hybrid,';
    const dry = await importing(text, 'text/csv', '?dryRun=true');
    expect(dry.isDryRun).toBe(true);
    expect((await root.get('/vehicles?vinPrefix=VR1DRY')).body.total).toBe(0);
    const audit = await (await addAdmin(cloud)).get('/audit?subject=VR1DRY1');
    expect(audit.body.total).toBe(0);
    const wet = await importing(text);
    expect(outcomes(wet)).toEqual(['created', 'refused', 'updated']);
    const { secret: _, ...first } = wet.rows[0];
    expect(dry.rows).toEqual([first, ...wet.rows.slice(1)]);
  });

  it('notes each vehicle that it enters or changes, and no other', async () => {
    await importing('vin,motorization\nVR1NOTED1,Electric\nVR1NOTED2,Electric');
    await importing('vin,label\nVR1NOTED1,x\nVR1NOTED2,');
    const admin = await addAdmin(cloud);
    expect((await admin.get('/audit?subject=VR1NOTED1&operation=importVehicles')).body.total).toBe(2);
    expect((await admin.get('/audit?subject=VR1NOTED2')).body.total).toBe(1);
  });

  it('is bounded', async () => {
    const rows = Array.from({ length: rowsMax + 1 }, (_, index) => `VR1MANY${index},Electric`);
    const tooMany = await root.post('/vehicles/import', `vin,motorization\n${rows.join('\n')}`, 'text/csv');
    expect(tooMany.body.code).toBe(41300);
    const tooLarge = await root.post('/vehicles/import', 'x'.repeat(6_000_000), 'text/csv');
    expect(tooLarge.body.code).toBe(41300);
  });

  it.each([
    ['text/plain', 'x'],
    ['application/xml', '<a/>'],
    ['text/csv', ''],
    ['text/csv', '\u0000\u0000"'],
    ['application/x-ndjson', '{'],
  ])('of %s %j is no fault of the server', async (type, body) => {
    const { status } = await root.post('/vehicles/import', body, type);
    expect([200, 400]).toContain(status);
  });
});
