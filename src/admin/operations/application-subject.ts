import { Type } from 'typebox';
import { covers } from '../../auth/scopes.ts';
import { oneOf } from '../../model/schema.ts';
import { registrationFault } from '../../oauth/redirects.ts';
import { knownScopes, splitScopes } from '../../oauth/scopes.ts';
import { grantTypes } from '../../store/access/applications.ts';
import { findRegisteredApplication, type RegisteredApplication } from '../../store/registry/applications.ts';
import { EnrolmentError } from '../../store/vehicles/enrolment.ts';
import type { AdminSettings } from '../context.ts';
import { Limits, limitsOf } from '../limits.ts';
import type { Subject } from '../operation.ts';
import { Time } from '../schemas.ts';
import { shown } from '../shown.ts';

export const Application = Type.Object(
  {
    clientId: Type.String(),
    name: Type.String(),
    redirectUris: Type.Array(Type.String()),
    scopes: Type.Array(Type.String()),
    grants: Type.Array(oneOf(grantTypes)),
    isFirstParty: Type.Boolean(),
    seesCallCenters: Type.Boolean(),
    accessTokenS: Type.Optional(
      Type.Integer({ description: 'Seconds that its access tokens live; absent: as the settings say' }),
    ),
    limits: Limits,
    previousSecretUntil: Type.Optional(Time),
    users: Type.Integer({ description: 'How many allowed it to see data' }),
    createdAt: Time,
  },
  { $id: 'RegisteredApplication' },
);

export function presentApplication(row: RegisteredApplication, settings: AdminSettings) {
  const { day, burst, ...rest } = row;
  return { ...shown(rest), limits: limitsOf({ day, burst }, settings) };
}

/** In the log, limits are as they were given. */
export const application: Subject = {
  kind: 'application',
  async look(database, clientId) {
    const found = await findRegisteredApplication(database, clientId);
    return found && shown(found);
  },
};

/** What can be said of an application when it is entered, and changed later. */
export const described = {
  redirectUris: Type.Optional(
    Type.Array(Type.String({ maxLength: 500 }), {
      maxItems: 50,
      description:
        'A web address exactly so, with https unless it is on the same machine; any other stands for everything below it',
    }),
  ),
  scopes: Type.Optional(
    Type.Array(Type.String({ maxLength: 500 }), {
      maxItems: 100,
      description: 'What it may ask for; a scope covers those that begin with it and a colon',
    }),
  ),
  grants: Type.Optional(Type.Array(oneOf(grantTypes), { minItems: 1, maxItems: 3, uniqueItems: true })),
  isFirstParty: Type.Optional(
    Type.Boolean({ description: 'Your own: without scopes of data a token covers all data' }),
  ),
  seesCallCenters: Type.Optional(Type.Boolean({ description: 'Told where to call about stolen vehicles' })),
  accessTokenS: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 31_536_000,
      description: 'Seconds that its access tokens live, 60 or more; 0: as the settings say',
    }),
  ),
};

type Described = {
  redirectUris?: string[] | undefined;
  scopes?: string[] | undefined;
  accessTokenS?: number | undefined;
};

/** Addresses that users can be sent to, scopes that there are, lives that are long enough. Throws `EnrolmentError`. */
export function checked<Given extends Described>(given: Given, { plainRedirects }: AdminSettings) {
  for (const uri of given.redirectUris ?? []) {
    const fault = registrationFault(uri, { plainHttp: plainRedirects });
    if (fault) throw new EnrolmentError(`redirect-uri: ${uri}, ${fault}`);
  }
  return {
    ...given,
    ...(given.scopes ? { scopes: checkedScopes(given.scopes) } : {}),
    ...(given.accessTokenS === undefined ? {} : { accessTokenS: checkedLife(given.accessTokenS) }),
  };
}

/** Null: as the settings say. */
function checkedLife(seconds: number): number | null {
  if (seconds === 0 || seconds >= 60) return seconds || null;
  throw new EnrolmentError(`access-token-s: ${seconds}, expected 0, or 60 or more`);
}

/** Each is a scope that can be asked for, or stands above one. */
function checkedScopes(given: readonly string[]): string[] {
  const scopes = given.flatMap(splitScopes);
  const unknown = scopes.filter((scope) => !knownScopes.some((known) => covers([scope], known)));
  if (unknown.length === 0) return scopes;
  throw new EnrolmentError(
    `scope: ${unknown.join(' ')}, expected some of data remote ${knownScopes.join(' ')}`,
  );
}
