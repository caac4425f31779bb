import { QueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/problem.ts';

const triesMost = 2;

/** What is held of the answers. Asks again only where that may help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A server on this machine is there also without a network.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        retry: (count, error) => count < triesMost && problemOf(error).isPassing,
      },
    },
  });
}
