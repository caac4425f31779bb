import type { FastifyReply } from 'fastify';
import { listUserApplications } from '../store/access/user-applications.ts';
import { type LogPlace, type LogRow, listReads } from '../store/people/access-log.ts';
import { logPage } from './pages/log.ts';
import { type SignedInVisit, show } from './visit.ts';

const pageSize = 50;

/** What applications read, newest first, page by page. */
export async function showLog(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, page, request } = visit;
  const { application, after } = request.query as { application?: unknown; after?: unknown };
  const clientId =
    typeof application === 'string' && /^[\w-]{1,100}$/.test(application) ? application : undefined;
  await context.accessLog.save();
  const asked = { userId: account.userId, clientId, after: placeFrom(after), limit: pageSize + 1 };
  const rows = await listReads(context.api.database, asked);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  const next = rows.length > pageSize && last ? placeText(last) : undefined;
  const keptDays = Math.round(context.api.retentionMs / 86_400_000);
  const only = clientId === undefined ? undefined : { clientId, name: await nameOf(visit, clientId, shown) };
  return show(
    visit,
    logPage(page, { rows: shown, only, next, isFirst: asked.after === undefined, keptDays }),
  );
}

/** The name of an application that has read something, or that the user's list has; of no other. */
async function nameOf(
  { context: { api }, account }: SignedInVisit,
  clientId: string,
  rows: readonly LogRow[],
): Promise<string | undefined> {
  const [row] = rows;
  if (row) return row.application ?? undefined;
  const listed = await listUserApplications(api.database, account.userId, api.clock.now());
  return listed.find((one) => one.clientId === clientId)?.name;
}

/** Where a page ends, for the address of the next one. */
export function placeText({ hour, clientId, vehicleId, kind }: LogRow): string {
  const place: LogPlace = [hour.getTime(), clientId, vehicleId, kind];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Undefined for what is no place: then the log begins at its beginning. */
export function placeFrom(given: unknown): LogPlace | undefined {
  if (typeof given !== 'string' || given.length > 500) return undefined;
  try {
    const [hour, clientId, vehicleId, kind] = JSON.parse(Buffer.from(given, 'base64url').toString('utf8'));
    const isPlace =
      isCount(hour) &&
      isCount(vehicleId) &&
      [clientId, kind].every((one) => /^[\w-]{1,100}$/.test(String(one)));
    return isPlace ? [hour, String(clientId), vehicleId, String(kind)] : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 4e12;
