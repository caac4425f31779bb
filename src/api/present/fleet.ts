import { Type } from 'typebox';
import { DateTime } from '../../model/schema.ts';
import { links } from '../shared/lists/hal.ts';
import { type FleetLinks, link } from './links.ts';

export const Fleet = Type.Object(
  {
    _links: links(
      'vehicles',
      'status',
      'maintenances',
      'alerts',
      'trips',
      'collisions',
      'monitors',
      'callbacks',
    ),
    id: Type.String(),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    createdAt: DateTime,
  },
  { $id: 'Fleet' },
);

export type FleetRow = { publicId: string; name: string; description: string | null; createdAt: Date };

/** A fleet with links to what it has. */
export function presentFleet(
  { publicId: id, name, description, createdAt }: FleetRow,
  addresses: FleetLinks,
) {
  const to = (path: string) => link(addresses.of(path));
  return {
    _links: {
      self: link(addresses.fleet),
      vehicles: to('vehicles'),
      status: to('status'),
      maintenances: to('maintenances'),
      alerts: to('alerts'),
      trips: to('trips'),
      collisions: to('collisions'),
      monitors: to('monitors'),
      callbacks: to('remote/callbacks'),
    },
    id,
    name,
    ...(description === null ? {} : { description }),
    createdAt: createdAt.toISOString(),
  };
}
