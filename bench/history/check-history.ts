import { isDeepStrictEqual } from 'node:util';
import { queryOnce } from '../databases.ts';
import { episodeIdOf, episodeKinds } from './copy-vehicles.ts';
import type { History, HistoryWorld } from './history.ts';

type Check = History['checks'][number];

/** Whether the copies have what the product would have written for them. */
export async function checkHistory(
  databaseUrl: string,
  baseUrl: string,
  { world, sent }: { world: HistoryWorld; sent: number[] },
): Promise<Check[]> {
  return [
    await checkRows(databaseUrl, { world, sent }),
    ...(await Promise.all(Object.keys(episodeKinds).map((table) => checkIds(databaseUrl, table, world)))),
    ...(await Promise.all(['trips', 'telemetry', 'status'].map((of) => checkAnswers(baseUrl, of, world)))),
  ];
}

async function checkRows(databaseUrl: string, { world, sent }: { world: HistoryWorld; sent: number[] }) {
  const rows = await queryOnce(
    databaseUrl,
    `select vehicle_id as id, count(*)::int as count from telemetry
      where vehicle_id in (${world.senders.map(({ vehicleId }) => vehicleId).join(',')}) group by 1`,
  );
  const [late] = await queryOnce(databaseUrl, 'select count(*)::int as count from episode_repairs');
  const kept = world.senders.map(({ vehicleId }) => rows.find(({ id }) => Number(id) === vehicleId)?.count);
  return {
    text: `${sent.join(' + ')} reports sent, ${kept.join(' + ')} kept, ${late?.count} vehicles to repair`,
    isRight: isDeepStrictEqual(kept, sent) && late?.count === 0,
  };
}

/** The ids of the senders' episodes are the product's: those of copies are made by the same rule. */
async function checkIds(databaseUrl: string, table: string, { senders }: HistoryWorld): Promise<Check> {
  const kind = episodeKinds[table as keyof typeof episodeKinds];
  const [found] = await queryOnce(
    databaseUrl,
    `select count(*)::int as all, count(*) filter (where e.id = ${episodeIdOf('e.vehicle_id', kind)})::int as same
       from ${table} e where vehicle_id in (${senders.map(({ vehicleId }) => vehicleId).join(',')})`,
  );
  const text = `${found?.same} of ${found?.all} ids of ${table} derived alike`;
  return { text, isRight: found?.same === found?.all && Number(found?.all) > 0 };
}

/** What the product answers about a copy, held against what it says of the vehicle that sent it. */
async function checkAnswers(baseUrl: string, resource: string, { comparer }: HistoryWorld): Promise<Check> {
  const [original, copy] = await Promise.all(
    comparer.vehicles.map(async (vehicle) => {
      const response = await fetch(new URL(`${vehicle}/${resource}?${comparer.query}`, baseUrl), comparer);
      if (!response.ok) return `${response.status}: ${await response.text()}`;
      return withoutNames((await response.json()) as Json);
    }),
  );
  const isRight = typeof original === 'object' && isDeepStrictEqual(original, copy);
  return {
    text: `${resource} of a copy read like those of its original${isRight ? '' : `: ${copy}`}`,
    isRight,
  };
}

type Json = string | number | boolean | Json[] | { [name: string]: Json };

/** Without ids and links, which name the vehicle. */
function withoutNames(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'id' && name !== '_links');
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutNames(part)]));
}
