import { type TSchema, Type } from 'typebox';
import { Autonomy, EnergySubType, Level } from '../../../model/energies.ts';
import { propulsions, type Trip as TripEpisode } from '../../../model/episodes.ts';
import { DateTime, oneOf, partial } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import { type Place, vinAt } from '../face.ts';
import { link } from '../links.ts';
import { FleetPosition, Position, presentSeenPosition } from '../status/position.ts';
import type { Visibility } from '../visibility.ts';

const energyType = oneOf(['Fuel', 'Electric']);
const subType = Type.Optional(EnergySubType);

const LiteEnergy = Type.Object({
  type: energyType,
  subType,
  level: Type.Optional(Level),
  autonomy: Type.Optional(Autonomy),
});

const EnergyConsumption = Type.Object({
  type: energyType,
  subType,
  consumption: Type.Number({ minimum: 0, description: 'cL of fuel, Wh of electricity' }),
  avgConsumption: Type.Optional(Type.Number({ description: 'The same for 100 km' })),
});

const TripSegment = Type.Object({
  propulsion: oneOf(propulsions),
  percent: Type.Number({ description: '% of the distance' }),
  distance: Type.Number({ description: 'km' }),
});

const TripFault = Type.Object({
  fault: oneOf(['Unstarted', 'DataLacking', 'Unfinished']),
  cause: oneOf(['GeoPrivacy', 'FullPrivacy', 'Connection']),
});

function fields(position: TSchema) {
  return {
    _links: links('vehicle', 'waypoints', 'alerts', 'collisions'),
    id: Type.String(),
    createdAt: DateTime,
    updatedAt: DateTime,
    startedAt: DateTime,
    stoppedAt: Type.Optional(DateTime),
    startPosition: Type.Optional(position),
    stopPosition: Type.Optional(position),
    duration: Type.Integer({ minimum: 0, description: 's' }),
    distance: Type.Number({ minimum: 0, description: 'km' }),
    startMileage: Type.Optional(Type.Number({ description: 'km' })),
    startEnergies: Type.Optional(Type.Array(LiteEnergy)),
    endEnergies: Type.Optional(Type.Array(LiteEnergy)),
    energyConsumptions: Type.Optional(Type.Array(EnergyConsumption)),
    kinetic: Type.Optional(
      partial({
        avgSpeed: Type.Number({ description: 'km/h' }),
        maxSpeed: Type.Number({ description: 'km/h' }),
      }),
    ),
    segments: Type.Optional(Type.Array(TripSegment)),
    done: Type.Boolean(),
    faults: Type.Array(TripFault),
  };
}

/** A trip; without an end while it is under way. */
export const Trip = Type.Object(fields(Position), { $id: 'Trip' });
export const FleetTrip = Type.Object({ vin: Type.String(), ...fields(FleetPosition) }, { $id: 'Trip' });

export function presentTrip(
  { id, body }: { id: string; body: TripEpisode },
  visibility: Visibility,
  place: Place,
): object {
  const { startedAt, stoppedAt, startPosition, stopPosition, ...figures } = body;
  const start = presentSeenPosition(startPosition, visibility, place);
  const stop = presentSeenPosition(stopPosition, visibility, place);
  const createdAt = new Date(startedAt).toISOString();
  return {
    _links: linksOf(id, place),
    id,
    ...vinAt(place),
    createdAt,
    // Until it ends its figures are those of now: what they are made of was told until then.
    updatedAt: new Date(stoppedAt ?? startedAt + figures.duration * 1000).toISOString(),
    startedAt: createdAt,
    ...(stoppedAt === undefined ? {} : { stoppedAt: new Date(stoppedAt).toISOString() }),
    ...(start ? { startPosition: start } : {}),
    ...(stop ? { stopPosition: stop } : {}),
    ...figures,
  };
}

function linksOf(id: string, { links: addresses }: Place) {
  const to = (path: string) => link(addresses.of(`trips/${id}${path}`));
  return {
    self: to(''),
    vehicle: link(addresses.vehicle),
    waypoints: to('/wayPoints'),
    alerts: to('/alerts'),
    collisions: to('/collisions'),
  };
}
