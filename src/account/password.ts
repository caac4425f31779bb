import type { FastifyReply } from 'fastify';
import { hashPassword } from '../lib/secrets.ts';
import { endTokens } from '../store/access/user-applications.ts';
import { inTransaction } from '../store/database.ts';
import { replacePassword } from '../store/people/passwords.ts';
import { findAccountByPublicId } from '../store/people/users.ts';
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
  const isSaved = checked.outcome === 'in' && (await save(visit, checked.who.passwordHash, password));
  return isSaved ? goTo(visit, '?done=password') : again(visit, page.own.wrongPassword, 401);
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

/**
 * Ends what the old password opened, and goes on in this browser with the new one. Gives false where the old one was
 * changed while it was checked.
 */
async function save(visit: SignedInVisit, oldHash: string, password: string): Promise<boolean> {
  const { context, account, form, reply, token } = visit;
  const { database, findAccess, log } = context.api;
  const { userId } = account;
  const passwordHash = await hashPassword(password);
  const isReplaced = await inTransaction(database, async (inside) => {
    const done = await replacePassword(inside, { userId, passwordHash: oldHash }, passwordHash);
    if (done && form.get('applications') === 'yes') await endTokens(inside, userId);
    return done;
  });
  if (!isReplaced) return false;
  findAccess.forget();
  log.info({ user: account.publicId }, 'a user changed the password');
  await closeSession(context, token);
  const changed = await findAccountByPublicId(database, account.publicId);
  // With this password, and no newer one that somebody has just given them.
  if (changed)
    reply.header('set-cookie', cookieFor(context, await openSession(context, { ...changed, passwordHash })));
  return true;
}
