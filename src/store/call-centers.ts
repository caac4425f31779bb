import type { Database } from './database.ts';

/** Countries of the contract that have call centres. */
export const callCenterCountries = ['CL', 'BR', 'AR'] as const;
export type CallCenterCountry = (typeof callCenterCountries)[number];

/** The number to call about a stolen vehicle in a country. */
export async function findCallCenter({ query }: Database, countryCode: string) {
  return query
    .selectFrom('call_centers')
    .select(['country_code as countryCode', 'phone_number as phoneNumber'])
    .where('country_code', '=', countryCode)
    .executeTakeFirst();
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
