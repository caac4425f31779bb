import { ApiError } from '../../api/shared/errors.ts';
import { listReads } from '../../store/people/access-log.ts';
import { placeFrom, placeText } from '../log.ts';
import type { JsonAsk } from './ask.ts';
import { shownValues } from './shown-values.ts';

const pageSize = 50;

/** What applications read, the newest hour first, page by page: `next` is the `after` of the page that follows. */
export async function readReads({ context, account, query }: JsonAsk): Promise<object> {
  const { application, vin, after } = query;
  const clientId = application === undefined ? undefined : clientIdFrom(application);
  const place = placeFrom(after);
  if (after !== undefined && !place)
    throw new ApiError('badParameter', 'after: expected a next of this list');
  await context.accessLog.save();
  const asked = { userId: account.userId, clientId, vin: vinFrom(vin), after: place, limit: pageSize + 1 };
  const rows = await listReads(context.api.database, asked);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    reads: shown.map(({ vehicleId: _, label, brand, ...row }) => shownValues({ ...row, brand, label })),
    ...(rows.length > pageSize && last ? { next: placeText(last) } : {}),
  };
}

function vinFrom(given: unknown): string | undefined {
  if (given === undefined || (typeof given === 'string' && /^[\w-]{1,40}$/.test(given))) return given;
  throw new ApiError('badParameter', 'vin: expected the VIN of a vehicle');
}

function clientIdFrom(given: unknown): string {
  if (typeof given === 'string' && /^[\w-]{1,100}$/.test(given)) return given;
  throw new ApiError('badParameter', 'application: expected the client_id of an application');
}
