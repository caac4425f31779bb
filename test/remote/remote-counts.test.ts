import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFacts } from '../../src/store/remote/remote-facts.ts';
import type { Querying } from '../../src/store/remote/remote-transaction.ts';
import { openRemoteWorld, type RemoteWorld } from '../support/remote/remote-world.ts';

let world: RemoteWorld;

beforeAll(async () => {
  world = await openRemoteWorld();
});
afterAll(() => world.stop());

test('actions that were refused as too many are not read again with each that follows', async () => {
  const vehicleId = await world.addVehicle();
  const { pool } = world.database;
  await pool.query(
    `insert into remote_actions (public_id, vehicle_id, callback_id, client_id, user_id, type, request, step, phase, steps,
        created_at, updated_at, expires_at)
     select 'many' || g, $1, $2, 'client', $3, 'Horn', '{}',
        '{"type":"Done","status":"Failed","failureCause":"TooManyRequestInShortTime"}', 'done', 1, $4, $4, $4
       from generate_series(1, 5000) g`,
    [vehicleId, world.callbackId, world.userId, new Date(world.clock.now())],
  );
  const plans: string[] = [];
  const explaining = {
    async query(text: string, values: unknown[]) {
      const client = await pool.connect();
      try {
        await client.query('begin; set local enable_seqscan = off');
        plans.push(
          JSON.stringify((await client.query(`explain (analyze, format json) ${text}`, values)).rows),
        );
        return { rows: [] };
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
  } as unknown as Querying;
  await readFacts(explaining, {
    vehicleIds: [vehicleId],
    month: '2026-05',
    now: world.clock.now(),
    countMax: 500,
  });
  expect(plans).toHaveLength(1);
  expect(plans[0]).toContain('remote_actions');
  expect(plans[0]).not.toMatch(/"Rows Removed by Filter":5000/);
});
