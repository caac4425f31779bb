import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox';
import { ErrorBody } from '../api/shared/errors.ts';
import type { Database } from '../store/database.ts';
import type { Role } from '../store/people/administrators.ts';
import type { Actor } from './authenticate.ts';
import type { AdminContext } from './context.ts';

/** A request as the operations get it. */
export type Ask<Query = Record<string, unknown>, Body = unknown> = {
  context: AdminContext;
  /** Of a change: inside its transaction. */
  database: Database;
  /** Nobody where anybody may ask. */
  actor: Actor | undefined;
  /** Where the request came from. */
  address: string;
  params: Readonly<Record<string, string>>;
  query: Query;
  body: Body;
  mediaType: string;
  /** In front of the paths of links. */
  root: string;
};

/** What a change is about: its name in the audit log, and how it is looked at before and after. Never with secrets. */
export type Subject = {
  kind: string;
  look(database: Database, name: string): Promise<object | undefined>;
};

type Described<Query extends TProperties, Body extends TSchema> = {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  tag: string;
  summary: string;
  /** Who may; everybody where it is missing. */
  role?: Role;
  query?: Query;
  body?: Body;
  /** In the place of a body: files by their media types, checked by who reads them. */
  files?: { bytesMax: number; schemas: Record<string, TSchema> };
  /** Of the answer; without it there is none (204). */
  response?: TSchema;
  /** 200 where it is missing and there is an answer. */
  status?: 201;
};

type Run<Query extends TProperties, Body extends TSchema> = (
  ask: Ask<Static<TObject<Query>>, Static<Body>>,
) => Promise<object | undefined>;

type Change<Query extends TProperties, Body extends TSchema> = {
  subject: Subject;
  /** The subject's name as the request has it; undefined where the answer brings it. */
  nameOf(ask: Ask<Static<TObject<Query>>, Static<Body>>): string | undefined | Promise<string | undefined>;
  nameIn?(answer: object): string;
  /** What it changes and is not shown, such as a password. */
  secret?(ask: Ask<Static<TObject<Query>>, Static<Body>>): string | undefined;
  /** What is noted beside how the subject is after it. */
  adds?(ask: Ask<Static<TObject<Query>>, Static<Body>>, answer: object): Promise<object>;
  /** Of what was before only these fields are kept. */
  keeps?: readonly string[];
  change: Run<Query, Body>;
};

/** How it is done: a read; a change, in one transaction with its note; or by itself, notes included. */
type Done<Query extends TProperties, Body extends TSchema> =
  | { read: Run<Query, Body> }
  | Change<Query, Body>
  | { act: Run<Query, Body> };

// biome-ignore lint/suspicious/noExplicitAny: the table holds operations of every query and body
export type Operation = Described<any, any> & Done<any, any>;

/** An operation whose `ask` has the types of its query and body. */
export function operation<Query extends TProperties = TProperties, Body extends TSchema = TSchema>(
  given: Described<Query, Body> & Done<Query, Body>,
): Operation {
  return given as Operation;
}

/** Whether it changes something. */
export function isChanging(one: Operation): boolean {
  return !('read' in one);
}

/** What Fastify checks, answers with and documents. */
export function schemaOf(one: Operation) {
  const { operationId, path, tag, summary, role, query, response, status = 200 } = one;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const text = Type.String({ minLength: 1, maxLength: 320 });
  const success = response
    ? { [status]: { description: summary, content: { 'application/json': { schema: response } } } }
    : { 204: { description: summary, type: 'null' } };
  return {
    operationId,
    tags: [tag],
    summary,
    ...(role ? { description: `Role: ${role}` } : { security: [] }),
    params: Type.Object(Object.fromEntries(names.map((name) => [name, text]))),
    ...(query ? { querystring: Type.Object(query) } : {}),
    ...bodyOf(one),
    response: { ...success, default: ErrorBody },
  };
}

function bodyOf({ body, files }: Operation) {
  if (!files) return body ? { body } : {};
  const content = Object.entries(files.schemas).map(([type, schema]) => [type, { schema }]);
  return { body: { content: Object.fromEntries(content) } };
}
