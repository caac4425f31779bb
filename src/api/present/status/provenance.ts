import { Type } from 'typebox';
import type { GroupName } from '../../../model/groups.ts';
import { DateTime } from '../../../model/schema.ts';
import type { Status } from '../../../model/vehicle-state.ts';
import type { Face } from '../face.ts';
import { statusGroups } from './status.ts';

const Origin = Type.Object({
  createdAt: Type.Unsafe<string>({ ...DateTime, description: 'When it was measured' }),
  receivedAt: Type.Unsafe<string>({ ...DateTime, description: 'When it came in' }),
  source: Type.String({ description: 'Which adapter read it' }),
});

/** Where each group of a Status came from, by its name: `ignition`, `energies.Electric`, `environment.air`, … */
export const Provenance = Type.Record(Type.String(), Origin, {
  description: 'An extension of Roadwire: when each group was measured and came in, and from which source.',
});

/** Of each group that this viewer is shown; `status` and `groups` are what is left for them. */
export function presentProvenance(status: Status, groups: ReadonlySet<GroupName>, { name: face }: Face) {
  const shown = statusGroups[face].filter((name) => status[name] && groups.has(name));
  return Object.fromEntries(
    shown.map((name) => {
      const { at, receivedAt, source } = status[name] as NonNullable<Status[GroupName]>;
      const times = { createdAt: new Date(at).toISOString(), receivedAt: new Date(receivedAt).toISOString() };
      return [name, { ...times, source }];
    }),
  );
}
