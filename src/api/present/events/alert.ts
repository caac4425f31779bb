import { type TSchema, Type } from 'typebox';
import { alertSeverities } from '../../../model/alert-severities.ts';
import { alertTypes } from '../../../model/alert-types.ts';
import type { Alert as AlertEpisode } from '../../../model/episodes.ts';
import { DateTime, oneOf } from '../../../model/schema.ts';
import { Link } from '../../shared/lists/hal.ts';
import { type Place, vinAt } from '../face.ts';
import { link } from '../links.ts';
import { FleetPosition, Position, presentSeenPosition } from '../status/position.ts';
import type { Visibility } from '../visibility.ts';

function fields(position: TSchema) {
  return {
    _links: Type.Object({
      self: Link,
      vehicle: Link,
      position: Link,
      trips: Type.Optional(Type.Array(Link)),
    }),
    id: Type.String(),
    createdAt: DateTime,
    updatedAt: DateTime,
    active: Type.Boolean(),
    type: oneOf(alertTypes),
    severity: oneOf(['Information', 'Warning', 'Critical']),
    startedAt: DateTime,
    endAt: Type.Optional(DateTime),
    startPosition: Type.Optional(position),
    endPosition: Type.Optional(position),
  };
}

/** An alert, from when it was lit to when it went out; without an end while it is lit. */
export const Alert = Type.Object(fields(Position), { $id: 'Alert' });
export const FleetAlert = Type.Object({ vin: Type.String(), ...fields(FleetPosition) }, { $id: 'Alert' });

/** `tripIds`: of the trips that it spans; absent where nothing may be told of trips. */
export type TellableAlert = { id: string; body: AlertEpisode; tripIds?: readonly string[] | undefined };

export function presentAlert(
  { id, body, tripIds }: TellableAlert,
  visibility: Visibility,
  place: Place,
): object {
  const { type, active, startedAt, endAt } = body;
  const { links: addresses } = place;
  const createdAt = new Date(startedAt).toISOString();
  const ended = endAt === undefined ? undefined : new Date(endAt).toISOString();
  const startPosition = presentSeenPosition(body.startPosition, visibility, place);
  const endPosition = presentSeenPosition(body.endPosition, visibility, place);
  const trips = tripIds?.map((tripId) => link(addresses.of(`trips/${tripId}`)));
  return {
    _links: {
      self: link(addresses.of(`alerts/${id}`)),
      vehicle: link(addresses.vehicle),
      position: link(addresses.of('lastPosition')),
      ...(trips ? { trips } : {}),
    },
    id,
    ...vinAt(place),
    createdAt,
    updatedAt: ended ?? createdAt,
    active,
    type,
    severity: alertSeverities[type],
    startedAt: createdAt,
    ...(ended === undefined ? {} : { endAt: ended }),
    ...(startPosition ? { startPosition } : {}),
    ...(endPosition ? { endPosition } : {}),
  };
}
