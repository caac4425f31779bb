import type { Database } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';

/** How often an application or fleet owner may call; null where the settings say it. */
export type OwnQuota = { day: number | null; burst: number | null };

/** Gives an application a quota of its own; what is left out stays as it is. */
export async function setApplicationQuota(
  { query }: Database,
  clientId: string,
  quota: Partial<OwnQuota>,
): Promise<OwnQuota> {
  const row = await query
    .updateTable('applications')
    .set({ client_id: clientId, ...columnsOf(quota) })
    .where('client_id', '=', clientId)
    .returning(['calls_per_day as day', 'calls_per_second as burst'])
    .executeTakeFirst();
  if (!row) throw new EnrolmentError(`client-id: there is no application ${clientId}`, 'missing');
  return row;
}

/** The same for a fleet owner. */
export async function setPartnerQuota(
  { query }: Database,
  login: string,
  quota: Partial<OwnQuota>,
): Promise<OwnQuota> {
  const row = await query
    .updateTable('partners')
    .set({ login, ...columnsOf(quota) })
    .where('login', '=', login)
    .returning(['calls_per_day as day', 'calls_per_second as burst'])
    .executeTakeFirst();
  if (!row) throw new EnrolmentError(`login: there is no partner ${login}`, 'missing');
  return row;
}

function columnsOf({ day, burst }: Partial<OwnQuota>) {
  return {
    ...(day === undefined ? {} : { calls_per_day: day }),
    ...(burst === undefined ? {} : { calls_per_second: burst }),
  };
}
