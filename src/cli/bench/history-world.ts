import type { HistoryPlan, HistoryWorld, UserReader } from '../../../bench/history/history.ts';
import { grantableScopes } from '../../auth/scopes.ts';
import { createLog } from '../../lib/log.ts';
import { hashSecret, newPublicId, newSecret } from '../../lib/secrets.ts';
import { setApplicationQuota, setPartnerQuota } from '../../store/access/quotas.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { addFleet, addPartner } from '../../store/vehicles/enrol-fleets.ts';
import { addApplication, addUser, mintToken } from '../../store/vehicles/enrolment.ts';
import { firstServices } from '../../store/vehicles/services.ts';

const vehiclesOfUser = 5;

/** Calls are counted and held against it like any other; what is measured is what one costs. */
const quota = { day: 1_000_000_000, burst: 1_000_000 };

/** Vehicles for a history, users with tokens for some of them, and a fleet of all. */
export async function createHistoryWorld(databaseUrl: string, plan: HistoryPlan): Promise<HistoryWorld> {
  const log = createLog({ logLevel: 'warn', logPretty: false });
  const database = openDatabase({ url: databaseUrl, size: 2, log });
  try {
    const vehicleIds = await enterVehicles(database, plan);
    const senders = await giveSecrets(database, vehicleIds.slice(0, plan.senders.length));
    const copies = vehicleIds.slice(senders.length, Math.max(plan.vehicles, senders.length + 1));
    const app = await addApplication(database, { name: 'bench', redirectUris: [] });
    await setApplicationQuota(database, app.clientId, quota);
    const usersVehicles = Array.from({ length: plan.users }, (_, user) =>
      Array.from(
        { length: vehiclesOfUser },
        (__, index) => copies[(user * vehiclesOfUser + index) % copies.length]!,
      ),
    );
    const users = await Promise.all(
      usersVehicles.map((ids, index) => enterUser(database, app, { name: `user-${index}`, ids })),
    );
    const compared = [vehicleIds[0]!, copies[0]!];
    const comparer = await enterUser(database, app, { name: 'comparer', ids: compared });
    return { senders, users, comparer, fleet: await enterFleet(database, senders.at(-1)!.vehicleId) };
  } finally {
    await database.stop();
  }
}

const vinOf = (number: number) => `RWHIST${String(number).padStart(11, '0')}`;

/** Enters the vehicles of the fleet, those that send first; gives their numbers in this order. */
async function enterVehicles({ pool }: Database, { fleet, senders }: HistoryPlan): Promise<number[]> {
  const vins = Array.from({ length: Math.max(fleet, senders.length + 1) }, (_, index) => vinOf(index + 1));
  const motorizations = vins.map((_, index) => senders[index]?.motorization ?? 'Electric');
  await pool.query(
    `insert into vehicles (vin, motorization, brand)
     select vin, motorization, 'Roadwire' from unnest($1::text[], $2::text[]) v (vin, motorization) order by vin`,
    [vins, motorizations],
  );
  await pool.query(
    `insert into vehicle_services (vehicle_id, name, audience, scopes)
     select v.id, s.name, s.audience, '{data}'
       from vehicles v, unnest($1::text[], $2::text[]) s (name, audience)`,
    [firstServices.map(({ name }) => name), firstServices.map(({ audience }) => audience)],
  );
  const { rows } = await pool.query<{ id: number }>('select id from vehicles order by vin');
  return rows.map(({ id }) => id);
}

async function giveSecrets({ pool }: Database, vehicleIds: readonly number[]) {
  const senders = vehicleIds.map((vehicleId, index) => {
    const vin = vinOf(index + 1);
    return { vehicleId, vin, username: vin, password: newSecret() };
  });
  await pool.query(
    `insert into vehicle_credentials (username, vehicle_id, secret_hash)
     select * from unnest($1::text[], $2::bigint[], $3::bytea[])`,
    [senders.map(({ vin }) => vin), vehicleIds, senders.map(({ password }) => hashSecret(password))],
  );
  return senders;
}

type App = { applicationId: number; clientId: string };

async function enterUser(
  database: Database,
  { applicationId, clientId }: App,
  { name, ids }: { name: string; ids: readonly number[] },
): Promise<UserReader> {
  const userId = await addUser(database, { email: `${name}@example.org`, password: newSecret() });
  const unique = [...new Set(ids)];
  const publicIds = unique.map(() => newPublicId());
  await database.pool.query(
    `insert into user_vehicles (user_id, vehicle_id, public_id)
     select $1, vehicle_id, public_id from unnest($2::bigint[], $3::text[]) v (vehicle_id, public_id)`,
    [userId, unique, publicIds],
  );
  const token = await mintToken(
    database,
    { userId, applicationId, scopes: grantableScopes, days: 1 },
    Date.now(),
  );
  return {
    headers: { authorization: `Bearer ${token}` },
    vehicles: publicIds.map((id) => `/connectedcar/v4/user/vehicles/${id}`),
    query: `client_id=${clientId}`,
  };
}

/** A fleet owner whose fleet has all vehicles. */
async function enterFleet(database: Database, denseId: number): Promise<HistoryWorld['fleet']> {
  const partner = await addPartner(database, { login: 'bench-fleet' });
  await setPartnerQuota(database, partner.login, quota);
  const fid = await addFleet(database, { login: partner.login, name: 'bench' });
  await database.pool.query(
    `insert into fleet_vehicles (fleet_id, vehicle_id, public_id)
     select f.id, v.id, $2 || lpad(v.id::text, 8, '0') from fleets f, vehicles v where f.public_id = $1 order by v.id`,
    [fid, newPublicId()],
  );
  await database.pool.query('analyze vehicles, vehicle_services, fleet_vehicles, user_vehicles');
  const { rows } = await database.pool.query<{ public_id: string }>(
    'select public_id from fleet_vehicles where vehicle_id = $1',
    [denseId],
  );
  const fleet = `/connectedcar/v3/fleets/${fid}`;
  const login = Buffer.from(`${partner.login}:${partner.password}`).toString('base64');
  return {
    headers: { authorization: `Basic ${login}` },
    fleet,
    dense: `${fleet}/vehicles/${rows[0]?.public_id}`,
    query: `client_id=${partner.clientId}`,
  };
}
