import type pg from 'pg';
import type { Groups } from '../../model/groups.ts';
import { bigintArray, int8Array } from '../binary.ts';
import type { Database } from '../database.ts';
import type { EpisodeTable } from '../episodes/episodes.ts';
import type { Transaction } from '../writer.ts';
import type { HistoryJson } from './history-page.ts';

/** A report that was news: where it is in the history, and the bits of the groups that became the newest. */
export type NewsRow = { vehicleId: number; at: number; key: bigint; kinds: number };

/** Notes the news of a batch in the transaction of a lane; the connection knows which lane it is. */
export async function saveNews(transaction: Transaction, news: readonly NewsRow[]): Promise<void> {
  await transaction.query(
    `insert into live_feed (lane, vehicle_ids, ats, keys, kinds)
     values (current_setting('roadwire.lane')::smallint, $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])`,
    [
      int8Array(news.map(({ vehicleId }) => vehicleId)),
      int8Array(news.map(({ at }) => at)),
      bigintArray(news.map(({ key }) => key)),
      int8Array(news.map(({ kinds }) => kinds)),
    ],
  );
}

/** For each lane the row up to which everything is known; index is the lane. */
export type FeedPlace = readonly number[];

/** As many as the settings allow. */
export const lanesMax = 64;

export const feedStart: FeedPlace = Array.from({ length: lanesMax }, () => 0);

/** A change of an episode, with its body then. */
export type EpisodeNews = {
  table: EpisodeTable;
  change: 'began' | 'ended' | 'changed' | 'removed';
  id: string;
  /** Whether it is, and was before the change, only for those who see what the driver hid. */
  isPrivate?: boolean;
  wasPrivate?: boolean;
  /** Whether it is what is shown of it to the others. */
  isExcerpt?: boolean;
  /** Of `model/episodes.ts`. */
  body: unknown;
};

/** A report as news. `at`, `receivedAt`: epoch milliseconds. */
export type ReportNews = Pick<HistoryJson, 'at' | 'privacy'> & {
  groups: Groups;
  kinds: number;
  receivedAt: number;
  source: string;
};

/** One piece of news of a vehicle. `ord` counts within the row of the feed, from 1. */
export type News = { lane: number; seq: number; ord: number; vehicleId: number } & (
  | { report: ReportNews }
  | { episode: EpisodeNews }
);

export type ReadFeed = {
  news: News[];
  /** Up to where this is. */
  place: FeedPlace;
  /** Whether there may be more already. */
  isFull: boolean;
  /** Whether some of what came after the place asked for has been removed before it was read. */
  isLost: boolean;
};

/** Rows of the feed read at once. */
const rowsMax = 100;

type FeedRow = {
  lane: number;
  seq: number;
  vehicle_id: number | null;
  episode: string | null;
  refs: [ord: number, vehicleId: number, at: number, key: string, kinds: number][] | null;
};

/**
 * What happened to some vehicles after a place, lane by lane in the order of the commits, and up to another
 * place where that is given. One statement sees one state of the database, and a lane's rows become visible
 * in their order: so nothing that comes later is before the place that is given back.
 */
