import type { FastifyReply } from 'fastify';
import { signInPage } from './pages/sign-in.ts';
import { closeSession, cookieFor, openSession } from './session.ts';
import { goTo, show, type Visit } from './visit.ts';

export function showSignIn(visit: Visit): FastifyReply {
  const { page } = visit;
  return page.isSignedIn ? goTo(visit) : show(visit, signInPage(page, { email: '' }));
}

export async function signIn(visit: Visit): Promise<FastifyReply> {
  const { context, form, page, request, reply, token } = visit;
  const [email, password] = [form.get('email') ?? '', form.get('password') ?? ''];
  const signedIn = await context.signIn({ name: email, password, address: request.ip });
  if (signedIn.outcome === 'in') {
    await closeSession(context, token);
    reply.header('set-cookie', cookieFor(context, await openSession(context, signedIn.who)));
    return goTo(visit);
  }
  const { words } = page;
  const isTooMany = signedIn.outcome === 'wait';
  const fault = isTooMany ? words.tooMany(Math.ceil(signedIn.seconds / 60)) : words.wrongPassword;
  if (isTooMany) reply.header('retry-after', signedIn.seconds);
  return show(visit, signInPage({ ...page, fault }, { email: email.slice(0, 200) }), isTooMany ? 429 : 401);
}

export async function signOut(visit: Visit): Promise<FastifyReply> {
  const { context, reply, token } = visit;
  await closeSession(context, token);
  reply.header('set-cookie', cookieFor(context, undefined));
  return goTo(visit, '/sign-in');
}
