import { type Static, Type } from 'typebox';
import { DateTime, oneOf } from '../../../model/schema.ts';
import type { Status } from '../../../model/vehicle-state.ts';
import type { DataKind, Visibility } from '../visibility.ts';

/** What is known of the line of a vehicle, and what of its data this viewer is not given, and why. */
export const Connection = Type.Object(
  {
    state: Type.Optional(oneOf(['Online', 'Asleep', 'Offline'])),
    since: Type.Optional(DateTime),
    lastHeardAt: Type.Optional(DateTime),
    withheld: Type.Optional(
      Type.Object({
        privacy: Type.Optional(oneOf(['Geolocation', 'Full'])),
        services: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'Kinds of data' })),
      }),
    ),
  },
  {
    description:
      'An extension of Roadwire. `state` is missing where nothing of the vehicle may be told; `withheld` says what privacy mode and services hide from this viewer.',
  },
);

/** The line of a vehicle: the row of its presence, and whether it takes commands now. */
export type Line = { presence?: { reason: string; changedAt: Date } | undefined; isListening: boolean };

/** Connected, but silent for so long and deaf for commands, a vehicle keeps its line for wake-ups only. */
const silentMs = 120_000;

/** What a viewer is told of the connection; `now`: epoch milliseconds. */
export function presentConnection(
  { status, visibility }: { status: Status; visibility: Visibility },
  line: Line,
  now: number,
): Static<typeof Connection> {
  const withheld = presentWithheld(visibility.withheld);
  if (!visibility.kinds.has('telemetry')) return withheld;
  const heardAt = lastHeardAt(status, visibility);
  const { presence } = line;
  return {
    state: stateOf(line, heardAt, now),
    ...(presence ? { since: presence.changedAt.toISOString() } : {}),
    ...(heardAt === undefined ? {} : { lastHeardAt: new Date(heardAt).toISOString() }),
    ...withheld,
  };
}

/** Who says goodbye sleeps; whose line breaks is off it. */
function stateOf({ presence, isListening }: Line, heardAt: number | undefined, now: number) {
  if (presence?.reason === 'disconnected') return 'Asleep';
  if (presence?.reason !== 'connected') return 'Offline';
  const isFresh = now - Math.max(heardAt ?? 0, presence.changedAt.getTime()) < silentMs;
  return isListening || isFresh ? 'Online' : 'Asleep';
}

/** When something came in that this viewer may see. */
function lastHeardAt(status: Status, { groups }: Visibility): number | undefined {
  const times = Object.entries(status)
    .filter(([name]) => groups.has(name as never))
    .map(([, { receivedAt }]) => receivedAt);
  return times.length > 0 ? Math.max(...times) : undefined;
}

function presentWithheld({ privacy, services }: Visibility['withheld']) {
  const hidden: { privacy?: 'Geolocation' | 'Full'; services?: DataKind[] } = {
    ...(privacy === 'None' ? {} : { privacy }),
    ...(services.length > 0 ? { services: [...services] } : {}),
  };
  return Object.keys(hidden).length > 0 ? { withheld: hidden } : {};
}
