import type { Database } from '../database.ts';

/** The key of this name. Where there is none yet one is made; of several processes that do so at once, one's is kept. */
export async function keyOf({ query }: Database, name: string, make: () => Promise<string>): Promise<string> {
  const find = () => query.selectFrom('oauth_keys').select('value').where('name', '=', name);
  const known = await find().executeTakeFirst();
  if (known) return known.value;
  await query
    .insertInto('oauth_keys')
    .values({ name, value: await make() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await find().executeTakeFirstOrThrow()).value;
}
