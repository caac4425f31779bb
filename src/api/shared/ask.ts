import type { FastifyRequest } from 'fastify';
import type { Access, OwnedVehicle } from '../../auth/access.ts';
import type { OwnedFleet } from '../../auth/fleets.ts';
import type { Partner, PartnerAccess } from '../../auth/partners.ts';
import type { Profile, Sight } from '../../auth/sight.ts';
import type { Status, VehicleState } from '../../model/vehicle-state.ts';
import type { OwnQuota } from '../../store/access/quotas.ts';
import type { ApiContext } from '../context.ts';
import type { Face, Place } from '../present/face.ts';
import type { FleetLinks } from '../present/links.ts';
import type { PrivacyMode, Visibility } from '../present/visibility.ts';

/** Who asks: an application with a user's token, or a fleet owner. */
export type Caller = { clientId: string; quota: OwnQuota; access?: Access; partner?: PartnerAccess };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every operation of the Web API. */
    caller: Caller;
  }
}

/** A request as the reads get it. `Query` is what the operation's own parameters make of the query. */
export type Ask<Query = Record<string, unknown>> = {
  context: ApiContext;
  request: FastifyRequest;
  face: Face;
  caller: Caller;
  /** Of the path: ids are whatever was written there. */
  params: Readonly<Record<string, string>>;
  query: Query;
};

/** A vehicle that the caller may ask for, with what may be seen of it now. */
export type SeenVehicle = {
  vehicleId: number;
  /** Under which this owner knows it. */
  publicId: string;
  vin: string;
  at: Place;
  state: VehicleState | undefined;
  /** The newest of each group, without what the privacy mode of its time hides: read this, not the state's. */
  status: Status;
  /** Its privacy mode now. */
  mode: PrivacyMode;
  visibility: Visibility;
  /** What the visibility follows from. */
  sight: Sight;
};

/** A fleet of the caller. */
export type SeenFleet = OwnedFleet & {
  links: FleetLinks;
  profile: Profile;
};

export type UserAsk<Query = Record<string, unknown>> = Ask<Query> & { user: Access };
export type PartnerAsk<Query = Record<string, unknown>> = Ask<Query> & { partner: Partner };
export type FleetAsk<Query = Record<string, unknown>> = Ask<Query> & { fleet: SeenFleet };
export type VehicleAsk<Query = Record<string, unknown>> = Ask<Query> & { vehicle: SeenVehicle };

/** The subject of an operation, found and owned: the part of the path before the resource itself. */
export type Found = {
  user?: Access;
  partner?: Partner;
  fleet?: SeenFleet;
  vehicle?: FoundVehicle;
};

/** A vehicle of the caller, and through whose eyes it is looked at. */
export type FoundVehicle = { owned: OwnedVehicle; at: Place; profile: Profile };
