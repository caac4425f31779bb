import pg from 'pg';
import { copyDay, type Families } from './copy-day.ts';

/**
 * Makes of some vehicles with a history, which the product itself wrote, as many as are wanted: the same rows
 * under other numbers, in the order of time in which those of a fleet come in. `connections` work at once.
 */
export async function copyVehicles(
  databaseUrl: string,
  originals: { templates: readonly number[]; single: number; vehicles: number },
  connections = 2,
): Promise<void> {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(databaseUrl)));
  const [first] = clients;
  if (!first) return;
  try {
    await noteCopies(first, originals);
    const families = await familiesOf(first, [...originals.templates, originals.single]);
    const days = await daysOf(first);
    const key = await keyOf(first);
    await first.query('alter table telemetry drop constraint telemetry_pkey');
    const work = [...Object.entries(ofVehicles).map(fillTable), ...days.map(fillDay(families, key))];
    await Promise.all(clients.map((client) => takeTurns(client, work)));
    // The days have theirs already, and become part of it.
    await first.query(`alter table telemetry add constraint telemetry_pkey ${key}`);
    await first.query('drop schema bench cascade');
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function openClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'bench history' });
  await client.connect();
  await client.query(
    "set maintenance_work_mem = '256MB'; set max_parallel_maintenance_workers = 0; set default_statistics_target = 10",
  );
  return client;
}

/** Which vehicle is whose copy, and whether its history is copied too or only its newest state. */
async function noteCopies(
  client: pg.Client,
  { templates, single, vehicles }: { templates: readonly number[]; single: number; vehicles: number },
): Promise<void> {
  const originals = [...templates, single];
  await client.query('drop schema if exists bench cascade; create schema bench');
  await client.query('create table bench.copies (vehicle_id bigint, original bigint, has_history boolean)');
  await client.query(
    `insert into bench.copies
     select id, ($1::bigint[])[1 + (number - 1) % cardinality($1::bigint[])], number <= $3
       from (select id, row_number() over (order by id) as number from vehicles where id <> all($2::bigint[])) v`,
    [templates, originals, vehicles - originals.length],
  );
  await client.query('analyze bench.copies');
}

async function familiesOf(client: pg.Client, originals: readonly number[]): Promise<Families> {
  const { rows } = await client.query<{ original: string; vehicle_id: string }>(
    'select original, vehicle_id from bench.copies where has_history order by vehicle_id',
  );
  const families = new Map(originals.map((original) => [original, [original]]));
  for (const row of rows) families.get(Number(row.original))?.push(Number(row.vehicle_id));
  return families;
}

/** Partitions that have reports. */
async function daysOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ partition: string }>(
    `select distinct tableoid::regclass::text as partition from telemetry order by 1`,
  );
  return rows.map(({ partition }) => partition);
}

type Work = (client: pg.Client) => Promise<void>;

/** Each connection takes the next piece of work until none is left. */
async function takeTurns(client: pg.Client, work: Work[]): Promise<void> {
  for (let next = work.shift(); next; next = work.shift()) await next(client);
}

function fillDay(families: Families, key: string): (partition: string) => Work {
  return (partition) => (client) => copyDay(client, partition, { families, key });
}

/** The primary key of the history, as the product defines it. */
async function keyOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ key: string }>(
    "select pg_get_constraintdef(oid) as key from pg_constraint where conname = 'telemetry_pkey'",
  );
  return rows[0]!.key;
}

/** The public id of a copy's episode: what the product derives from vehicle, kind and start. */
export function episodeIdOf(vehicleId: string, kind: string): string {
  const start = '(extract(epoch from e.started_at) * 1000)::bigint';
  const seed = `${vehicleId} || ' ' || ${kind} || ' ' || ${start}`;
  return `left(encode(sha256(convert_to(${seed}, 'UTF8')), 'hex'), 40)`;
}

/** What an episode's id is derived from, beside vehicle and start. */
export const episodeKinds = {
  trips: `'trip'`,
  alerts: `'alert ' || (e.body::json ->> 'type')`,
  alarms: `'alarm ' || e.kind || ' ' || case e.kind
    when 'trigger' then (e.body::json ->> 'type') || ' ' || (e.body::json ->> 'startAt')
    else e.body::json ->> 'activation' end`,
} as const;

const moreColumns = { trips: ', distance_km, duration_s, states', alerts: '', alarms: ', kind' } as const;

function episodes(table: keyof typeof episodeKinds): string {
  const more = moreColumns[table];
  return `insert into ${table} (vehicle_id, id, started_at, ended_at, is_private, body${more})
    select c.vehicle_id, ${episodeIdOf('c.vehicle_id', episodeKinds[table])}, started_at, ended_at, is_private, body${more}
      from ${table} e join bench.copies c on c.original = e.vehicle_id and c.has_history order by started_at`;
}

const ofVehicles: Record<string, string> = {
  trips: episodes('trips'),
  alerts: episodes('alerts'),
  alarms: episodes('alarms'),
  episode_checkpoints: `insert into episode_checkpoints (vehicle_id, at, key, states)
    select c.vehicle_id, at, key, states
      from episode_checkpoints e join bench.copies c on c.original = e.vehicle_id and c.has_history order by at`,
  vehicle_states: `insert into vehicle_states (vehicle_id, state, updated_at, kinds, open_kinds)
    select c.vehicle_id, state, updated_at, kinds, open_kinds from vehicle_states s join bench.copies c on c.original = s.vehicle_id`,
  vehicles: `update vehicles v set motorization = o.motorization
    from bench.copies c join vehicles o on o.id = c.original where v.id = c.vehicle_id`,
};

function fillTable([table, text]: [table: string, text: string]): Work {
  return async (client) => {
    await client.query(text);
    await client.query(`vacuum (analyze) ${table}`);
  };
}
