import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { waitOr } from '../../lib/wait.ts';
import { oneOf } from '../../model/schema.ts';
import type { ReadKind } from '../../store/people/access-log.ts';
import type { ApiContext } from '../context.ts';
import { limitCalls } from '../shared/access/limit-calls.ts';
import type { Caller } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { audienceOf, authenticate, type Wanted } from './audience.ts';
import { type LiveType, liveTypes } from './items.ts';
import { createSlots } from './slots.ts';
import { createStream, type Stream } from './stream.ts';

const Query = Type.Object({
  types: Type.Optional(Type.Array(oneOf(liveTypes), { minItems: 1, maxItems: liveTypes.length })),
  vehicles: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 1000 }),
  ),
  fleet: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  profile: Type.Optional(oneOf(['fleet', 'endUser'])),
});

const perCaller = 20;
/** How often it is looked whether somebody may still listen. */
const lookEveryMs = 500;
/** For each vehicle of an audience, so that a large fleet is not read all the time. */
const perVehicleMs = 1;
/** A reader that does not take its end within this time is cut off. */
const graceMs = 1000;

/** `GET /live/v1/events`: the events of vehicles as server-sent events. */
export function serveLive(app: FastifyInstance, context: ApiContext): void {
  const slots = createSlots({ all: context.live.streamsMax, each: perCaller });
  app.addHook('onRequest', async (request, reply) => {
    request.caller = await authenticate(context, request);
    await limitCalls(context, request.caller, reply);
  });
  app.addHook('preValidation', async (request) => splitLists(request.query as Record<string, unknown>));
  app.get('/live/v1/events', { schema: { hide: true, querystring: Query }, exposeHeadRoute: false }, listen);

  async function listen(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { caller } = request;
    const wanted = { ...wantedFrom(request.query as Static<typeof Query>), note: noteFor(context, caller) };
    const audience = await audienceOf(context, caller, wanted);
    const release = slots.take(`${caller.clientId} ${caller.access?.userId ?? ''}`);
    if (!release) throw new ApiError('tooManyStreams', `at most ${perCaller} of one caller`);
    const stream = createStream(context, wanted, audience);
    const readable = Readable.from(stream.text(lastEventId(request)), { objectMode: false });
    const closed = new AbortController();
    readable.once('close', () => {
      closed.abort();
      stream.leave();
      release();
    });
    readable.on('error', (error) => context.log.debug({ err: error }, 'a live stream broke off'));
    const isOver = guard(context, { request, wanted, stream, closed: closed.signal });
    isOver.then(
      () => readable.destroy(),
      (error) => readable.destroy(error as Error),
    );
    return reply
      .type('text/event-stream')
      .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      .send(readable);
  }
}

type Guarded = { request: FastifyRequest; wanted: Wanted; stream: Stream; closed: AbortSignal };

/** Looks all the time whether somebody may still listen, and to what; resolves when the stream is to be cut off. */
async function guard(context: ApiContext, guarded: Guarded): Promise<void> {
  const { stream, closed } = guarded;
  const over = AbortSignal.any([context.stopping, closed]);
  let vehicles: number | undefined = 0;
  while (vehicles !== undefined) {
    await waitOr(Math.max(lookEveryMs, vehicles * perVehicleMs), over);
    if (over.aborted) break;
    vehicles = await look(context, guarded, vehicles);
  }
  if (closed.aborted) return;
  stream.end(vehicles === undefined ? 'withdrawn' : 'stopping');
  await waitOr(graceMs, closed);
}

/** How many vehicles may be listened to; undefined where the caller may not listen any more. */
async function look(
  context: ApiContext,
  { request, wanted, stream }: Guarded,
  before: number,
): Promise<number | undefined> {
  try {
    const audience = await audienceOf(context, await authenticate(context, request), wanted);
    await stream.follow(audience);
    return audience.size;
  } catch (error) {
    if (error instanceof ApiError && error.statusCode < 500) return undefined;
    if (!context.stopping.aborted) context.log.warn({ err: error }, 'a live stream was not looked after');
    return before;
  }
}

/** How events are called in the access log. */
const readKinds: Record<LiveType, ReadKind> = {
  position: 'position',
  status: 'status',
  trip: 'trips',
  alert: 'alerts',
  alarm: 'alarms',
  collision: 'collisions',
  stolen: 'stolen',
};

function noteFor({ noteRead }: ApiContext, { access }: Caller): Wanted['note'] {
  return access && ((vehicleId, type) => noteRead(access, vehicleId, readKinds[type]));
}

function wantedFrom({ types, vehicles, fleet, profile }: Static<typeof Query>): Wanted {
  return {
    types: new Set(types ?? liveTypes),
    vehicles: vehicles && [...new Set(vehicles)],
    fleet,
    profile: profile === 'endUser' ? 'endUser' : 'fleet',
  };
}

/** The header that readers send by themselves, or a parameter for those that cannot. */
function lastEventId({ headers, query }: FastifyRequest): string | undefined {
  const given = headers['last-event-id'] ?? (query as { lastEventId?: string }).lastEventId;
  return typeof given === 'string' && given !== '' ? given : undefined;
}

function splitLists(query: Record<string, unknown>): void {
  for (const name of ['types', 'vehicles']) {
    const value = query[name];
    if (value !== undefined)
      query[name] = [value].flat().flatMap((one) => String(one).split(',').filter(Boolean));
  }
}
