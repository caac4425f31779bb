import { randomUUID } from 'node:crypto';
import { type Static, Type } from 'typebox';

/** Every error the API answers with: `code` is the HTTP status and two digits of detail. docs/errors.md explains each. */
export const errors = {
  badRequest: [40000, 'The request cannot be read'],
  badParameter: [40001, 'A parameter is wrong'],
  badPageToken: [40002, 'The pageToken is not one of ours'],
  badBody: [40003, 'The body of the request is wrong'],
  tooManyMonitors: [40010, 'There are as many monitors as there may be'],
  tooManyCallbacks: [40011, 'There are as many callbacks as there may be'],
  wrongCallback: [40012, 'The callback does not fit'],
  pendingRemote: [40013, 'A remote action of the callback is still under way'],
  notCapable: [40014, 'The vehicle is not able to'],
  noToken: [40100, 'Token is missing'],
  badToken: [40101, 'Token is invalid'],
  badClientId: [40102, 'Client id is missing or is not the one of the token'],
  noCredentials: [40103, 'Login and password are missing'],
  badCredentials: [40104, 'Login or password is invalid'],
  noCertificate: [40105, 'A client certificate is missing'],
  badCertificate: [40106, 'The client certificate is not good'],
  badSignIn: [40110, 'Name or password is wrong'],
  noScope: [40301, 'The token lacks a scope that this needs'],
  foreignVehicle: [40302, 'The vehicle belongs to somebody else'],
  foreignFleet: [40303, 'The fleet belongs to somebody else'],
  notPartner: [40304, 'The login is not that of a fleet owner'],
  foreignCertificate: [40305, 'The client certificate is of another login'],
  notConsole: [40306, 'The token is not one of the console'],
  noRole: [40310, 'The role does not suffice'],
  notFound: [40400, 'There is no such resource'],
  noVehicle: [40410, 'There is no such vehicle'],
  noFleet: [40411, 'There is no such fleet'],
  noTrip: [40412, 'The vehicle has no such trip'],
  noAlert: [40413, 'There is no such alert'],
  noAlarm: [40414, 'The vehicle has no such alarm'],
  noCollision: [40415, 'There is no such collision'],
  noStolen: [40416, 'The vehicle was not stolen under this id'],
  noCallback: [40417, 'There is no such callback'],
  noMonitor: [40418, 'There is no such monitor'],
  noDelivery: [40419, 'There is no such delivery'],
  noEntry: [40420, 'There is no such entry'],
  noRemote: [40421, 'There is no such remote action'],
  noChargeLimit: [40422, 'The vehicle has no charge limit'],
  noData: [40499, 'No data available for such context.'],
  timeout: [40800, 'The request did not come in time'],
  conflict: [40900, 'It cannot be beside what is there'],
  keyTaken: [40901, 'The Idempotency-Key was sent with another request'],
  tooLarge: [41300, 'The request is too large'],
  headersTooLarge: [43100, 'The header of the request is too large'],
  dayLimit: [42900, 'The calls of the last 24 hours are used up'],
  burstLimit: [42901, 'Too many calls within a second'],
  tooManyStreams: [42902, 'Too many live streams are open'],
  busyDryRuns: [42903, 'Another dry run is not done yet'],
  tooManySignIns: [42910, 'Too many attempts to sign in'],
  unexpected: [50000, 'Something unexpected went wrong'],
  unavailable: [50300, 'The database does not answer'],
  busy: [50301, 'Too many logins wait to be checked'],
  busyRemotes: [50302, 'Too many remote actions wait'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorName = keyof typeof errors;

/** An answer that is an error; `detail` names the field, the value and what was expected. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly error: ErrorName;

  constructor(error: ErrorName, detail?: string, cause?: Error) {
    super(detail === undefined ? errors[error][1] : `${errors[error][1]}: ${detail}`, { cause });
    this.error = error;
  }

  get statusCode(): number {
    return Math.floor(errors[this.error][0] / 100);
  }
}

/** The union of the shapes in which the official texts show errors. */
export const ErrorBody = Type.Object(
  {
    code: Type.Integer(),
    uuid: Type.String(),
    message: Type.String(),
    timestamp: Type.String(),
    debug: Type.String(),
    httpCode: Type.Optional(Type.Integer()),
    httpMessage: Type.Optional(Type.String()),
    moreInformation: Type.Optional(Type.String()),
  },
  { $id: 'xError' },
);

/** The body of an error. Of a 401 it also carries what the gateway in front of the real service says. */
export function errorBody(error: ApiError, now: number): Static<typeof ErrorBody> {
  const [code, moreInformation] = errors[error.error];
  const body = {
    code,
    uuid: randomUUID(),
    message: error.message,
    timestamp: new Date(now).toISOString(),
    debug: `RW_${error.error}`,
  };
  if (error.statusCode !== 401) return body;
  return { ...body, httpCode: 401, httpMessage: 'Unauthorized', moreInformation };
}
