import type { ReadKind } from '../../../store/people/access-log.ts';
import type { Operation } from '../operation.ts';

/** By the last part of a path that is no parameter. */
const kinds: Record<string, ReadKind> = {
  user: 'account',
  status: 'status',
  maintenance: 'maintenance',
  lastPosition: 'position',
  telemetry: 'telemetry',
  trips: 'trips',
  wayPoints: 'ways',
  alerts: 'alerts',
  alarms: 'alarms',
  collisions: 'collisions',
  events: 'events',
};

/** What an application has itself: it reads nothing of the user there. */
const ownThings: ReadonlySet<string | undefined> = new Set([
  'callbacks',
  'monitors',
  'deliveries',
  'remotes',
  'chargeLimit',
]);

/** What an operation reads of a user, in the words of the access log; undefined where it is about none. */
export function readKindOf({ of, path }: Pick<Operation, 'of' | 'path'>): ReadKind | undefined {
  const last = path.split('/').findLast((part) => part !== '' && !part.startsWith(':'));
  if (ownThings.has(last)) return undefined;
  if (of === 'user') return 'account';
  if (of !== 'vehicle') return undefined;
  return kinds[last ?? ''] ?? 'vehicle';
}
