import type { Database } from '../database.ts';
import { EnrolmentError } from './enrolment.ts';

/** Countries of the contract that have call centres. */
export const callCenterCountries = ['CL', 'BR', 'AR'] as const;
export type CallCenterCountry = (typeof callCenterCountries)[number];

export type CallCenter = { countryCode: string; phoneNumber: string };

/** The numbers to call about stolen vehicles, by country. */
export async function listCallCenters({ query }: Database): Promise<Map<string, CallCenter>> {
  const rows = await query
    .selectFrom('call_centers')
    .select(['country_code as countryCode', 'phone_number as phoneNumber'])
    .execute();
  return new Map(rows.map((row) => [row.countryCode, row]));
}

/** Enters or changes the number of a country. */
export async function setCallCenter(
  { query }: Database,
  countryCode: CallCenterCountry,
  phoneNumber: string,
): Promise<void> {
  await query
    .insertInto('call_centers')
    .values({ country_code: countryCode, phone_number: phoneNumber })
    .onConflict((conflict) => conflict.column('country_code').doUpdateSet({ phone_number: phoneNumber }))
    .execute();
}

/** Takes the number of a country away. Throws `EnrolmentError` where it has none. */
export async function removeCallCenter({ query }: Database, countryCode: CallCenterCountry): Promise<void> {
  const { numDeletedRows } = await query
    .deleteFrom('call_centers')
    .where('country_code', '=', countryCode)
    .executeTakeFirst();
  if (numDeletedRows === 0n)
    throw new EnrolmentError(`country: ${countryCode} has no call centre`, 'missing');
}
