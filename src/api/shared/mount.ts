import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../context.ts';
import { exportFormat } from '../exports/format.ts';
import { type ExportedOperation, exporter } from '../exports/send-export.ts';
import type { Face } from '../present/face.ts';
import { limitCalls } from './access/limit-calls.ts';
import { createRemembered } from './access/remembered.ts';
import type { Ask, Caller, Found, SeenVehicle, VehicleAsk } from './ask.ts';
import { JsonBytes } from './bodies/json-text.ts';
import { mediaType } from './bodies/media-type.ts';
import { readKindOf } from './bodies/read-kind.ts';
import { ApiError } from './errors.ts';
import { notFound } from './handle-errors.ts';
import { mountWrites } from './mount-writes.ts';
import { type Operation, schemaOf } from './operation.ts';
import { type Prepared, prepareAsk } from './prepare-ask.ts';
import type { Write } from './write.ts';

/** One face of the Web API: who may come in, what there is to ask, and how what is asked for is found. */
export type FaceOperations = {
  face: Face;
  /** Below which all paths are. */
  root: string;
  operations: readonly Operation[];
  /** Operations that change something. */
  writes: readonly Write[];
  /** Who asks. Throws `ApiError` 401. */
  authenticate(request: FastifyRequest): Promise<Caller>;
  /** What the path is about, where it is the caller's. Throws `ApiError`: 403 for somebody else's, 404 for nobody's. */
  find(operation: Pick<Operation, 'of' | 'query'>, ask: Ask): Promise<Found>;
};

/** Parameters that take several values, repeated or separated by commas. */
const lists = ['extension', 'type', 'timestamps', 'states', 'types'] as const;

/**
 * Serves the operations of a face. For each the same happens, in this order: who asks, and may they call
 * once more, are the parameters right, whose is it, do the scopes suffice, what do services, profile and
 * privacy mode leave; then it is read (or written) and sent. What fails is thrown as `ApiError` and answered by
 * `handle-errors.ts`.
 */
export function mount(app: FastifyInstance, served: FaceOperations, context: ApiContext): void {
  app.addHook('onRequest', async (request, reply) => {
    request.caller = await served.authenticate(request);
    await limitCalls(context, request.caller, reply);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    const query = request.query as Record<string, unknown>;
    respell(query);
    splitLists(query);
    done();
  });
  for (const operation of served.operations) {
    const answer = answerer(operation, served, context);
    for (const path of [operation.path, ...(operation.aliases ?? [])]) {
      const schema = schemaOf(operation, { path, isAlias: path !== operation.path });
      app.get(`${served.root}${path}`, { schema }, answer);
    }
  }
  mountWrites(app, served, context);
}

/** An address that is none of the face's: it says what is left of the quotas where it is known who asks. */
export function mountNotFound(app: FastifyInstance, served: FaceOperations, context: ApiContext): void {
  const found = async (scope: FastifyInstance) =>
    scope.setNotFoundHandler(async (request, reply) => {
      const caller = await callerOf(served, request);
      if (caller) await limitCalls(context, caller, reply);
      throw notFound(request);
    });
  app.register(found, { prefix: served.root });
}

async function callerOf(
  { authenticate }: FaceOperations,
  request: FastifyRequest,
): Promise<Caller | undefined> {
  try {
    return await authenticate(request);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function answerer(operation: Operation, served: FaceOperations, context: ApiContext) {
  const send = sender(operation);
  const sendExport = operation.exports && exporter(operation as ExportedOperation);
  const read = operation.read as (ask: object) => Promise<object>;
  const kind = readKindOf(operation);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const prepare = (query: Ask['query']) => prepareAsk(operation, served, { context, request, query });
    const note = ({ caller: { access }, vehicle }: Prepared) => {
      if (access && kind) context.noteRead(access, vehicle?.vehicleId ?? 0, kind);
    };
    const format = sendExport && exportFormat(request);
    // Each page of an export asks anew who asks and what may be seen.
    if (format)
      return sendExport(reply, {
        format,
        context,
        ask: async (query) => {
          request.caller = await served.authenticate(request);
          return (await prepare(query)) as VehicleAsk;
        },
        onBegun: note,
      });
    const ask = await prepare(request.query as Ask['query']);
    const variant = variantOf(ask.query);
    return send(reply, { vehicle: ask.vehicle, variant, make: () => read(ask), onMade: () => note(ask) });
  };
}

type Answer = {
  vehicle: SeenVehicle | undefined;
  /** The same where the answer is, as far as it does not follow from state and visibility. */
  variant: string;
  make(): Promise<object>;
  /** There is something to send. */
  onMade(): void;
};

/** Sends an answer in the media type that was asked for; the text of one that follows from the state is kept. */
function sender(operation: Operation) {
  const own = operation.mediaType ?? 'application/hal+json';
  const remembered = operation.of === 'vehicle' && operation.isOfState ? createRemembered(own) : undefined;
  return async (reply: FastifyReply, { vehicle, variant, make, onMade }: Answer): Promise<FastifyReply> => {
    const type = mediaType(reply.request.headers.accept, own);
    if (!remembered || !vehicle) {
      const body = await make();
      onMade();
      return reply.type(type).send(body instanceof JsonBytes ? body.bytes : body);
    }
    const text = await remembered(reply, vehicle, { make, variant });
    onMade();
    return reply.type(type).serializer(asIs).send(text);
  };
}

/** Of what an operation that follows from the state takes, only this changes its answer: few texts are kept. */
function variantOf({ extension }: Ask['query']): string {
  return Array.isArray(extension) && extension.includes('provenance') ? 'provenance' : '';
}

const asIs = (body: unknown) => body as string;

/** The contract's component has another spelling than its parameter: clients were made from either. */
function respell(query: Record<string, unknown>): void {
  const { tolerence } = query;
  if (tolerence === undefined) return;
  query.tolerance ??= tolerence;
  delete query.tolerence;
}

function splitLists(query: Record<string, unknown>): void {
  for (const name of lists) {
    const value = query[name];
    if (value === undefined) continue;
    query[name] = [value]
      .flat()
      .flatMap((one) => String(one).split(','))
      .filter((one) => one !== '');
  }
}
