import { readUser } from '../../api/reads/user.ts';
import type { UserAsk } from '../../api/shared/ask.ts';
import { listUserApplications } from '../../store/access/user-applications.ts';
import { listKeptCallbacks } from '../../store/monitors/subscriptions.ts';
import { type LogPlace, lastReads, listReads } from '../../store/people/access-log.ts';
import { type AccountVehicle, listAccountVehicles } from '../../store/people/user-vehicles.ts';
import { type ArchiveFile, jsonFile, linesText, wholeFile } from './files.ts';
import type { Owner } from './owner-ask.ts';
import { vehicleFiles } from './vehicle-files.ts';

/** Everything that is kept of a user, file by file. */
export async function* accountFiles(owner: Owner, readMe: string): AsyncGenerator<ArchiveFile> {
  const { context, userId } = owner;
  const vehicles = await listAccountVehicles(context.database, userId);
  yield wholeFile('README.txt', readMe);
  yield jsonFile('account.json', await accountOf(owner, vehicles));
  yield jsonFile('consents.json', await consentsOf(owner));
  yield jsonFile('callbacks.json', await listKeptCallbacks(context.database, userId));
  yield { path: 'access-log.ndjson', text: linesText(logOf(owner)) };
  for (const vehicle of vehicles) yield* vehicleFiles(owner, vehicle);
}

/** The user as the Web API tells it, and which vehicle has which VIN. */
async function accountOf({ context, request, userId }: Owner, vehicles: readonly AccountVehicle[]) {
  const user = await readUser({ context, request, caller: {}, query: {}, user: { userId } } as UserAsk);
  const linked = vehicles.map(({ publicId: id, vin, linkedAt, fleets }) => ({ id, vin, linkedAt, fleets }));
  return { ...user, linkedVehicles: linked };
}

async function consentsOf({ context, userId }: Owner): Promise<object[]> {
  const { database, clock } = context;
  const last = await lastReads(database, userId);
  const applications = await listUserApplications(database, userId, clock.now());
  return applications.map(({ clientId, name, scopes, since }) => {
    const lastReadAt = last.get(clientId);
    return { clientId, name, scopes, since, ...(lastReadAt ? { lastReadAt } : {}) };
  });
}

const pageSize = 500;

async function* logOf({ context, userId }: Owner): AsyncGenerator<readonly object[]> {
  let after: LogPlace | undefined;
  for (;;) {
    const rows = await listReads(context.database, { userId, after, limit: pageSize });
    yield rows.map(({ clientId, application, vin, kind, firstAt, lastAt, reads }) => ({
      clientId,
      ...(application === null ? {} : { application }),
      ...(vin === null ? {} : { vin }),
      kind,
      firstAt,
      lastAt,
      reads,
    }));
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = [last.hour.getTime(), last.clientId, last.vehicleId, last.kind];
  }
}
