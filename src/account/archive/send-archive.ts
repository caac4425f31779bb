import { addAbortSignal } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { createSlots } from '../../api/live/slots.ts';
import { securityHeaders } from '../../oauth/answers/security-headers.ts';
import { type AccountContext, isHttps } from '../context.ts';
import { messagePage } from '../pages/message.ts';
import { type SignedInVisit, show } from '../visit.ts';
import { accountFiles } from './account-files.ts';
import { zipOf } from './zip.ts';

/** Each reads the database all the time. */
const atOnce = { all: 4, each: 1 };

/** Sends all that is kept of a user as one ZIP file, made as it is taken: nothing is read ahead of a slow reader. */
export function sendArchive(context: AccountContext) {
  const slots = createSlots(atOnce);
  const { clock, stopping, log } = context.api;
  return async (visit: SignedInVisit): Promise<FastifyReply> => {
    const { page, request, reply, account } = visit;
    const release = slots.take(String(account.userId));
    if (!release) return show(visit, messagePage(page, page.own.downloadBusy), 429);
    const owner = { context: context.api, request, userId: account.userId };
    const archive = zipOf(accountFiles(owner, page.own.archiveReadMe), new Date(clock.now()));
    archive.once('close', release);
    archive.on('error', (error) => {
      if (!stopping.aborted) log.warn({ err: error }, 'a download of an account broke off');
    });
    await context.accessLog.save();
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return reply
      .headers(securityHeaders({ isHttps: isHttps(context) }))
      .header('content-disposition', `attachment; filename="roadwire-data-${day}.zip"`)
      .type('application/zip')
      .send(addAbortSignal(stopping, archive));
  };
}
