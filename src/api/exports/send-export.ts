import { addAbortSignal, Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { TSchema } from 'typebox';
import type { ApiContext } from '../context.ts';
import { requireScopes } from '../shared/access/require-scope.ts';
import type { SeenVehicle, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import type { Operation } from '../shared/operation.ts';
import { columnsOf } from './columns.ts';
import { exportText } from './export-text.ts';
import type { ExportFormat, Exports } from './exports.ts';
import { exportTypes } from './format.ts';

/** An operation of a vehicle that can be had as a file. */
export type ExportedOperation = Extract<Operation, { of: 'vehicle' }> & { exports: Exports };

type Wanted = {
  format: ExportFormat;
  context: ApiContext;
  /** The request with these parameters, checked anew. */
  ask(query: VehicleAsk['query']): Promise<VehicleAsk>;
  /** There is something to send. */
  onBegun(ask: VehicleAsk): void;
};

/**
 * Sends all that matches as a file, made page by page as the client takes it: nothing is read for a client that
 * is slow or gone. What fails before the first page is an error as ever; later the connection breaks, so
 * that half a file is never taken for a whole one.
 */
export function exporter(operation: ExportedOperation) {
  const { exports, read } = operation;
  const columns = columnsOf(elementSchema(operation.response));
  return async (reply: FastifyReply, { format, context, ask, onBegun }: Wanted): Promise<FastifyReply> => {
    const { request } = reply;
    const { pageSize: _, pageToken: __, format: ___, ...query } = request.query as VehicleAsk['query'];
    const askOnce: Wanted['ask'] = async (given) => {
      const asked = await ask(given);
      if (format !== 'csv') requirePositions(asked);
      return asked;
    };
    const first = await askOnce(query);
    let hasRead = false;
    const text = exportText(format, {
      exports,
      columns,
      title: titleOf(first.vehicle),
      query,
      ask: askOnce,
      async read(asked) {
        const body = await read(asked);
        hasRead = true;
        return body;
      },
    });
    const begun = await takeUntil(text, () => hasRead);
    onBegun(first);
    const stream = Readable.from(startingWith(begun, text), { objectMode: false });
    stream.on('error', (error) => {
      if (!context.stopping.aborted && !(error instanceof ApiError))
        context.log.warn({ err: error, operation: operation.operationId }, 'an export broke off');
    });
    return reply
      .type(exportTypes[format])
      .header('content-disposition', `attachment; filename="${fileName(exports, format, request.params)}"`)
      .header('cache-control', 'no-store')
      .send(addAbortSignal(context.stopping, stream));
  };
}

/** Files of places need the places. */
function requirePositions({ caller, vehicle }: VehicleAsk): void {
  if (caller.access) requireScopes(caller.access.scopes, { requires: ['data:position'] });
  if (!vehicle.visibility.kinds.has('positions')) throw new ApiError('noData');
}

/** The first pieces of a text, until something is so. */
async function takeUntil(text: AsyncGenerator<string>, isSo: () => boolean): Promise<string> {
  let begun = '';
  while (!isSo()) {
    const next = await text.next();
    if (next.done) break;
    begun += next.value;
  }
  return begun;
}

async function* startingWith(begun: string, rest: AsyncGenerator<string>) {
  try {
    yield begun;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

type Collection = {
  properties?: { total?: TSchema; _embedded?: { properties: Record<string, { items: TSchema }> } };
};

/** Of the elements of a list, or of the resource itself. */
function elementSchema(response: TSchema): TSchema {
  const { total, _embedded } = (response as Collection).properties ?? {};
  const items = Object.values((total && _embedded?.properties) ?? {})[0]?.items;
  return items ?? response;
}

function titleOf({ at, publicId, vin }: SeenVehicle): string {
  return at.face.hasVin ? vin : publicId.slice(0, 12);
}

/** Such as `trips-0f3ac0ffee12.csv`: ids of the path are letters, digits and dashes once they were found. */
function fileName({ name }: Exports, format: ExportFormat, params: unknown): string {
  const { tid, vid, id } = params as Record<string, string | undefined>;
  const about = (tid ?? vid ?? id ?? '').replaceAll(/[^\w-]/g, '').slice(0, 12);
  return `${name}-${about}.${format}`;
}
