import { outcome } from '../../api/present/subscriptions/remote.ts';
import type { AccountVehicle } from '../../store/people/user-vehicles.ts';
import { findChargeLimit, listKeptChargeLimitEvents } from '../../store/remote/charge-limits.ts';
import { type KeptRemote, listKeptRemotes } from '../../store/remote/remote-lists.ts';
import { type ArchiveFile, arrayText, jsonFile } from './files.ts';
import type { Owner } from './owner-ask.ts';

/** What was asked of a vehicle in the user's name, and what stops its charges. */
export async function* remoteFiles(
  { context: { database }, userId }: Owner,
  { vehicleId, vin }: AccountVehicle,
): AsyncGenerator<ArchiveFile> {
  const place = { userId, vehicleId };
  const remotes = pagesOf((after) => listKeptRemotes(database, place, { after, limit: pageSize }));
  yield { path: `vehicles/${vin}/remotes.json`, text: arrayText(remotes) };
  const limit = await findChargeLimit(database, place);
  const rows = await listKeptChargeLimitEvents(database, place, eventsMax);
  const events = rows.map(({ at, level, percent, remoteActionId, step }) => ({
    eventDate: at,
    ...{ percent, level },
    ...(remoteActionId === null ? {} : { remoteActionId }),
    ...outcome(step),
  }));
  if (limit || events.length > 0)
    yield jsonFile(`vehicles/${vin}/charge-limit.json`, { ...(limit ? { limit } : {}), events });
}

const pageSize = 500;
/** Of 30 days: as many as a charge has percents, a hundred times a day. */
const eventsMax = 100_000;

async function* pagesOf(read: (after: number) => Promise<KeptRemote[]>): AsyncGenerator<readonly object[]> {
  for (let after = 0; ; ) {
    const rows = await read(after);
    yield rows.map(presented);
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.actionId ?? after;
  }
}

function presented({ publicId, clientId, request, step, createdAt, steps }: KeptRemote): object {
  const { type, body, ...others } = request;
  return {
    remoteActionId: publicId,
    ...{ clientId, type, createdAt },
    remote: { ...others, ...body },
    ...outcome(step),
    steps: steps.map((one) => ({ at: one.at, ...outcome(one.step), ...(one.isLate ? { late: true } : {}) })),
  };
}
