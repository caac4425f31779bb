import { ApiError } from '../../api/shared/errors.ts';
import { scopesInEffect } from '../../auth/scopes.ts';
import { listUserApplications, withdrawFrom } from '../../store/access/user-applications.ts';
import { lastReads } from '../../store/people/access-log.ts';
import type { JsonAsk } from './ask.ts';
import { shownValues } from './shown-values.ts';

/** The applications that may see something, with what, since when, and when they last did. */
export async function readConsents({ context, account }: JsonAsk): Promise<object> {
  const { database, clock } = context.api;
  await context.accessLog.save();
  const last = await lastReads(database, account.userId);
  const applications = await listUserApplications(database, account.userId, clock.now());
  return {
    consents: applications.map(({ clientId, name, scopes, isFirstParty, since }) => {
      const isAll = scopesInEffect(scopes, isFirstParty).length > scopes.length;
      return shownValues({ clientId, name, scopes, isAll, since, lastReadAt: last.get(clientId) });
    }),
  };
}

/** Takes back at once what an application was allowed; of the console itself, too. Throws `ApiError`. */
export async function withdrawConsent({ context, account, params }: JsonAsk): Promise<undefined> {
  const { database, clock, findAccess } = context.api;
  const { clientId = '' } = params;
  const applications = await listUserApplications(database, account.userId, clock.now());
  if (!applications.some((one) => one.clientId === clientId))
    throw new ApiError('noEntry', `clientId: ${clientId}, expected an application that may see something`);
  await withdrawFrom(database, account.userId, clientId);
  findAccess.forget();
}
