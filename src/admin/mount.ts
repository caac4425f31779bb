import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { ApiError } from '../api/shared/errors.ts';
import { inTransaction } from '../store/database.ts';
import { saveChange } from '../store/people/audit.ts';
import { EnrolmentError } from '../store/vehicles/enrolment.ts';
import { type Actor, authenticate, requireRole } from './authenticate.ts';
import { type AdminContext, adminPath } from './context.ts';
import { type Ask, type Operation, schemaOf } from './operation.ts';
import { refuseZeros } from './refuse-zeros.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every operation of the administration that is not for everybody. */
    actor: Actor | undefined;
  }
}

/**
 * Serves the operations of the administration. For each the same happens, in this order: who asks, and does their role
 * suffice, are path, query and body right; then it is done, and a change is noted in the transaction that makes it.
 */
export function mount(app: FastifyInstance, operations: readonly Operation[], context: AdminContext): void {
  app.decorateRequest('actor', undefined);
  for (const one of operations) {
    app.route({
      method: one.method,
      url: `${adminPath}${one.path}`,
      schema: schemaOf(one),
      onRequest: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        if (!one.role) return;
        request.actor = await authenticate(context, request);
        requireRole(request.actor, one.role);
      },
      ...(one.files ? { bodyLimit: one.files.bytesMax } : {}),
      preValidation: async (request) => {
        // Where everything may be left out, so may the body.
        if (one.body) request.body ??= {};
        const { params, query, body } = request;
        refuseZeros({ params, query, ...(one.files ? {} : { body }) });
      },
      handler: (request, reply) => answer(one, context, { request, reply }),
    });
  }
}

type Exchange = { request: FastifyRequest; reply: FastifyReply };

async function answer(
  one: Operation,
  context: AdminContext,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const ask: Ask = {
    context,
    database: context.database,
    actor: request.actor,
    address: request.ip,
    params: request.params as Ask['params'],
    query: request.query as Ask['query'],
    body: request.body,
    mediaType: request.headers['content-type'] ?? '',
    root: `${context.publicUrl()}${adminPath}`,
  };
  try {
    const body = await run(one, ask);
    if (!body) return reply.code(204).send();
    return reply
      .code(one.status ?? 200)
      .type('application/json')
      .send(body);
  } catch (error) {
    if (error instanceof RetryLaterError) reply.header('retry-after', error.seconds);
    throw error instanceof EnrolmentError ? refusalOf(error) : error;
  }
}

/** An answer that says when to come back. */
export class RetryLaterError extends ApiError {
  readonly seconds: number;

  constructor(seconds: number) {
    super('tooManySignIns', `come back in ${seconds} s`);
    this.seconds = seconds;
  }
}

const refusals = { wrong: 'badParameter', missing: 'noEntry', taken: 'conflict' } as const;

export function refusalOf({ kind, message }: EnrolmentError): ApiError {
  return new ApiError(refusals[kind], message);
}

function run(one: Operation, ask: Ask): Promise<object | undefined> {
  if ('read' in one) return one.read(ask);
  if ('act' in one) return one.act(ask);
  return runChange(one, ask);
}

type ChangeOperation = Extract<Operation, { change: unknown }>;

/** Those who change the same wait for each other, so that what was before is what the change began with. */
async function runChange(one: ChangeOperation, given: Ask): Promise<object | undefined> {
  const { subject, nameOf, nameIn, keeps } = one;
  return inTransaction(given.database, async (database) => {
    const ask = { ...given, database };
    const known = await nameOf(ask);
    if (known !== undefined)
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${subject.kind} ${known}`}, 0))`.execute(
        database.query,
      );
    const before = known === undefined ? undefined : await subject.look(database, known);
    const done = await one.change(ask);
    const name = known ?? nameIn?.(done ?? {}) ?? '';
    const after = await subject.look(database, name);
    await note(ask, one.operationId, {
      subjectKind: subject.kind,
      subject: name,
      before: before && keeps ? only(before, keeps) : before,
      after: after && { ...after, ...(await besides(one, ask, done ?? {})) },
    });
    return done;
  });
}

/** What is noted beside how the subject is after a change. */
async function besides({ secret, adds }: ChangeOperation, ask: Ask, answer: object): Promise<object> {
  const hidden = secret?.(ask);
  return { ...(hidden ? { [hidden]: 'changed' } : {}), ...(await adds?.(ask, answer)) };
}

function only(fields: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

export type Noted = {
  subjectKind: string;
  subject: string;
  before?: object | undefined;
  after?: object | undefined;
};

/** Notes a change with who made it, from where, and when. */
export async function note(
  { context, database, actor, address }: Ask,
  operation: string,
  noted: Noted,
): Promise<void> {
  if (!actor) throw new Error('a change is noted with who made it');
  await saveChange(database, {
    at: context.clock.now(),
    whoKind: actor.kind,
    who: actor.name,
    address,
    operation,
    ...noted,
  });
}
