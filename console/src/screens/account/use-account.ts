import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AccountApi, createAccountApi } from '../../api/account.ts';
import { serverRoot } from '../../api/server-root.ts';
import { useSession } from '../../session/session.tsx';

export const accountKeys = {
  all: ['account'] as const,
  me: ['account', 'me'] as const,
  consents: ['account', 'consents'] as const,
  reads: (filter: object) => ['account', 'reads', filter] as const,
};

/** A page of the account, outside the console. */
export const accountPage = (rest = '') => `${serverRoot}/account${rest}`;

/** The account of the driver who is signed in. */
export function useAccount(): AccountApi {
  const { who } = useSession();
  if (who?.role !== 'driver') throw new Error('no driver is signed in');
  return useMemo(() => createAccountApi(who.live), [who.live]);
}

export function useMe() {
  const account = useAccount();
  return useQuery({ queryKey: accountKeys.me, queryFn: ({ signal }) => account.me(signal) });
}

export function useConsents() {
  const account = useAccount();
  return useQuery({ queryKey: accountKeys.consents, queryFn: ({ signal }) => account.consents(signal) });
}

/** The access log, the newest hour first, page by page. */
export function useReads(filter: { application?: string; vin?: string }) {
  const account = useAccount();
  return useInfiniteQuery({
    queryKey: accountKeys.reads(filter),
    queryFn: ({ signal, pageParam }) =>
      account.reads({ ...filter, ...(pageParam === undefined ? {} : { after: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}
