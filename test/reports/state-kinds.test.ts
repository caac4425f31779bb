import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

async function kinds() {
  const { rows } = await cloud.database.pool.query(
    'select vehicle_id, kinds, open_kinds from vehicle_states order by vehicle_id',
  );
  return rows;
}

it('what states tell is noted by an upgrade as it is noted when it comes in', async () => {
  const start = Date.now() - 10 * minuteMs;
  const at = (minute: number, groups: object) => report(start + minute * minuteMs, groups);
  const mode = (minute: number, state: string) => at(minute, { privacy: { state } });
  const driver = await cloud.addDriver();
  const { privacy: _, ...others } = everyGroup;
  for (const life of [
    [at(1, everyGroup)],
    [at(1, others)],
    [mode(0, 'Full'), at(1, others)],
    [mode(0, 'Full'), at(1, others), mode(2, 'None')],
    [mode(0, 'Geolocation'), at(1, others), mode(2, 'None')],
    [
      mode(0, 'Geolocation'),
      at(1, others),
      mode(2, 'Full'),
      mode(3, 'None'),
      at(4, { battery: { voltage: 12 } }),
    ],
  ])
    await (await cloud.connect(await cloud.addVehicle(driver))).report(...life);
  const noted = await kinds();
  expect(new Set(noted.map((row) => row.open_kinds)).size).toBeGreaterThan(3);
  await cloud.database.pool.query('update vehicle_states set kinds = 0, open_kinds = 0');
  const file = new URL('../../src/store/migrations/0009-state-kinds.sql', import.meta.url);
  const text = await readFile(file, 'utf8');
  await cloud.database.pool.query(text.slice(text.indexOf('with bits')));
  expect(await kinds()).toEqual(noted);
});
