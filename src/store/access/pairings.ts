import { randomInt } from 'node:crypto';
import { hashPassword, isPassword } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';

/** Letters and digits that nobody mistakes for each other. */
const symbols = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeLength = 8;
/** Enough that those who only know a VIN do not soon use them up for its owner; far too few for guessing. */
const tries = 50;

/** A code that proves who has the vehicle, in the place of an older one; shown here only. */
export async function newPairingCode(
  { query }: Database,
  vehicleId: number,
  expiresAt: Date,
): Promise<string> {
  const code = Array.from({ length: codeLength }, () => symbols[randomInt(symbols.length)]).join('');
  // Short codes can be guessed from a fast hash.
  const row = { code_hash: await hashPassword(code), tries_left: tries, expires_at: expiresAt };
  await query
    .insertInto('vehicle_pairings')
    .values({ vehicle_id: vehicleId, ...row })
    .onConflict((conflict) => conflict.column('vehicle_id').doUpdateSet(row))
    .execute();
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * The vehicle with this VIN if the code is the one that was made for it. Each call is one of the code's tries;
 * a right one uses it up.
 */
export async function redeemPairingCode(
  { query }: Database,
  given: { vin: string; code: string },
  now: number,
): Promise<number | undefined> {
  const row = await query
    .updateTable('vehicle_pairings')
    .set(({ eb }) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('vehicle_id', 'in', (from) =>
      from.selectFrom('vehicles').select('id').where('vin', '=', given.vin),
    )
    .where('tries_left', '>', 0)
    .where('expires_at', '>', new Date(now))
    .returning(['vehicle_id as vehicleId', 'code_hash as codeHash'])
    .executeTakeFirst();
  const code = given.code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  // As slow for a VIN that nobody has, or without a code.
  if (!(await isPassword(code, row?.codeHash ?? unknown)) || !row) return undefined;
  const used = await query
    .deleteFrom('vehicle_pairings')
    .where('vehicle_id', '=', row.vehicleId)
    .where('code_hash', '=', row.codeHash)
    .returning('vehicle_id as vehicleId')
    .executeTakeFirst();
  return used?.vehicleId;
}

/** A hash that no code has. */
const unknown = `scrypt$32768$8$1$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`;
