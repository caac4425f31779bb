import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** What is chosen on a screen, kept in the query of its address, so that a link leads back to it. */
export function useAddress() {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | undefined>, { isStep = false }: { isStep?: boolean } = {}) => {
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        // A step is one that "back" undoes.
        { replace: !isStep },
      );
    },
    [setQuery],
  );
  return { query, change };
}
