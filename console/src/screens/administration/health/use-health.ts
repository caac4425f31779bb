import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keys } from '../../../query/keys.ts';
import { useAdmin } from '../../../session/session.tsx';
import type { HealthAnswer } from './health-type.ts';

const everyMs = 5000;
const keptMost = 120;

/** The figures of now, asked again and again, and those since the page was opened (ten minutes at most). */
export function useHealth() {
  const { admin } = useAdmin();
  const answer = useQuery({
    queryKey: keys.admin('health'),
    queryFn: ({ signal }) => admin.get<HealthAnswer>('/health', undefined, signal),
    refetchInterval: everyMs,
  });
  const [past, setPast] = useState<readonly HealthAnswer[]>([]);
  const { data } = answer;
  useEffect(() => {
    if (data)
      setPast((before) => (before.at(-1)?.at === data.at ? before : [...before, data].slice(-keptMost)));
  }, [data]);
  return { answer, past };
}
