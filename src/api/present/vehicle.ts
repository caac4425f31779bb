import { Type } from 'typebox';
import { DateTime, oneOf, partial } from '../../model/schema.ts';
import { links } from '../shared/hal.ts';
import { type B2cLinks, link } from './links.ts';

export const vehicleExtensions = ['onboardCapabilities', 'branding', 'pictures'] as const;

const Pictures = Type.Array(Type.String(), { minItems: 1, maxItems: 12 });

/** A Vehicle of the end user's face. */
export const Vehicle = Type.Object(
  {
    _links: links(
      'user',
      'lastPosition',
      'trips',
      'maintenance',
      'alerts',
      'status',
      'telemetry',
      'collisions',
      'alarms',
      'monitors',
      'remotes',
      'callbacks',
    ),
    id: Type.String(),
    vin: Type.String(),
    motorization: oneOf(['Electric', 'Hybrid', 'Thermic', 'Hydrogen']),
    brand: Type.Optional(Type.String()),
    label: Type.Optional(Type.String()),
    pictures: Type.Optional(Pictures),
    createdAt: DateTime,
    updatedAt: DateTime,
    _embedded: Type.Optional(
      Type.Object({
        extension: partial({
          branding: partial({ brand: Type.String(), label: Type.String() }),
          pictures: Pictures,
        }),
      }),
    ),
  },
  { $id: 'Vehicle' },
);

export type VehicleRow = {
  publicId: string;
  vin: string;
  motorization: string;
  brand: string | null;
  label: string | null;
  pictures: string[] | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A vehicle; `extensions` are those that were asked for. */
export function presentVehicle(
  row: VehicleRow,
  extensions: ReadonlySet<string>,
  addresses: B2cLinks,
): object {
  const { publicId: id, vin, motorization, createdAt, updatedAt } = row;
  const of = (name: string) => link(addresses.of(id, name));
  const templated = (name: string) => ({
    href: addresses.of(id, `callbacks/{cbid}/${name}`),
    templated: true,
  });
  const brand = row.brand === null ? {} : { brand: row.brand };
  const label = row.label === null ? {} : { label: row.label };
  const pictures = row.pictures === null || row.pictures.length === 0 ? {} : { pictures: row.pictures };
  const extension = {
    ...(extensions.has('branding') ? { branding: { ...brand, ...label } } : {}),
    ...(extensions.has('pictures') ? pictures : {}),
  };
  return {
    _links: {
      self: link(addresses.vehicle(id)),
      user: link(addresses.user),
      lastPosition: of('lastPosition'),
      trips: of('trips'),
      maintenance: of('maintenance'),
      alerts: of('alerts'),
      status: of('status'),
      telemetry: of('telemetry'),
      collisions: of('collisions'),
      alarms: of('alarms'),
      monitors: templated('monitors'),
      remotes: templated('remotes'),
      callbacks: link(`${addresses.user}/callbacks`),
    },
    id,
    vin,
    motorization,
    ...brand,
    ...label,
    ...pictures,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(Object.keys(extension).length > 0 ? { _embedded: { extension } } : {}),
  };
}
