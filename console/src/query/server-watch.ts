import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ProblemError, problemOf } from '../api/problem.ts';
import { isServerThere } from '../api/server-there.ts';
import { keys } from './keys.ts';

const everyMs = 5000;
const whileAwayMs = 2000;

/**
 * Whether the server does not answer. It is asked now and then, and at once when anything else was not answered; when
 * it is back, everything that is shown is asked for again.
 */
export function useServerAway(): boolean {
  const client = useQueryClient();
  const { isError } = useQuery({
    queryKey: keys.server,
    queryFn: async ({ signal }) => {
      if (!(await isServerThere(signal))) throw new ProblemError(0);
      return true;
    },
    retry: false,
    refetchInterval: ({ state }) => (state.status === 'error' ? whileAwayMs : everyMs),
  });
  useEffect(() => askWhenUnanswered(client), [client]);
  const wasAway = useRef<boolean>(false);
  useEffect(() => {
    if (wasAway.current && !isError) void client.invalidateQueries({ predicate: isOther });
    wasAway.current = isError;
  }, [client, isError]);
  return isError;
}

const isOther = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== keys.server[0];

/** Returns how to end it. */
function askWhenUnanswered(client: QueryClient): () => void {
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !isOther(event.query)) return;
    const { action } = event;
    if (action.type !== 'failed' && action.type !== 'error') return;
    if (problemOf(action.error).isAway && client.getQueryState(keys.server)?.status !== 'error')
      void client.refetchQueries({ queryKey: keys.server }, { cancelRefetch: false });
  });
}
