import type { Face } from '../model/monitor.ts';
import { int8Array } from './binary.ts';
import type { Audience } from './services.ts';

/** A monitor that runs, on one of its vehicles. */
export type RuleRow = {
  monitorId: number;
  /** Under which its owner knows it. */
  publicId: string;
  revision: number;
  /** When it was made, changed or let go on last, epoch milliseconds. */
  since: number;
  face: Face;
  callbackId: number;
  label: string;
  /** Canonical JSON (`model/monitor.ts`). */
  parameter: string;
  /** B2C: of the token that asked for it. */
  scopes: string[];
  /** B2C: what its application is registered for now. */
  registered: string[];
  isFirstParty: boolean;
  /** B2C: who is told, and of whose vehicle. */
  clientId: string;
  userId: number | null;
  vehicleId: number;
  vin: string;
  /** The vehicle's id in the API, for this owner. */
  vid: string;
  fleetId: string | null;
  /** Data scopes of the vehicle's services. */
  services: Record<Audience, string[]>;
};

/** Whatever answers queries: a connection, a pool, a transaction. */
export type Asking = { query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> };

const columns = `m.id as "monitorId", m.public_id as "publicId", m.revision,
  extract(epoch from m.updated_at)::float8 * 1000 as since, m.callback_id as "callbackId", m.label,
  m.parameter, m.scopes, m.client_id as "clientId", m.user_id as "userId", v.id as "vehicleId", v.vin,
  (select coalesce(json_object_agg(s.audience, s.scopes), '{}') from (
     select audience, array_agg(distinct scope) as scopes from vehicle_services, unnest(scopes) scope
      where vehicle_id = v.id group by audience) s) as services`;

const text = `
  select ${columns}, 'b2c' as face, u.public_id as vid, null as "fleetId", a.scopes as registered,
      a.is_first_party as "isFirstParty"
    from monitors m
    join vehicles v on v.id = m.vehicle_id
    join user_vehicles u on u.user_id = m.user_id and u.vehicle_id = m.vehicle_id
    join applications a on a.client_id = m.client_id
   where m.vehicle_id = any($1::bigint[]) and m.status = 'Running'
  union all
  select ${columns}, 'b2b' as face, f.public_id as vid, l.public_id as "fleetId", '{}' as registered, false
    from fleet_vehicles f
    join monitors m on m.fleet_id = f.fleet_id
    join fleets l on l.id = f.fleet_id
    join vehicles v on v.id = f.vehicle_id
   where f.vehicle_id = any($1::bigint[]) and m.status = 'Running'
   order by "monitorId"`;

/** The monitors that watch some vehicles, in the order in which they were made. */
export async function readRules(asking: Asking, vehicleIds: readonly number[]): Promise<RuleRow[]> {
  const rows = await asking.query<RuleRow>(text, [int8Array(vehicleIds)]);
  return rows.map(({ services, ...row }) => ({
    ...row,
    services: { endUser: services.endUser ?? [], fleet: services.fleet ?? [] },
  }));
}
