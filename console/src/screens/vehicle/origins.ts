import { useRef } from 'react';
import type { Origin, Provenance } from '../../api/model.ts';
import type { Group } from './status-groups.ts';

/** When this page first had a value that is newer than the origins it was told. */
export type FirstSeen = Map<string, { createdAt: string; seenAt: number }>;

/**
 * The origin of a group. The live stream brings values without one: until the server tells it, a newer value came in
 * when this page got it, from the source of the one before.
 */
export function originOf(
  { name, createdAt }: Pick<Group, 'name' | 'createdAt'>,
  told: Origin | undefined,
  { seen, now }: { seen: FirstSeen; now: number },
): Partial<Origin> {
  if (createdAt === undefined) return told ?? {};
  if (told && Date.parse(told.createdAt) >= Date.parse(createdAt)) return told;
  if (!told) return { createdAt };
  const before = seen.get(name);
  const first = before?.createdAt === createdAt ? before : { createdAt, seenAt: now };
  seen.set(name, first);
  return {
    createdAt,
    receivedAt: new Date(first.seenAt).toISOString(),
    ...(told.source === undefined ? {} : { source: told.source }),
  };
}

/** Where the groups of a vehicle come from. */
export function useOrigins(provenance: Provenance | undefined) {
  const seen = useRef<FirstSeen>(new Map());
  return (group: Pick<Group, 'name' | 'createdAt'>) =>
    originOf(group, provenance?.[group.name], { seen: seen.current, now: Date.now() });
}
