import type { FastifyReply } from 'fastify';
import { eraseUser } from '../store/erasure/erase-user.ts';
import { findReceipt, type Receipt } from '../store/erasure/receipts.ts';
import { listAccountVehicles } from '../store/people/user-vehicles.ts';
import { deletePage } from './pages/delete.ts';
import { messagePage } from './pages/message.ts';
import { receiptPage } from './pages/receipt.ts';
import { cookieFor } from './session.ts';
import { goTo, type SignedInVisit, show, type Visit } from './visit.ts';

export async function showDelete(visit: SignedInVisit): Promise<FastifyReply> {
  return again(visit, undefined, 200);
}

async function again(visit: SignedInVisit, fault: string | undefined, status: number): Promise<FastifyReply> {
  const { context, account, page } = visit;
  const vehicles = await listAccountVehicles(context.api.database, account.userId);
  return show(visit, deletePage({ ...page, fault }, { email: account.email, vehicles }), status);
}

/** Deletes the account, and begins to delete the data of its vehicles, for who knows the password. */
export async function deleteAccount(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, form, page, request, reply } = visit;
  const { database, clock, findAccess } = context.api;
  const password = form.get('password') ?? '';
  const checked = await context.signIn({ name: account.email, password, address: request.ip });
  if (checked.outcome === 'wait') {
    reply.header('retry-after', checked.seconds);
    return again(visit, page.words.tooMany(Math.ceil(checked.seconds / 60)), 429);
  }
  if (checked.outcome === 'wrong') return again(visit, page.own.wrongPassword, 401);
  // So that the receipt counts it.
  await context.accessLog.save();
  const { passwordHash } = checked.who;
  const receipt = await eraseUser(database, { userId: account.userId, passwordHash }, clock.now());
  if (receipt === undefined) return again(visit, page.own.wrongPassword, 401);
  findAccess.forget();
  await context.wakeErasures();
  reply.header('set-cookie', cookieFor(context, undefined));
  return goTo(visit, `/receipts/${receipt}`);
}

/** A receipt, for whoever has its id: as a page, or as JSON under the same address and `.json`. */
export async function showReceipt(visit: Visit): Promise<FastifyReply> {
  const { context, page, request, reply } = visit;
  const [, id = '', json] = /^([\da-f]{48})(\.json)?$/.exec((request.params as { id: string }).id) ?? [];
  const receipt = id === '' ? undefined : await findReceipt(context.api.database, id);
  if (!receipt) return show(visit, messagePage(page, page.own.noReceipt), 404);
  if (json === undefined) return show(visit, receiptPage(page, receipt));
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="receipt-${id.slice(0, 12)}.json"`)
    .type('application/json')
    .send(presentReceipt(receipt));
}

function presentReceipt({ id, askedAt, finishedAt, counts }: Receipt): object {
  return {
    id,
    requestedAt: askedAt.toISOString(),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    state: finishedAt ? 'done' : 'pending',
    deleted: Object.fromEntries(counts),
  };
}