export async function readFeed(
  pool: pg.Pool,
  { after, upTo, vehicleIds }: { after: FeedPlace; upTo?: FeedPlace; vehicleIds: readonly number[] },
): Promise<ReadFeed> {
  const { rows } = await pool.query<FeedRow>(
    `select f.lane, f.seq, f.vehicle_id, f.episode, n.refs
       from unnest($1::bigint[], $2::bigint[]) with ordinality c (after, up_to, lane)
      cross join lateral (
        select * from live_feed f where f.lane = c.lane - 1 and f.seq > c.after and f.seq <= c.up_to
         order by f.seq limit ${rowsMax}) f
       left join lateral (
        select json_agg(json_build_array(r.ord, r.vehicle_id, r.at, r.key::text, r.kinds) order by r.ord) as refs
          from unnest(f.vehicle_ids, f.ats, f.keys, f.kinds) with ordinality r (vehicle_id, at, key, kinds, ord)
         where r.vehicle_id = any($3::bigint[])) n on f.vehicle_ids is not null
      order by f.seq`,
    [after, upTo ?? after.map(() => Number.MAX_SAFE_INTEGER), vehicleIds],
  );
  const wanted = new Set(vehicleIds);
  const reports = await readReports(pool, rows);
  // Asked after reading: what was removed meanwhile counts, too.
  const floors = await readFloors(pool);
  const place = [...after];
  const counts = new Map<number, number>();
  for (const { lane, seq } of rows) {
    place[lane] = seq;
    counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  let isLost = false;
  for (const { lane, seq } of floors) {
    isLost ||= seq > (after[lane] ?? 0);
    place[lane] = Math.max(place[lane] ?? 0, seq);
  }
  return {
    news: rows.flatMap((row) => newsOf(row, reports, wanted)),
    place,
    isFull: [...counts.values()].some((count) => count === rowsMax),
    isLost,
  };
}

/** Up to where rows were removed, by lane. */
async function readFloors(pool: pg.Pool) {
  const { rows } = await pool.query<{ lane: number; seq: number }>('select lane, seq from live_floors');
  return rows;
}

const refName = (row: { lane: number; seq: number }, ord: number) => `${row.lane} ${row.seq} ${ord}`;

function newsOf(row: FeedRow, reports: ReadonlyMap<string, ReportNews>, wanted: ReadonlySet<number>): News[] {
  const { lane, seq, vehicle_id: vehicleId, episode, refs } = row;
  if (vehicleId !== null && episode !== null)
    return wanted.has(vehicleId) ? [{ lane, seq, ord: 1, vehicleId, episode: episodeFrom(episode) }] : [];
  return (refs ?? []).flatMap(([ord, ofVehicle]) => {
    const report = reports.get(refName(row, ord));
    return report ? [{ lane, seq, ord, vehicleId: ofVehicle, report }] : [];
  });
}

function episodeFrom(text: string): EpisodeNews {
  const { body, ...others } = JSON.parse(text) as EpisodeNews & { body: string };
  return { ...others, body: JSON.parse(body) };
}

/** The reports of the history; one that another took the place of is not there any more. */
async function readReports(pool: pg.Pool, rows: readonly FeedRow[]): Promise<Map<string, ReportNews>> {
  const refs = rows.flatMap((row) =>
    (row.refs ?? []).map(([ord, vehicleId, at, key, kinds]) => ({
      name: refName(row, ord),
      vehicleId,
      at,
      key,
      kinds,
    })),
  );
  if (refs.length === 0) return new Map();
  const { rows: found } = await pool.query<TelemetryColumns>(
    `select r.ord, t.received_at, t.source, t.privacy, t.groups
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) with ordinality r (vehicle_id, at, key, ord)
       join telemetry t
         on t.vehicle_id = r.vehicle_id and t.at = to_timestamp(r.at / 1000.0) and t.key = r.key`,
    [refs.map(({ vehicleId }) => vehicleId), refs.map(({ at }) => at), refs.map(({ key }) => key)],
  );
  return new Map(
    found.flatMap(({ ord, received_at, source, privacy, groups }) => {
      const ref = refs[ord - 1];
      if (!ref) return [];
      const { at, kinds } = ref;
      const receivedAt = received_at.getTime();
      const report = { at, kinds, receivedAt, source, privacy, groups: JSON.parse(groups) };
      return [[ref.name, report as ReportNews]];
    }),
  );
}

type TelemetryColumns = {
  ord: number;
  received_at: Date;
  source: string;
  privacy: string;
  groups: string;
};

/** The place after everything that has been committed. */
export async function feedEnd(pool: pg.Pool): Promise<FeedPlace> {
  const { rows } = await pool.query<{ lane: number; seq: number }>(
    `select l.lane, greatest(
        (select f.seq from live_feed f where f.lane = l.lane order by f.seq desc limit 1),
        (select b.seq from live_floors b where b.lane = l.lane), 0) as seq
       from generate_series(0, ${lanesMax - 1}) l (lane) order by l.lane`,
  );
  return rows.map(({ seq }) => seq);
}

/** Removes what is older than so many seconds, and notes up to where. */
export async function trimFeed({ pool }: Pick<Database, 'pool'>, seconds: number): Promise<void> {
  await pool.query(
    `with gone as (
       delete from live_feed where written_at <= now() - $1 * interval '1 second' returning lane, seq)
     insert into live_floors as b (lane, seq) select lane, max(seq) from gone group by lane
     on conflict (lane) do update set seq = greatest(b.seq, excluded.seq)`,
    [seconds],
  );
}
