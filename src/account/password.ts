import type { FastifyReply } from 'fastify';
import { inTransaction } from '../store/database.ts';
import { changeUser } from '../store/registry/users.ts';
import { endTokens } from '../store/user-applications.ts';
import { findAccountByPublicId } from '../store/users.ts';
import { passwordPage } from './pages/password.ts';
import { closeSession, cookieFor, openSession } from './session.ts';
import { goTo, type SignedInVisit, show } from './visit.ts';

const passwordMax = 1000;

export function showPassword(visit: SignedInVisit): FastifyReply {
  return show(visit, passwordPage(visit.page, { email: visit.account.email, endsAccess: true }));
}

/**
 * Another password, for who knows the one there is. Whoever is signed in elsewhere no longer is; applications keep their
 * tokens only where the user says so, as somebody who knew the password may have let one in.
 */
export async function changePassword(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, form, page, request, reply } = visit;
  const password = (form.get('newPassword') ?? '').slice(0, passwordMax);
  const fault = faultOf(visit, password);
  if (fault !== undefined) return again(visit, fault, 422);
  const old = { name: account.email, password: form.get('password') ?? '', address: request.ip };
  const checked = await context.signIn(old);
  if (checked.outcome === 'wait') {
    reply.header('retry-after', checked.seconds);
    return again(visit, page.words.tooMany(Math.ceil(checked.seconds / 60)), 429);
  }
  if (checked.outcome === 'wrong') return again(visit, page.own.wrongPassword, 401);
  await save(visit, password);
  return goTo(visit, '?done=password');
}

function faultOf({ form, page: { words, own } }: SignedInVisit, password: string): string | undefined {
  if (password.length < 10) return words.shortPassword;
  const isSame = (form.get('again') ?? '').slice(0, passwordMax) === password;
  return isSame ? undefined : own.passwordsDiffer;
}

function again(visit: SignedInVisit, fault: string, status: number): FastifyReply {
  const { account, form, page } = visit;
  const shown = { email: account.email, endsAccess: form.get('applications') === 'yes' };
  return show(visit, passwordPage({ ...page, fault }, shown), status);
}

/** Ends what the old password opened, and goes on in this browser with the new one. */
async function save(visit: SignedInVisit, password: string): Promise<void> {
  const { context, account, form, reply, token } = visit;
  const { database, findAccess, log } = context.api;
  await inTransaction(database, async (inside) => {
    await changeUser(inside, account.userId, { password });
    if (form.get('applications') === 'yes') await endTokens(inside, account.userId);
  });
  findAccess.forget();
  log.info({ user: account.publicId }, 'a user changed the password');
  await closeSession(context, token);
  const changed = await findAccountByPublicId(database, account.publicId);
  if (changed) reply.header('set-cookie', cookieFor(context, await openSession(context, changed)));
}
