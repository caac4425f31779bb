import type { FastifyReply, FastifyRequest } from 'fastify';
import { newSecret } from '../lib/secrets.ts';
import { securityHeaders } from '../oauth/answers/security-headers.ts';
import type { Account } from '../store/people/users.ts';
import { type AccountContext, isHttps, rootOf } from './context.ts';
import type { AccountPage } from './pages/page.ts';
import { accountWordsFor } from './pages/words.ts';
import { cookieFor, isProof, proofOf, tokenOf, whoIs } from './session.ts';

/** A request of somebody at the account pages. */
export type Visit = {
  context: AccountContext;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Of the browser. */
  token: string;
  form: URLSearchParams;
  page: AccountPage;
};

export type SignedInVisit = Visit & { account: Account };

/** Thrown where a form does not come from a page that this browser was shown. */
export class ForeignFormError extends Error {
  override name = 'ForeignFormError';
}

export type Exchange = { request: FastifyRequest; reply: FastifyReply };

/** Who asks, and from which page. Throws `ForeignFormError`. */
export async function visitOf(
  context: AccountContext,
  { request, reply }: Exchange,
): Promise<Visit & { account: Account | undefined }> {
  const known = tokenOf(request.headers.cookie);
  const token = known ?? newSecret();
  if (known === undefined) reply.header('set-cookie', cookieFor(context, token));
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  const proof = await proofOf(context, token);
  if (request.method === 'POST' && !isProof(form.get('proof') ?? '', proof)) throw new ForeignFormError();
  const account = known === undefined ? undefined : await whoIs(context, token);
  const page = { ...pageOf(context, request), proof, isSignedIn: account !== undefined };
  return { context, request, reply, token, form, page, account };
}

/** A page for whoever it is. */
export function pageOf(context: AccountContext, { headers }: FastifyRequest): AccountPage {
  const root = rootOf(context);
  const words = accountWordsFor(headers['accept-language']);
  return { ...words, root, at: root, proof: '', isSignedIn: false };
}

/** Sends a page. */
export function show(
  { context, reply }: Pick<Visit, 'context' | 'reply'>,
  page: string,
  status = 200,
): FastifyReply {
  const headers = securityHeaders({ isHttps: isHttps(context) });
  return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(page);
}

/** On to another page. */
export function goTo({ reply, page }: Pick<Visit, 'reply' | 'page'>, path = ''): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(`${page.at}${path}`, 303);
}
