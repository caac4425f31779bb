import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { createSignIn, type SignIn } from '../auth/sign-in.ts';
import { type Account, findAccountByEmail } from '../store/people/users.ts';
import { answerFailures } from './answers/failures.ts';
import { type OauthDeps, type OauthSettings, oauthPath, rootOf } from './context.ts';
import { copyRequest } from './copy-request.ts';
import { serveJourney } from './journey/journey.ts';
import { createProveVehicle, type ProveVehicle } from './prove-vehicle.ts';
import { createProvider } from './provider/provider.ts';
import { serveSignOut } from './sign-out.ts';
import { authorizeAddress, type OauthRequest, translate } from './translate.ts';

const bodyBytesMax = 65_536;
/** Longer addresses are refused by what reads them, here and on the way. */
const addressMax = 8000;

/** What the pages of the journey work with. */
export type Oauth = {
  settings: OauthSettings;
  deps: OauthDeps;
  signIn: SignIn<Account>;
  proveVehicle: ProveVehicle;
  /** The library; made at the first request, when it is known where this server listens. */
  provider(): Promise<Provider>;
};

/** The authorization server; `serve` is to be registered with the HTTP server. */
export function createOauth(settings: OauthSettings, deps: OauthDeps) {
  const find = (email: string) => findAccountByEmail(deps.database, email);
  const signIn = createSignIn({ find, attemptsOfAddress: 100 }, deps.clock);
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
  serveSignOut(app, oauth);
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/*',
    handler: (request, reply) => handOver(oauth, request, reply),
  });
}

/** Lets the library answer. */
async function handOver(oauth: Oauth, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asked = askedOf(request);
  const address = authorizeAddress(asked);
  if (address) return sendToAddress(oauth, reply, address);
  const provider = await oauth.provider();
  const translated = translate(asked);
  // Those that every answer has.
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, String(value));
  reply.hijack();
  await provider.callback()(copyRequest(request, translated, oauth.deps.publicUrl()), reply.raw);
  return reply;
}

function askedOf({ method, url, headers, body }: FastifyRequest): OauthRequest {
  const { pathname, searchParams: query } = new URL(url, 'http://local');
  const path = pathname.slice(oauthPath.length);
  return { method, path, query, headers, body: typeof body === 'string' ? body : '' };
}

/** The first step that came as a form goes on as an address. */
function sendToAddress(
  { deps }: Oauth,
  reply: FastifyReply,
  { path, query }: { path: string; query: URLSearchParams },
): FastifyReply {
  const address = `${rootOf(deps)}${path}?${query}`;
  if (address.length > addressMax) throw new TooLongError();
  return reply.header('cache-control', 'no-store').redirect(address, 303);
}

/** Thrown where a form has more in it than an address can. */
class TooLongError extends Error {
  override name = 'TooLongError';
  readonly statusCode = 413;

  constructor() {
    super('the parameters are too long');
  }
}
