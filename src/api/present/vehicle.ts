import { type TProperties, type TSchema, Type } from 'typebox';
import { DateTime, oneOf, partial } from '../../model/schema.ts';
import { links } from '../shared/lists/hal.ts';
import { capabilitiesOf, FleetCapabilities, OnboardCapabilities } from './capabilities.ts';
import type { Place } from './face.ts';
import { link } from './links.ts';
import { Connection } from './status/connection.ts';

export const capabilityExtensions = ['onboardCapabilities', 'branding', 'pictures'] as const;

export const vehicleExtensions = [...capabilityExtensions, 'connection', 'label'] as const;

/** What a list of a fleet's vehicles may be asked for. */
export const listExtensions = ['branding', 'pictures', 'connection', 'label'] as const;

const Pictures = Type.Array(Type.String(), { minItems: 1, maxItems: 12 });
const Motorization = oneOf(['Electric', 'Hybrid', 'Thermic', 'Hydrogen']);
const brand = Type.Optional(Type.String());

const linked = [
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
] as const;

/** Roadwire's own: the contract has neither. */
const ownExtensions = { connection: Connection, label: Type.String() };

function vehicle(owner: 'user' | 'fleet', { own, onboard }: { own: TProperties; onboard: TSchema }) {
  return Type.Object(
    {
      _links: links(owner, ...linked),
      id: Type.String(),
      vin: Type.String(),
      motorization: Motorization,
      brand,
      ...own,
      pictures: Type.Optional(Pictures),
      createdAt: DateTime,
      updatedAt: DateTime,
      _embedded: Type.Optional(Type.Object({ extension: extension(onboard, ownExtensions) })),
    },
    { $id: 'Vehicle' },
  );
}

function extension(onboardCapabilities: TSchema, own: TProperties = {}) {
  const branding = partial({ brand: Type.String(), label: Type.String() });
  return partial({ onboardCapabilities, branding, pictures: Pictures, ...own });
}

const CallCenter = Type.Object({
  stolen: Type.Object({ countryCode: Type.String(), phoneNumber: Type.String() }),
});

/** A Vehicle of the end user's face. */
export const Vehicle = vehicle('user', {
  own: { label: Type.Optional(Type.String()), callCenter: Type.Optional(CallCenter) },
  onboard: OnboardCapabilities,
});

/** A Vehicle of the fleet owner's face; in the list of a fleet some links and parts are left out. */
export const FleetVehicle = vehicle('fleet', { own: {}, onboard: FleetCapabilities });

/** What the contract of the fleet owner tells of any vehicle by its VIN. */
export const VehicleCapabilities = Type.Object(
  {
    vin: Type.String(),
    motorization: Motorization,
    createdAt: DateTime,
    _embedded: Type.Optional(Type.Object({ extension: extension(FleetCapabilities) })),
  },
  { $id: 'VehicleCapabilities' },
);

export type VehicleRow = {
  publicId: string;
  vin: string;
  motorization: string;
  brand: string | null;
  label: string | null;
  pictures: string[] | null;
  /** JSON of what differs from its motorization. */
  capabilities: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** What was asked for beside the vehicle itself. */
export type Beside = {
  extensions: ReadonlySet<string>;
  callCenter?: { countryCode: string; phoneNumber: string } | undefined;
  /** Where they were asked for. */
  connection?: object | undefined;
  label?: string | undefined;
};

/** A vehicle with links to everything of it. */
export function presentVehicle(
  row: VehicleRow,
  { extensions, callCenter, connection, label }: Beside,
  place: Place,
): object {
  const { publicId: id, vin, motorization, createdAt, updatedAt } = row;
  return {
    _links: vehicleLinks(place),
    id,
    vin,
    motorization,
    ...(row.brand === null ? {} : { brand: row.brand }),
    ...(row.label === null || place.face.name === 'b2b' ? {} : { label: row.label }),
    ...picturesOf(row),
    ...(callCenter ? { callCenter: { stolen: callCenter } } : {}),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...embedded({
      ...presentExtensions(row, extensions, place.face.name),
      ...(connection ? { connection } : {}),
      ...(label === undefined ? {} : { label }),
    }),
  };
}

/** An element of a fleet's list: without the link to the alarms, and of the branding the brand alone. */
export function presentFleetVehicle(row: VehicleRow, beside: Beside, place: Place): object {
  const { alarms: _, ..._links } = vehicleLinks(place);
  return { ...presentVehicle({ ...row, label: null }, beside, place), _links };
}

/** What a vehicle can do, whoever owns it. */
export function presentCapabilities(
  row: Omit<VehicleRow, 'publicId' | 'updatedAt'>,
  extensions: ReadonlySet<string>,
): object {
  const { vin, motorization, createdAt } = row;
  const extension = presentExtensions(row, extensions, 'b2b');
  return { vin, motorization, createdAt: createdAt.toISOString(), ...embedded(extension) };
}

function vehicleLinks({ links: { vehicle: self, of, owner, monitors, remotes, callbacks } }: Place) {
  const to = (name: string) => link(of(name));
  return {
    self: link(self),
    ...owner,
    lastPosition: to('lastPosition'),
    trips: to('trips'),
    maintenance: to('maintenance'),
    alerts: to('alerts'),
    status: to('status'),
    telemetry: to('telemetry'),
    collisions: to('collisions'),
    alarms: to('alarms'),
    monitors,
    remotes,
    callbacks,
  };
}

type Extended = Pick<VehicleRow, 'brand' | 'label' | 'pictures' | 'motorization' | 'capabilities'>;

function presentExtensions(row: Extended, asked: ReadonlySet<string>, face: 'b2c' | 'b2b'): object {
  const branding = {
    ...(row.brand === null ? {} : { brand: row.brand }),
    ...(row.label === null ? {} : { label: row.label }),
  };
  return {
    ...(asked.has('onboardCapabilities') ? { onboardCapabilities: capabilitiesOf(row, face) } : {}),
    ...(asked.has('branding') ? { branding } : {}),
    ...(asked.has('pictures') ? picturesOf(row) : {}),
  };
}

function picturesOf({ pictures }: Pick<VehicleRow, 'pictures'>) {
  return pictures === null || pictures.length === 0 ? {} : { pictures };
}

function embedded(extension: object): object {
  return Object.keys(extension).length > 0 ? { _embedded: { extension } } : {};
}
