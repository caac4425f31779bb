import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InteractionResults, Provider } from 'oidc-provider';
import { keyOf } from '../../store/access/oauth-keys.ts';
import { type Account, findAccountByPublicId } from '../../store/people/users.ts';
import { securityHeaders } from '../answers/security-headers.ts';
import { rootOf } from '../context.ts';
import type { Oauth } from '../oauth.ts';
import { expiredPage } from '../pages/error.ts';
import type { StepPage } from '../pages/form.ts';
import { wordsFor } from '../pages/words.ts';
import { metadataOf, type OwnMetadata } from '../provider/clients.ts';
import { loadedErrors } from '../provider/load-library.ts';
import { isOpenedBy } from '../provider/sign-ins.ts';
import { isCustomScheme } from '../redirects.ts';
import { splitScopes } from '../scopes.ts';

export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A request within the journey of one user, from one application, in one browser. */
export type Step = {
  oauth: Oauth;
  provider: Provider;
  request: FastifyRequest;
  reply: FastifyReply;
  interaction: Interaction;
  client: OwnMetadata & { clientId: string };
  /** What the application asks for. */
  scopes: string[];
  /** Who is signed in. */
  account: Account | undefined;
  page: StepPage;
  form: URLSearchParams;
};

export type SignedInStep = Step & { account: Account };

/** Thrown where there is no such journey, or the request does not belong to it. */
export class NoJourneyError extends Error {
  override name = 'NoJourneyError';
}

type Exchange = { request: FastifyRequest; reply: FastifyReply };

/** The journey that a request belongs to. Throws `NoJourneyError`. */
export async function stepOf(oauth: Oauth, { request, reply }: Exchange): Promise<Step> {
  const provider = await oauth.provider();
  const interaction = await provider.interactionDetails(request.raw, reply.raw).catch((error: unknown) => {
    throw error instanceof loadedErrors().SessionNotFound ? new NoJourneyError() : error;
  });
  const { uid } = request.params as { uid: string };
  const { params, session } = interaction;
  const client = await provider.Client.find(String(params.client_id));
  if (interaction.uid !== uid || !client) throw new NoJourneyError();
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  const proof = await proofOf(oauth, uid);
  if (request.method === 'POST' && !isSame(form.get('proof') ?? '', proof)) throw new NoJourneyError();
  const account = await accountOf(oauth, provider, session);
  const root = rootOf(oauth.deps);
  const words = wordsFor({ params, acceptLanguage: request.headers['accept-language'] });
  const app = client.clientName ?? client.clientId;
  const page = { words, root, app, at: `${root}/interaction/${uid}`, proof };
  const scopes = splitScopes(String(params.scope ?? ''));
  const own = { ...metadataOf(client), clientId: client.clientId };
  return { oauth, provider, request, reply, interaction, client: own, scopes, account, page, form };
}

/** Who is signed in. The session may have ended since the journey began, such as by a new password. */
async function accountOf({ deps }: Oauth, provider: Provider, session: Interaction['session']) {
  if (!session?.accountId) return undefined;
  const opened = await provider.Session.findByUid(session.uid);
  const account = await findAccountByPublicId(deps.database, session.accountId);
  return isOpenedBy(opened, account) ? account : undefined;
}

/** A form has to come from a page of this journey: other sites cannot read it, nor guess this. */
async function proofOf({ deps }: Oauth, uid: string): Promise<string> {
  const key = await keyOf(deps.database, 'forms', async () => Promise.reject(new Error('no keys yet')));
  return createHmac('sha256', key).update(uid).digest('base64url');
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Sends a page. */
export function show({ oauth, reply, interaction }: Step, page: string, status = 200): FastifyReply {
  const isHttps = oauth.deps.publicUrl().startsWith('https:');
  const formsMayEndAt = cspSource(String(interaction.params.redirect_uri));
  const headers = securityHeaders({ isHttps, ...(formsMayEndAt ? { formsMayEndAt } : {}) });
  return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(page);
}

/** A web address in the form of a content security policy, which knows no IPv6. */
function cspSource(uri: string): string | undefined {
  if (isCustomScheme(uri) || !URL.canParse(uri)) return undefined;
  const { origin, hostname, protocol } = new URL(uri);
  return hostname.startsWith('[') ? protocol : origin;
}

export function showExpired(oauth: Oauth, { request, reply }: Exchange): FastifyReply {
  const words = wordsFor({ acceptLanguage: request.headers['accept-language'] });
  const isHttps = oauth.deps.publicUrl().startsWith('https:');
  const page = expiredPage({ words, root: rootOf(oauth.deps) });
  return reply.code(400).headers(securityHeaders({ isHttps })).type('text/html; charset=utf-8').send(page);
}

/** On to another page of the journey. */
export function goTo({ reply, page }: Step, step: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(`${page.at}${step && `/${step}`}`, 303);
}

/** Hands the outcome to the library, which goes on from there. */
export async function finish(
  { provider, request, reply }: Step,
  result: InteractionResults,
): Promise<FastifyReply> {
  const onward = await provider.interactionResult(request.raw, reply.raw, result);
  // Without the host: the cookies are those of the one at which the user came.
  const { pathname, search } = new URL(onward);
  return reply.header('cache-control', 'no-store').redirect(`${pathname}${search}`, 303);
}
