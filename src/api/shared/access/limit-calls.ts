import type { FastifyReply } from 'fastify';
import type { Verdict } from '../../../limits/limits.ts';
import type { ApiContext } from '../../context.ts';
import type { Caller } from '../ask.ts';
import { ApiError } from '../errors.ts';

/**
 * Counts the call of an application. Every answer tells the two quotas (1: 24 hours, 2: one second) and what
 * is left of them. Throws `ApiError` 429 where one is used up; the answer then tells when to come back.
 */
export async function limitCalls(
  { limits }: Pick<ApiContext, 'limits'>,
  { clientId, quota }: Caller,
  reply: FastifyReply,
): Promise<void> {
  const verdict = await limits.take(clientId, quota);
  reply.headers(headersOf(verdict));
  const { refused } = verdict;
  if (refused) throw new ApiError(refused.by === 'day' ? 'dayLimit' : 'burstLimit');
}

function headersOf({ limit, remaining, refused }: Verdict): Record<string, number> {
  return {
    'x-ratelimit-limit-1': limit.day,
    'x-ratelimit-limit-2': limit.burst,
    'x-ratelimit-remaining-1': remaining.day,
    'x-ratelimit-remaining-2': remaining.burst,
    ...(refused ? { 'x-ratelimit-reset': refused.resetS, 'retry-after': refused.resetS } : {}),
  };
}
