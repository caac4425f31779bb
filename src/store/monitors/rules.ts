import type { Face } from '../../model/monitor.ts';
import { int8Array } from '../binary.ts';
import type { Source } from '../history/states.ts';
import type { Audience } from '../vehicles/services.ts';

/** A monitor that runs, in one of its forms. */
export type MonitorForm = {
  monitorId: number;
  /** Grows with each change: a form is known by both. */
  revision: number;
};

/** A user's monitor on a vehicle; `registered`: what its application is registered for now. */
export type UserRule = MonitorForm & {
  vehicleId: number;
  /** The vehicle's id in the API, for this owner. */
  vid: string;
  registered: string[];
  isFirstParty: boolean;
};

/** A fleet's monitor, on all of its vehicles. */
export type FleetRule = MonitorForm & { fleetNumber: number };

/** A vehicle in a fleet, and its id in the API there. */
export type Membership = { vehicleId: number; fleetNumber: number; vid: string };

export async function readMemberships(source: Source, vehicleIds: readonly number[]): Promise<Membership[]> {
  return source.query(
    `select vehicle_id as "vehicleId", fleet_id as "fleetNumber", public_id as vid from fleet_vehicles
      where vehicle_id = any($1::bigint[])`,
    [int8Array(vehicleIds)],
  );
}

/** In the order in which they were made, as the next. */
export async function readUserRules(source: Source, vehicleIds: readonly number[]): Promise<UserRule[]> {
  return source.query(
    `select m.id as "monitorId", m.revision, m.vehicle_id as "vehicleId", u.public_id as vid,
        a.scopes as registered, a.is_first_party as "isFirstParty"
       from monitors m
       join user_vehicles u on u.user_id = m.user_id and u.vehicle_id = m.vehicle_id
       join applications a on a.client_id = m.client_id
      where m.vehicle_id = any($1::bigint[]) and m.status = 'Running' order by m.id`,
    [int8Array(vehicleIds)],
  );
}

export async function readFleetRules(source: Source, fleets: readonly number[]): Promise<FleetRule[]> {
  return source.query(
    `select id as "monitorId", revision, fleet_id as "fleetNumber" from monitors
      where fleet_id = any($1::bigint[]) and status = 'Running' order by id`,
    [int8Array(fleets)],
  );
}

/** What a monitor says, whichever vehicle it is on. */
export type MonitorRow = MonitorForm & {
  /** Under which its owner knows it. */
  publicId: string;
  /** When it was made, changed or let go on last, epoch milliseconds. */
  since: number;
  face: Face;
  callbackId: number;
  label: string;
  /** Canonical JSON (`model/monitor.ts`). */
  parameter: string;
  /** B2C: of the token that asked for it. */
  scopes: string[];
  clientId: string;
  /** B2C: of whose vehicle is told. */
  userId: number | null;
  /** B2B: the fleet's id in the API. */
  fleetId: string | null;
};

export async function readMonitorRows(source: Source, monitorIds: readonly number[]): Promise<MonitorRow[]> {
  return source.query(
    `select m.id as "monitorId", m.revision, m.public_id as "publicId",
        extract(epoch from m.updated_at)::float8 * 1000 as since,
        case when m.fleet_id is null then 'b2c' else 'b2b' end as face, m.callback_id as "callbackId", m.label,
        m.parameter, m.scopes, m.client_id as "clientId", m.user_id as "userId", f.public_id as "fleetId"
       from monitors m left join fleets f on f.id = m.fleet_id where m.id = any($1::bigint[])`,
    [int8Array(monitorIds)],
  );
}

export type VehicleRow = {
  vehicleId: number;
  vin: string;
  /** Data scopes of the vehicle's services. */
  services: Record<Audience, string[]>;
};

export async function readVehicleRows(source: Source, vehicleIds: readonly number[]): Promise<VehicleRow[]> {
  const rows = await source.query<
    Omit<VehicleRow, 'services'> & { services: Partial<VehicleRow['services']> }
  >(
    `select v.id as "vehicleId", v.vin,
        (select coalesce(json_object_agg(s.audience, s.scopes), '{}') from (
          select audience, array_agg(distinct scope) as scopes from vehicle_services, unnest(scopes) scope
           where vehicle_id = v.id group by audience) s) as services
       from vehicles v where v.id = any($1::bigint[])`,
    [int8Array(vehicleIds)],
  );
  return rows.map(({ services: { endUser = [], fleet = [] }, ...row }) => ({
    ...row,
    services: { endUser, fleet },
  }));
}
