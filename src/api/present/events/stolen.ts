import { Type } from 'typebox';
import type { Stolen as StolenEpisode } from '../../../model/episodes.ts';
import { DateTime } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import type { Place } from '../face.ts';
import { link } from '../links.ts';
import { FleetPosition, presentSeenPosition } from '../status/position.ts';
import type { Visibility } from '../visibility.ts';

/** The time in which a vehicle counted as stolen; without an end while it still does. */
export const Stolen = Type.Object(
  {
    _links: links('vehicle'),
    id: Type.String(),
    state: Type.Boolean(),
    createdAt: DateTime,
    updatedAt: DateTime,
    startedAt: DateTime,
    endAt: Type.Optional(DateTime),
    startPosition: Type.Optional(FleetPosition),
    endPosition: Type.Optional(FleetPosition),
  },
  { $id: 'Stolen' },
);

export function presentStolen(
  { id, body }: { id: string; body: StolenEpisode },
  visibility: Visibility,
  place: Place,
): object {
  const { state, startedAt, endAt } = body;
  const createdAt = new Date(startedAt).toISOString();
  const ended = endAt === undefined ? undefined : new Date(endAt).toISOString();
  const startPosition = presentSeenPosition(body.startPosition, visibility, place);
  const endPosition = presentSeenPosition(body.endPosition, visibility, place);
  return {
    _links: { self: link(place.links.of(`stolen/${id}`)), vehicle: link(place.links.vehicle) },
    id,
    state,
    createdAt,
    updatedAt: ended ?? createdAt,
    startedAt: createdAt,
    ...(ended === undefined ? {} : { endAt: ended }),
    ...(startPosition ? { startPosition } : {}),
    ...(endPosition ? { endPosition } : {}),
  };
}
