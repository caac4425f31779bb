import { Type } from 'typebox';
import type { Collision as CollisionEpisode } from '../../../model/episodes.ts';
import { Collision as CollisionGroup } from '../../../model/incidents.ts';
import { DateTime } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import { type Place, vinAt } from '../face.ts';
import { link } from '../links.ts';

const fields = {
  _links: links('vehicle', 'trip'),
  id: Type.String(),
  createdAt: DateTime,
  updatedAt: DateTime,
  ...CollisionGroup.properties,
};

/** A collision: which sides, how hard. Neither contract has a place for where it was. */
export const Collision = Type.Object(fields, { $id: 'Collision' });
export const FleetCollision = Type.Object({ vin: Type.String(), ...fields }, { $id: 'Collision' });

/** `tripId`: of the trip on which it was; absent where there is none, or nothing may be told of trips. */
export type TellableCollision = { id: string; body: CollisionEpisode; tripId?: string | undefined };

export function presentCollision({ id, body, tripId }: TellableCollision, place: Place): object {
  const { createdAt, position: _, ...said } = body;
  const { links: addresses } = place;
  const at = new Date(createdAt).toISOString();
  return {
    _links: {
      self: link(addresses.of(`collisions/${id}`)),
      vehicle: link(addresses.vehicle),
      ...(tripId === undefined ? {} : { trip: link(addresses.of(`trips/${tripId}`)) }),
    },
    id,
    ...vinAt(place),
    createdAt: at,
    updatedAt: at,
    ...said,
  };
}
