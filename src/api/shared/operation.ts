import { type TProperties, type TSchema, Type } from 'typebox';
import { alarmTypes, tripStates } from '../../model/episodes.ts';
import { oneOf } from '../../model/schema.ts';
import { type Exports, exportFormats } from '../exports/exports.ts';
import { exportTypes } from '../exports/format.ts';
import { telemetryExtensions } from '../present/telemetry/telemetry.ts';
import type { DataKind } from '../present/visibility.ts';
import type { Ask, FleetAsk, PartnerAsk, UserAsk, VehicleAsk } from './ask.ts';
import { ErrorBody } from './errors.ts';

export type Described = {
  /** The contract's, typos included. */
  operationId: string;
  /** Below the root of the face; `:id`, `:vid`, … are its parameters. */
  path: string;
  /** Other spellings that clients use; answered, but not in the document. */
  aliases?: readonly string[];
  tag: string;
  summary: string;
  /** More of it, for the document. */
  description?: string;
  deprecated?: true;
  /** Parameters of the query. */
  query?: TProperties;
  /** The body of the answer. */
  response: TSchema;
  /** Where it is not application/hal+json. */
  mediaType?: string;
  /** Scopes that a token needs, each of them (403 otherwise). A fleet owner needs none. */
  requires?: readonly string[];
  /** Scopes of which a token needs any part (403 otherwise); they trim the body. */
  requiresAny?: readonly string[];
  /** What it can be had as beside JSON. */
  exports?: Exports;
};

/** One operation of a face: what it is about, what it needs, and the read that answers it. */
export type Operation = Described &
  (
    | { of: 'client'; read(ask: Ask): Promise<object> }
    | { of: 'user'; read(ask: UserAsk): Promise<object> }
    | { of: 'partner'; read(ask: PartnerAsk): Promise<object> }
    | { of: 'fleet'; read(ask: FleetAsk): Promise<object> }
    | ({ of: 'vehicle'; read(ask: VehicleAsk): Promise<object> } & OfVehicle)
  );

type OfVehicle = {
  /** Kinds of data that have to be open, else 404 with 40499: privacy mode, profile and services decide. */
  shows?: readonly DataKind[];
  /** The answer follows from state and visibility alone, so that its text can be kept with the state. */
  isOfState?: true;
};

export const Locale = Type.Optional(
  Type.String({ maxLength: 35, description: 'Language of texts, such as fr-FR; accepted, of no effect' }),
);

export const Country = Type.Optional(
  Type.Unsafe<'CL' | 'BR' | 'AR'>({
    type: 'string',
    enum: ['CL', 'BR', 'AR'],
    description: 'ISO 3166-1 alpha-2: adds the call centre of that country',
  }),
);

export const vinPrefix = Type.Optional(
  Type.String({ maxLength: 17, description: 'Only vehicles whose VIN begins with it' }),
);

/** What a Status may be asked for besides. Clients ask here for groups of it, which it has anyway. */
export const statusExtension = Type.Optional(
  Type.Array(Type.String({ maxLength: 100 }), {
    maxItems: 60,
    description:
      'An extension of Roadwire: `provenance` adds when each group was measured and came in, and from which source; other values have no effect',
  }),
);

/** Which reports a list is about; the forms of a range are in docs/web-api.md. */
export const timestampsQuery = {
  timestamps: Type.Optional(
    Type.Array(Type.String({ maxLength: 300 }), { description: 'Ranges of time; see docs/web-api.md' }),
  ),
};

const range = (unit: string, pattern: string) =>
  Type.Optional(
    Type.String({ pattern, description: `Least and most, both included, in ${unit}: \`5-10\`, \`5-\`` }),
  );

/** Which trips a list is about. */
export const tripsQuery = {
  ...timestampsQuery,
  distance: range('km, with at most one decimal', '^\\d{1,7}(\\.\\d)?-(\\d{1,7}(\\.\\d)?)?$'),
  duration: range('seconds', '^\\d{1,9}-(\\d{1,9})?$'),
  states: Type.Optional(Type.Array(oneOf(tripStates), { minItems: 1, maxItems: tripStates.length })),
};

/** Which entries of the alarm's history a list is about. */
export const alarmsQuery = {
  ...timestampsQuery,
  type: Type.Optional(Type.Array(oneOf(alarmTypes), { minItems: 1, maxItems: alarmTypes.length })),
};

/** km. */
export const toleranceMax = 1000;

/** Which points of a way a list is about. */
export const wayPointsQuery = {
  ...timestampsQuery,
  tolerance: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: toleranceMax,
      description: 'km; drops points by Douglas-Peucker, page by page',
    }),
  ),
};

/** The parameters of a history of reports. */
export function telemetryQuery(types: readonly string[]) {
  return {
    ...timestampsQuery,
    type: Type.Optional(Type.Array(oneOf(types), { minItems: 1, maxItems: types.length })),
    extension: Type.Optional(Type.Array(oneOf(telemetryExtensions), { minItems: 1, maxItems: 2 })),
  };
}

/** Whose view of the data a fleet owner asks for; only for operations that have the parameter. */
export const profileQuery = {
  profile: Type.Optional(
    Type.Unsafe<'fleet' | 'endUser'>({
      ...oneOf(['fleet', 'endUser']),
      description: '`endUser`: what the driver would see, privacy mode included',
    }),
  ),
};

const Format = Type.Optional(
  Type.Unsafe<'json' | (typeof exportFormats)[number]>({
    ...oneOf(['json', ...exportFormats]),
    description: 'A file with all that matches, in the place of `Accept`; see docs/web-api.md',
  }),
);

/** What Fastify checks, answers with and documents for an operation at a path. */
export function schemaOf(operation: Operation, { path, isAlias }: { path: string; isAlias: boolean }) {
  const { operationId, tag, summary, description, deprecated, query, response, mediaType, exports } =
    operation;
  const asked = exports ? { ...query, format: Format } : query;
  return {
    ...(isAlias ? { hide: true } : { operationId }),
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(deprecated ? { deprecated } : {}),
    params: parametersOf(path),
    ...(asked ? { querystring: Type.Object(asked) } : {}),
    response: responses(response, { own: mediaType, hasExports: exports !== undefined }),
  };
}

/** The ids in a path. */
export function parametersOf(path: string) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  return Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.String({ minLength: 1, maxLength: 200 })])),
  );
}

type Success = { own?: string | undefined; hasExports?: boolean; status?: 200 | 202 | 204 };

/** Its success in the media types it comes in, and the error body for everything else. */
export function responses(
  success: TSchema,
  { own = 'application/hal+json', hasExports = false, status = 200 }: Success,
) {
  const types = [own, 'application/hal+json', 'application/json'];
  const files = hasExports ? Object.values(exportTypes) : [];
  const content = Object.fromEntries([
    ...types.map((type) => [type, { schema: success }]),
    ...files.map((type) => [type, { schema: Type.String() }]),
  ]);
  const description = status === 200 ? 'What was asked for' : 'It is done as asked';
  return { [status]: { description, content }, default: ErrorBody };
}

/** What the document says of operations that the contract does not have. */
export const extension = 'An extension of Roadwire: the contract has no such operation.';
