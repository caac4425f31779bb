import { Type } from 'typebox';
import { covers } from '../auth/scopes.ts';
import { oneOf } from '../model/schema.ts';
import { redirectFault } from '../oauth/redirects.ts';
import { knownScopes, splitScopes } from '../oauth/scopes.ts';
import { grantTypes } from '../store/applications.ts';
import { EnrolmentError } from '../store/enrolment.ts';
import { findRegisteredApplication, type RegisteredApplication } from '../store/registry/applications.ts';
import type { AdminSettings } from './context.ts';
import { Limits, limitsOf } from './limits.ts';
import type { Subject } from './operation.ts';
import { Time } from './schemas.ts';
import { shown } from './shown.ts';

export const Application = Type.Object(
  {
    clientId: Type.String(),
    name: Type.String(),
    redirectUris: Type.Array(Type.String()),
    scopes: Type.Array(Type.String()),
    grants: Type.Array(oneOf(grantTypes)),
    isFirstParty: Type.Boolean(),
    seesCallCenters: Type.Boolean(),
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
      description: 'A web address exactly so; any other stands for everything below it',
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
};

type Described = { redirectUris?: string[] | undefined; scopes?: string[] | undefined };

/** Addresses that users can be sent to, and scopes that there are. Throws `EnrolmentError`. */
export function checked<Given extends Described>(given: Given): Given {
  for (const uri of given.redirectUris ?? []) {
    const fault = redirectFault(uri);
    if (fault) throw new EnrolmentError(`redirect-uri: ${uri}, ${fault}`);
  }
  return given.scopes ? { ...given, scopes: checkedScopes(given.scopes) } : given;
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
