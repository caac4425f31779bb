import type { FastifyReply } from 'fastify';
import { scopesInEffect } from '../auth/scopes.ts';
import {
  listUserApplications,
  type UserApplication,
  withdrawFrom,
} from '../store/access/user-applications.ts';
import { lastReads } from '../store/people/access-log.ts';
import { listAccountVehicles } from '../store/people/user-vehicles.ts';
import { overviewPage, type ShownApplication } from './pages/overview.ts';
import { goTo, type SignedInVisit, show } from './visit.ts';

/** The vehicles, and the applications with what they may see and when they last did. */
export async function showOverview(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, page, request } = visit;
  const { database, clock, retentionMs } = context.api;
  await context.accessLog.save();
  const last = await lastReads(database, account.userId);
  const applications = await listUserApplications(database, account.userId, clock.now());
  const { done } = request.query as { done?: unknown };
  const shown = {
    email: account.email,
    vehicles: await listAccountVehicles(database, account.userId),
    applications: applications.map((one) => shownApplication(one, last)),
    keptDays: Math.round(retentionMs / 86_400_000),
  };
  const { notices } = page.own;
  const notice = typeof done === 'string' && Object.hasOwn(notices, done) ? notices[done] : undefined;
  return show(visit, overviewPage({ ...page, notice }, shown));
}

function shownApplication(one: UserApplication, last: ReadonlyMap<string, Date>): ShownApplication {
  const effective = scopesInEffect(one.scopes, one.isFirstParty);
  const isAll = effective.length > one.scopes.length;
  return { ...one, isAll, lastAt: last.get(one.clientId) };
}

/** Takes back at once what an application was allowed: here nothing of it is remembered, elsewhere for a second. */
export async function withdraw(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, form } = visit;
  const clientId = form.get('application') ?? '';
  if (/^[\w-]{1,100}$/.test(clientId)) await withdrawFrom(context.api.database, account.userId, clientId);
  context.api.findAccess.forget();
  return goTo(visit, '?done=withdrawn');
}
