import { type TProperties, type TSchema, Type } from 'typebox';
import type { Ask, FleetAsk, UserAsk, VehicleAsk } from './ask.ts';
import { type Described, parametersOf, responses } from './operation.ts';

/** The body of a request: a JSON object that nobody has looked into yet. */
export type Body = Readonly<Record<string, unknown>>;

/** A request that changes something. Without a `body` in its operation it has an empty one. */
export type WithBody<Asked extends Ask> = Asked & { body: Body };

type Writes<Asked extends Ask> = {
  /** What there is to say of it; nothing where the status is 204. */
  write(ask: WithBody<Asked>): Promise<object | undefined>;
};

/** One operation of a face that changes something: what it is about, what it needs, and who does it. */
export type Write = Omit<Described, 'response' | 'mediaType' | 'exports'> & {
  method: 'POST' | 'PUT' | 'DELETE';
  /** Of a success. */
  status: 200 | 202 | 204;
  /** Headers of the request beside those of all. */
  headers?: TProperties;
  /** The body of the answer; none with 204. */
  response?: TSchema;
  /** What the body of the request is, for the document: those who read it take more, and say what is wrong. */
  body?: TSchema;
} & (
    | ({ of: 'user' } & Writes<UserAsk>)
    | ({ of: 'fleet' } & Writes<FleetAsk>)
    | ({ of: 'vehicle' } & Writes<VehicleAsk>)
  );

/** What Fastify checks, answers with and documents for it; `documentedBody` is for the document alone. */
export function writeSchemaOf(write: Write, path: string) {
  const { operationId, tag, summary, description, query, headers, body, status, response } = write;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    params: parametersOf(path),
    ...(query ? { querystring: Type.Object(query) } : {}),
    ...(headers ? { headers: Type.Object(headers) } : {}),
    ...(body ? { documentedBody: body } : {}),
    response: response
      ? responses(response, { status })
      : { [status]: { description: 'It is done' }, default: responses({}, {}).default },
  };
}
