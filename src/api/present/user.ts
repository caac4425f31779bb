import { Type } from 'typebox';
import { DateTime } from '../../model/schema.ts';
import { Link } from '../shared/lists/hal.ts';
import { type B2cLinks, link } from './links.ts';
import { Vehicle } from './vehicle.ts';

export const User = Type.Object(
  {
    _links: Type.Object({ self: Link, vehicles: Link }),
    email: Type.String(),
    firstName: Type.Optional(Type.String()),
    lastName: Type.Optional(Type.String()),
    createdAt: DateTime,
    updatedAt: DateTime,
    _embedded: Type.Object({ Vehicles: Type.Array(Vehicle) }),
  },
  { $id: 'User' },
);

export type UserRow = {
  email: string;
  firstName: string | null;
  lastName: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** The user with the vehicles, which are presented already; the key `Vehicles` is the contract's. */
export function presentUser(user: UserRow, vehicles: readonly object[], addresses: B2cLinks): object {
  return {
    _links: { self: link(addresses.user), vehicles: link(addresses.vehicles) },
    email: user.email,
    ...(user.firstName === null ? {} : { firstName: user.firstName }),
    ...(user.lastName === null ? {} : { lastName: user.lastName }),
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
    _embedded: { Vehicles: vehicles },
  };
}
