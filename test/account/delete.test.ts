import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseUser } from '../../src/store/erasure/erase-user.ts';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { dayMs, hourMs } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type AtAccount, accountUrl, enterAccount, passwordFor } from '../support/people/account.ts';
import { createBrowser } from '../support/people/browser.ts';
import { eventfulLife } from '../support/vehicles/drive.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

type Owner = { vehicle: EnrolledVehicle; line: TestVehicle; account: AtAccount; password: string };

/** Somebody with a vehicle that has lived, who is signed in. */
async function addLife(): Promise<Owner> {
  const driver = await cloud.addDriver();
  const vehicle = await cloud.addVehicle(driver);
  const line = await cloud.connect(vehicle);
  await line.report(...eventfulLife(cloud.clock.now() - dayMs));
  await line.publish('reports', 'no JSON');
  const person = await passwordFor(cloud, driver.userId);
  return { vehicle, line, account: await enterAccount(cloud, person), password: person.password };
}

async function deleteAll({ account, password }: Pick<Owner, 'account' | 'password'>) {
  return account.browser.submit(await account.open('/delete'), '/delete', { password });
}

type Receipt = { id: string; state: string; requestedAt: string; finishedAt?: string; deleted: object };

async function receiptAt(page: { url: string }): Promise<Receipt> {
  return (await fetch(`${page.url}.json`)).json() as Promise<Receipt>;
}

const finished = (page: { url: string }) =>
  eventually('the deletion to be over', async () => {
    const receipt = await receiptAt(page);
    return receipt.state === 'done' && receipt;
  });

/** Tables that still have rows of a vehicle. */
async function tablesWith(vehicleId: number): Promise<string[]> {
  const { pool } = cloud.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
       join pg_class p on p.relname = c.table_name and p.relkind in ('r', 'p') and not p.relispartition
      where c.table_schema = 'public' and c.column_name = 'vehicle_id' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await pool.query(`select from ${name} where vehicle_id = $1 limit 1`, [vehicleId]);
    if (rowCount) found.push(name);
  }
  return found;
}

/** What is kept of every vehicle, whoever has it: its secret, what its services are, whether it is on the line. */
const ofNobody = ['seen_messages', 'vehicle_credentials', 'vehicle_presence', 'vehicle_services'];

const withoutPresence = (tables: string[]) => tables.filter((name) => name !== 'vehicle_presence');

describe('deleting the account', () => {
  it('takes the password, and changes nothing without it', async () => {
    const owner = await addLife();
    const page = await deleteAll({ ...owner, password: 'wrong' });
    expect(page).toMatchObject({ status: 401, text: expect.stringContaining('The password is wrong.') });
    expect((await owner.account.open()).title).toMatch('My account');
    expect((await cloud.getOf(owner.vehicle, 'status')).status).toBe(200);
  });

  it('leaves nothing of the user and of their vehicle, and gives a receipt that says how much it was', async () => {
    const owner = await addLife();
    const { vehicle, account } = owner;
    await cloud.getOf(vehicle, 'status');
    const { rows } = await cloud.database.pool.query(
      'select count(*) as reports from telemetry where vehicle_id = $1',
      [vehicle.vehicleId],
    );
    const asked = await account.open('/delete');
    expect(asked.text).toContain(vehicle.vin);
    const page = await deleteAll(owner);
    expect(page.title).toBe('Receipt · Roadwire');
    // At once, also for applications that were looked up within this second.
    expect((await cloud.getOf(vehicle, 'status')).status).toBe(401);
    expect((await account.open()).title).toMatch('Sign in');
    const receipt = await finished(page);
    expect(receipt).toEqual({
      id: page.url.split('/').at(-1),
      state: 'done',
      requestedAt: expect.stringMatching(/Z$/),
      finishedAt: expect.stringMatching(/Z$/),
      deleted: {
        account: 1,
        links: 1,
        tokens: 1,
        sessions: 1,
        reads: 1,
        vehicles: 1,
        reports: rows[0].reports,
        trips: 1,
        alerts: 1,
        alarms: 2,
        collisions: 1,
        thefts: 1,
        deadLetters: 1,
        checkpoints: expect.any(Number),
      },
    });
    const last = await createBrowser(cloud.baseUrl).open(page.url);
    expect(last.text).toContain('What you asked for has been deleted.');
    expect(last.text).toContain(`<dt>Reports of vehicles</dt><dd>${rows[0].reports}</dd>`);
    expect(last.text).not.toContain(vehicle.vin);
    expect(withoutPresence(await tablesWith(vehicle.vehicleId))).toEqual(withoutPresence(ofNobody));
    const { rowCount } = await cloud.database.pool.query('select from users where id = $1', [
      vehicle.driver.userId,
    ]);
    expect(rowCount).toBe(0);
    await account.browser.submit(await account.open(), '/sign-in', { email: 'x', password: owner.password });
    expect((await account.open()).title).toMatch('Sign in');
  });

  it('only unlinks what is in a fleet, or what somebody else has, too', async () => {
    const [inFleet, shared] = [await addLife(), await addLife()];
    const fleetOwner = await cloud.addPartner();
    const vid = await cloud.addToFleet(fleetOwner, inFleet.vehicle);
    const other = await cloud.addDriver();
    await linkVehicle(cloud.database, other.userId, shared.vehicle.vehicleId);
    for (const owner of [inFleet, shared]) {
      expect((await owner.account.open('/delete')).text).toContain('are only unlinked');
      const receipt = await finished(await deleteAll(owner));
      expect(receipt.deleted).not.toHaveProperty('reports');
      expect(receipt.deleted).toMatchObject({ account: 1, links: 1 });
    }
    expect((await cloud.getFleet(fleetOwner, `vehicles/${vid}/status`)).body).toMatchObject({
      odometer: { mileage: 510 },
    });
    await shared.line.report(report(cloud.clock.now(), { odometer: { mileage: 777 } }));
    expect(await tablesWith(shared.vehicle.vehicleId)).toContain('vehicle_states');
  });

  it('takes the history away bite by bite, however long it is', async () => {
    const owner = await addLife();
    const { vehicleId } = owner.vehicle;
    await cloud.database.pool.query(
      `insert into telemetry (vehicle_id, at, key, received_at, source, privacy, kinds, groups)
       select $1, now() - n * interval '10 seconds', n, now(), 'test', 'None', 0, '{}' from generate_series(1, 9000) n`,
      [vehicleId],
    );
    const { deleted } = await finished(await deleteAll(owner));
    expect((deleted as { reports: number }).reports).toBeGreaterThan(9000);
    expect(withoutPresence(await tablesWith(vehicleId))).toEqual(withoutPresence(ofNobody));
  });

  it('goes on after a crash', async () => {
    const { vehicle } = await addLife();
    // As far as the page goes before the work begins.
    const { userId } = vehicle.driver;
    const { passwordHash } = await cloud.database.query
      .selectFrom('users')
      .select('password_hash as passwordHash')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const id = await eraseUser(cloud.database, { userId, passwordHash }, cloud.clock.now());
    await cloud.restart();
    const { deleted } = await finished({ url: accountUrl(cloud, `/receipts/${id}`) });
    expect(deleted).toMatchObject({ account: 1, vehicles: 1, trips: 1 });
    expect(withoutPresence(await tablesWith(vehicle.vehicleId))).toEqual(withoutPresence(ofNobody));
  });
});

