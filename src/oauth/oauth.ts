import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { type OauthDeps, type OauthSettings, oauthPath } from './context.ts';
import { copyRequest } from './copy-request.ts';
import { answerFailures } from './failures.ts';
import { serveJourney } from './journey/journey.ts';
import { createProveVehicle, type ProveVehicle } from './prove-vehicle.ts';
import { createProvider } from './provider.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { translate } from './translate.ts';

const bodyBytesMax = 65_536;

/** What the pages of the journey work with. */
export type Oauth = {
  settings: OauthSettings;
  deps: OauthDeps;
  signIn: SignIn;
  proveVehicle: ProveVehicle;
  /** The library; made at the first request, when it is known where this server listens. */
  provider(): Promise<Provider>;
};

/** The authorization server; `serve` is to be registered with the HTTP server. */
export function createOauth(settings: OauthSettings, deps: OauthDeps) {
  const signIn = createSignIn(deps.database, deps.clock);
  const proveVehicle = createProveVehicle(deps.database, deps.clock);
  let made: Promise<Provider> | undefined;
  const oauth: Oauth = {
    settings,
    deps,
    signIn,
    proveVehicle,
    provider() {
      made ??= createProvider(settings, { ...deps, signIn }).catch((error) => {
        made = undefined;
        throw error;
      });
      return made;
    },
  };
  return {
    /** Attempts count together with those at other doors that ask for passwords and pairing codes. */
    signIn,
    proveVehicle,
    async serve(app: FastifyInstance): Promise<void> {
      await app.register(async (scope) => serve(scope, oauth), { prefix: oauthPath });
    },
  };
}

async function serve(app: FastifyInstance, oauth: Oauth): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: bodyBytesMax }, (_request, body, done) =>
    done(null, body),
  );
  answerFailures(app, oauth.deps);
  await app.register(async (scope) => serveJourney(scope, oauth));
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/*',
    handler: (request, reply) => handOver(oauth, request, reply),
  });
}

/** Lets the library answer. */
async function handOver(oauth: Oauth, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const provider = await oauth.provider();
  const url = new URL(request.url, 'http://local');
  const translated = translate({
    method: request.method,
    path: url.pathname.slice(oauthPath.length),
    query: url.searchParams,
    headers: request.headers,
    body: typeof request.body === 'string' ? request.body : '',
  });
  // Those that every answer has.
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, String(value));
  reply.hijack();
  await provider.callback()(copyRequest(request, translated, oauth.deps.publicUrl()), reply.raw);
  return reply;
}
