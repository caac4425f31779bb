import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { choices, happeningKinds, type Outcome, places } from '../../../simulator/happenings.ts';
import { linkTo, serveDocument } from '../../api/serve-document.ts';
import type { Routes } from '../../api/server.ts';
import { demoDocument, demoSchemas } from './document.ts';
import type { Doors } from './doors.ts';

/** The world of the demo, once it is there. */
export type DemoWorld = {
  doors(): Promise<Doors>;
  /** VINs of the vehicles that are simulated. */
  vehicles: readonly string[];
  happen(vin: string, happening: unknown): Promise<Outcome>;
};

const statuses = { wrong: 400, unknown: 404, refused: 409 } as const;

/**
 * What only a demo has, for people on its own machine: the keys of its world, and things to make happen to its
 * vehicles. `world` is called with every request; undefined while the world is not there yet.
 */
export function demoRoutes(world: () => DemoWorld | undefined): Routes {
  const serveAll = async (app: FastifyInstance): Promise<void> => {
    await app.register(async (scope) => {
      await serveDocument(scope, demoDocument);
      await scope.register(async (routes) => serve(routes, world), { prefix: demoDocument.root });
    });
  };
  return Object.assign(serveAll, { documents: [linkTo(demoDocument)], areOpenTo: isFromHere });
}

async function serve(app: FastifyInstance, world: () => DemoWorld | undefined): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cross-origin-resource-policy', 'same-origin');
    if (!isFromHere(request)) return tell(reply, 404, 'the demo answers on its own machine only');
    if (!world()) return tell(reply.header('retry-after', '2'), 503, 'the demo is not ready yet');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const { statusCode = 503, message } = error;
    return tell(reply, statusCode < 500 ? statusCode : 503, message);
  });
  const get = () => world() as DemoWorld;
  app.get('/doors', { schema: demoSchemas.doors }, async () => get().doors());
  app.get('/happenings', { schema: demoSchemas.happenings }, async () => ({
    ...listed,
    vehicles: get().vehicles,
  }));
  const posted = { bodyLimit: 4096, schema: demoSchemas.happen };
  app.post('/vehicles/:vin/happenings', posted, async (request, reply) => {
    const { vin } = request.params as { vin: string };
    const outcome = await get().happen(vin, request.body);
    if (outcome.outcome === 'done') return reply.code(202).send({ accepted: true });
    return tell(reply, statuses[outcome.outcome], outcome.why);
  });
}

const listed = {
  kinds: happeningKinds.map((kind) => ({ kind, parameters: choices[kind] ?? {} })),
  places,
};

function tell(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ code: status, message });
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/;
const ownAddress = /^(::ffff:)?127\.|^::1$/;

/**
 * Whether somebody on this machine asks, by a name of this machine, from a page of this server or from none: what a page
 * of elsewhere has the browser ask is refused, whatever name it found for this address.
 */
export function isFromHere({ headers, socket }: Pick<FastifyRequest, 'headers' | 'socket'>): boolean {
  const { host = '', 'sec-fetch-site': site = 'none' } = headers;
  const isOwnPage = site === 'none' || site === 'same-origin';
  const isForwarded = Object.keys(headers).some((name) => ofProxies.test(name));
  return loopback.test(host) && isOwnPage && !isForwarded && ownAddress.test(socket.remoteAddress ?? '');
}

/** A proxy on this machine asks for others. */
const ofProxies = /^(forwarded|via|x-real-ip|x-forwarded-.*)$/;
