import type pg from 'pg';
import type { Subscribe } from '../../model/monitor.ts';

/** Takes devices that are gone out of a callback; with the last of them the callback goes, and its monitors. */
export async function dropDevices(
  pool: pg.Pool,
  callbackId: number,
  devices: readonly string[],
): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await drop(client, callbackId, devices);
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function drop(client: pg.PoolClient, callbackId: number, devices: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ subscribe: string }>(
    'select subscribe from callbacks where id = $1 for update',
    [callbackId],
  );
  const subscribe: Subscribe | undefined = rows[0] && JSON.parse(rows[0].subscribe);
  const pushnotif = subscribe?.callback.pushnotif;
  if (!subscribe || !pushnotif) return;
  const left = pushnotif.devices.filter((device) => !devices.includes(device));
  if (left.length === 0) {
    await client.query('delete from callbacks where id = $1', [callbackId]);
    return;
  }
  const changed: Subscribe = { ...subscribe, callback: { pushnotif: { ...pushnotif, devices: left } } };
  await client.query('update callbacks set subscribe = $2 where id = $1', [
    callbackId,
    JSON.stringify(changed),
  ]);
}