describe('a vehicle whose data was deleted', () => {
  it('is thanked for what it sends, and nothing of it is kept, also while it is being deleted', async () => {
    const owner = await addLife();
    const { vehicle, line } = owner;
    const start = cloud.clock.now() - hourMs;
    const over = new AbortController();
    const sending = (async () => {
      for (let step = 0; !over.signal.aborted; step += 1)
        await line.report(report(start + step * 1000, { odometer: { mileage: 600 + step } }));
    })();
    await finished(await deleteAll(owner));
    over.abort();
    await sending;
    await line.publish('reports', 'no JSON');
    expect(withoutPresence(await tablesWith(vehicle.vehicleId))).toEqual(withoutPresence(ofNobody));
    await cloud.restart();
    const again = await cloud.connect(vehicle);
    await again.report(report(cloud.clock.now(), { odometer: { mileage: 700 } }));
    expect(withoutPresence(await tablesWith(vehicle.vehicleId))).toEqual(withoutPresence(ofNobody));
  });

  it('begins anew with whoever links it next', async () => {
    const owner = await addLife();
    const { vehicle, line } = owner;
    await finished(await deleteAll(owner));
    const next = await cloud.addDriver();
    const id = await linkVehicle(cloud.database, next.userId, vehicle.vehicleId);
    const theirs = { ...vehicle, driver: next, id };
    let mileage = 1000;
    const status = await eventually('the vehicle to be heard again', async () => {
      mileage += 1;
      await line.report(report(cloud.clock.now(), { odometer: { mileage } }));
      const answer = await cloud.getOf(theirs, 'status');
      return answer.status === 200 && answer;
    });
    expect(status.body.odometer.mileage).toBe(mileage);
    expect(status.body).not.toHaveProperty('lastPosition');
    const { body } = await cloud.getOf(theirs, 'trips');
    expect(body.total).toBe(0);
  });
});

describe('unlinking', () => {
  it('deletes the data of the vehicle where that is wanted, and leaves the account', async () => {
    const { vehicle, account } = await addLife();
    const page = await account.open(`/vehicles/${vehicle.id}`);
    const receipt = await account.browser.submit(page, '/unlink', { erase: 'yes' });
    expect(receipt.title).toMatch('Receipt');
    expect((await finished(receipt)).deleted).toMatchObject({ links: 1, vehicles: 1, trips: 1 });
    expect(withoutPresence(await tablesWith(vehicle.vehicleId))).toEqual(withoutPresence(ofNobody));
    expect((await account.open()).text).toContain('No vehicle is linked.');
  });

  it('deletes nothing of what others have, too, whatever the form says', async () => {
    const { vehicle, account } = await addLife();
    const owner = await cloud.addPartner();
    const vid = await cloud.addToFleet(owner, vehicle);
    const page = await account.open(`/vehicles/${vehicle.id}`);
    expect(page.text).toContain('Its data stays, as others have the vehicle, too.');
    const again = await account.browser.submit(page, '/unlink', { erase: 'yes' });
    expect(again.title).toMatch('Unlink the vehicle');
    expect((await cloud.getFleet(owner, `vehicles/${vid}/status`)).status).toBe(200);
    expect((await account.open()).text).toContain(vehicle.vin);
  });
});
