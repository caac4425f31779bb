import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type AtAccount, enterAccount, passwordFor } from '../support/people/account.ts';
import { unzip } from '../support/people/zip.ts';
import { lock, remotesOf } from '../support/remote/remote-requests.ts';
import { type Someone, subscribersOf } from '../support/subscribers/subscribers.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

type Owner = { own: Someone; account: AtAccount; password: string };

/** Somebody who had a door locked and a charge stopped by their limit. */
async function addOwner(): Promise<Owner> {
  const own = await subscribersOf(cloud).someone();
  const limit = `/user/vehicles/${own.vehicle.id}/chargeLimit`;
  expect((await own.send('put', limit, { percent: 80 })).status).toBe(200);
  const line = await cloud.connect(own.vehicle);
  const charging = { plugged: true, status: 'InProgress' };
  const energy = { type: 'Electric', level: 85, extension: { electric: { charging } } };
  await line.report(report(cloud.clock.now(), { energies: [energy] }));
  await eventually('a charge to be stopped', async () => {
    const { body } = await own.send('get', `${limit}/events`);
    return body.total === 1;
  });
  expect((await own.send('post', remotesOf(own), { ...lock, label: 'Night' })).status).toBe(202);
  const person = await passwordFor(cloud, own.driver.userId);
  return { own, password: person.password, account: await enterAccount(cloud, person) };
}

type Receipt = { state: string; deleted: Record<string, number> };

async function finished(page: { url: string }): Promise<Record<string, number>> {
  return eventually('the deletion to be over', async () => {
    const receipt = (await (await fetch(`${page.url}.json`)).json()) as Receipt;
    const { state, deleted } = receipt;
    return state === 'done' && deleted;
  });
}

async function countOf(table: string, { vehicle: { vehicleId } }: Someone): Promise<number> {
  const { rows } = await cloud.database.pool.query(
    `select count(*) as count from ${table} where vehicle_id = $1`,
    [vehicleId],
  );
  return Number(rows[0].count);
}

describe('what was asked of a vehicle', () => {
  it('is in the archive of who has it, step by step, with what stops its charges', async () => {
    const { own, account } = await addOwner();
    const response = await account.fetch('/data.zip');
    const files = await unzip(Buffer.from(await response.arrayBuffer()));
    const folder = `vehicles/${own.vehicle.vin}`;
    const remotes = JSON.parse(files.get(`${folder}/remotes.json`) ?? '');
    expect(remotes).toMatchObject([
      { type: 'ElectricBatteryChargingRequest', remote: { charging: { immediate: false } } },
      {
        clientId: own.driver.clientId,
        type: 'Doors',
        remote: { label: 'Night', door: { state: 'Locked' } },
        steps: [{ status: 'Accepted' }, { status: 'WakingUpVehicle' }],
      },
    ]);
    expect(JSON.parse(files.get(`${folder}/charge-limit.json`) ?? '')).toMatchObject({
      limit: { percent: 80 },
      events: [{ percent: 80, level: 85 }],
    });
    expect(files.get('README.txt')).toContain('remotes.json');
  });

  it('goes with the account, and is in the receipt', async () => {
    const { own, account, password } = await addOwner();
    const page = await account.browser.submit(await account.open('/delete'), '/delete', { password });
    expect(await finished(page)).toMatchObject({ remotes: 2, chargeLimits: 1, chargeLimitEvents: 1 });
    for (const table of ['remote_actions', 'charge_limits', 'charge_limit_events'])
      expect([table, await countOf(table, own)]).toEqual([table, 0]);
    expect(await (await fetch(page.url)).text()).toContain('<dt>Remote actions</dt><dd>2</dd>');
  });

  it('goes with the data of a vehicle that is unlinked', async () => {
    const { own, account } = await addOwner();
    const page = await account.open(`/vehicles/${own.vehicle.id}`);
    const receipt = await account.browser.submit(page, '/unlink', { erase: 'yes' });
    expect(await finished(receipt)).toMatchObject({ remotes: 2, chargeLimits: 1, chargeLimitEvents: 1 });
    expect(await countOf('remote_actions', own)).toBe(0);
  });
});
