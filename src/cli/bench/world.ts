import type { BenchWorld } from '../../../bench/bench-context.ts';
import { createLog } from '../../lib/log.ts';
import { hashSecret, newPublicId, newSecret } from '../../lib/secrets.ts';
import { setApplicationQuota } from '../../store/access/quotas.ts';
import { openDatabase } from '../../store/database.ts';
import { addApplication, addUser, mintToken } from '../../store/vehicles/enrolment.ts';
import { firstServices } from '../../store/vehicles/services.ts';

const email = 'bench@example.org';

/** Vehicles for the bench, and a user who may read the status of ten of them and command all. */
export async function createBenchWorld(databaseUrl: string, vehicles: number): Promise<BenchWorld> {
  const log = createLog({ logLevel: 'warn', logPretty: false });
  const database = openDatabase({ url: databaseUrl, size: 2, log });
  try {
    const made = Array.from({ length: vehicles }, (_, index) => {
      const vin = `RWBENCH${String(index + 1).padStart(10, '0')}`;
      return { vin, username: vin, password: newSecret() };
    });
    await database.pool.query(
      `with entered as (insert into vehicles (vin, motorization) select vin, 'Electric' from unnest($1::text[]) vin returning id, vin)
       insert into vehicle_credentials (username, vehicle_id, secret_hash)
       select e.vin, e.id, s.hash from entered e join unnest($1::text[], $2::bytea[]) s (vin, hash) using (vin)`,
      [made.map(({ vin }) => vin), made.map(({ password }) => hashSecret(password))],
    );
    await database.pool.query(
      `insert into vehicle_services (vehicle_id, name, audience, scopes)
       select v.id, s.name, s.audience, '{data}'
       from vehicles v, unnest($1::text[], $2::text[]) s (name, audience)`,
      [firstServices.map(({ name }) => name), firstServices.map(({ audience }) => audience)],
    );
    const userId = await addUser(database, { email, password: newSecret() });
    const ids = await database.pool.query<{ vin: string; id: string }>(
      `with linked as (insert into user_vehicles (user_id, vehicle_id, public_id)
         select $1, id, $2 || lpad(id::text, 8, '0') from vehicles returning vehicle_id, public_id)
       select v.vin, l.public_id as id from linked l join vehicles v on v.id = l.vehicle_id order by v.vin`,
      [userId, newPublicId()],
    );
    const app = await addApplication(database, { name: 'bench', redirectUris: [] });
    await setApplicationQuota(database, app.clientId, { day: 1_000_000_000, burst: 1_000_000 });
    const mint = async (scopes: string[]) => {
      const asked = { userId, applicationId: app.applicationId, scopes, days: 1 };
      return { authorization: `Bearer ${await mintToken(database, asked, Date.now())}` };
    };
    const urlOf = (id: string) => `/connectedcar/v4/user/vehicles/${id}/status?client_id=${app.clientId}`;
    return {
      vehicles: made,
      status: {
        urls: ids.rows.slice(0, 10).map(({ id }) => urlOf(id)),
        headers: await mint(['data:telemetry', 'data:position']),
      },
      remotes: {
        ...{ email, clientId: app.clientId, vehicles: ids.rows.map(({ id }) => id) },
        headers: await mint(['remote:door:write']),
      },
    };
  } finally {
    await database.stop();
  }
}
