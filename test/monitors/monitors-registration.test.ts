import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Admin, addAdmin } from '../support/people/admin.ts';
import { made } from '../support/subscribers/subscriptions.ts';
import { datum, type Watched, watchedVehicle } from '../support/subscribers/watched.ts';
import { sendAs } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let root: Admin;
beforeAll(async () => {
  cloud = await startTestCloud();
  root = await addAdmin(cloud);
});
afterAll(() => cloud.stop());

const low = datum('vehicle.energy.electric.level', 'lowerThan', '20');

/** A change by the administration. */
async function change({ driver }: Watched, body: object): Promise<void> {
  expect((await root.send('PATCH', `/applications/${driver.clientId}`, body)).status).toBe(200);
}

/** Everything that was raised, whether the application may see it now or not. */
async function countEvents({ vehicle }: Watched): Promise<number> {
  const { rows } = await cloud.database.pool.query('select from monitor_events where vehicle_id = $1', [
    vehicle.vehicleId,
  ]);
  return rows.length;
}

/** Whether the charge, which falls each time this is asked, raises an event. */
function createIsRaised(watched: Watched): () => Promise<boolean> {
  let seconds = 0;
  return async () => {
    const before = await countEvents(watched);
    for (const level of [50, 10]) {
      seconds += 1;
      await watched.tell({ energies: [{ type: 'Electric', level }] }, seconds);
    }
    return (await countEvents(watched)) > before;
  };
}

describe('a monitor that what runs has in memory sees what its application is registered for', () => {
  it('when the administration gives that fewer scopes, and more again', async () => {
    const watched = await watchedVehicle(cloud);
    await watched.watch([low]);
    const isRaised = createIsRaised(watched);
    expect(await isRaised()).toBe(true);
    await change(watched, { scopes: ['data:position'] });
    await eventually('nothing is raised any more', async () => !(await isRaised()));
    await change(watched, { scopes: ['data'] });
    await eventually('something is raised again', isRaised);
  });

  it('when it is the operator’s own no more, and its token names no data', async () => {
    const watched = await watchedVehicle(cloud);
    const { driver, vehicle, cbid } = watched;
    await change(watched, { isFirstParty: true });
    const send = sendAs(cloud, { ...driver, token: await cloud.addToken(driver, ['openid', 'profile']) });
    const monitors = `/user/vehicles/${vehicle.id}/callbacks/${cbid}/monitors`;
    await made(send, monitors, { label: 'Mine', triggerParam: { triggers: [low], boolExp: 'one' } });
    const isRaised = createIsRaised(watched);
    expect(await isRaised()).toBe(true);
    await change(watched, { isFirstParty: false });
    await eventually('nothing is raised any more', async () => !(await isRaised()));
    await change(watched, { isFirstParty: true });
    await eventually('something is raised again', isRaised);
  });
});
