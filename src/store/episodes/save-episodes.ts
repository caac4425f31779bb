import { type Alarm, statesOf, type Trip } from '../../model/episodes.ts';
import type { Transaction } from '../writer.ts';
import { type EpisodeTable, episodeTables } from './episodes.ts';

/** What becomes of one row: its new values, or, without them, that it goes. Epoch milliseconds. */
export type EpisodeChange = {
  table: EpisodeTable;
  vehicleId: number;
  id: string;
  /**
   * Where the driver hid everything for some of it: the whole, for those who may see that, or what is shown of
   * it to the others. They are two rows of the same id; absent: there is one for everybody.
   */
  view?: 'whole' | 'excerpt';
  row?: { startedAt: number; endedAt?: number; body: object };
};

/** Columns that filters need beside the body, by table: their types, and their values. */
const extraColumns: {
  [Table in EpisodeTable]?: { types: Record<string, string>; of(body: object): object };
} = {
  trips: {
    types: { distance_km: 'float8', duration_s: 'integer', states: 'text[]' },
    of(body) {
      const { distance, duration, faults } = body as Trip;
      return {
        distance_km: distance,
        duration_s: duration,
        states: statesOf(faults),
      };
    },
  },
  alarms: { types: { kind: 'text' }, of: (body) => ({ kind: (body as Alarm).kind }) },
};

/** Writes changed episodes; of several changes of one row the last counts. */
export async function saveEpisodes(
  transaction: Transaction,
  changes: readonly EpisodeChange[],
): Promise<void> {
  const last = new Map<string, EpisodeChange>();
  for (const change of changes) last.set(JSON.stringify(keyOf(change)), change);
  for (const table of episodeTables) {
    const own = [...last.values()].filter((change) => change.table === table);
    const gone = own.filter(({ row }) => !row);
    const [excerpts, others] = parted(own.filter(({ row }) => row));
    const [goneExcerpts, goneOthers] = parted(gone);
    // An excerpt is there before the whole is private, and until it is not: the trigger looks at its twin.
    await remove(transaction, table, goneOthers);
    await upsert(transaction, table, excerpts);
    await upsert(transaction, table, others);
    await remove(transaction, table, goneExcerpts);
  }
}

type Changes = readonly EpisodeChange[];

function parted(changes: Changes): [excerpts: Changes, others: Changes] {
  return [changes.filter(({ view }) => view === 'excerpt'), changes.filter(({ view }) => view !== 'excerpt')];
}

async function remove(transaction: Transaction, table: EpisodeTable, changes: Changes): Promise<void> {
  if (changes.length > 0) await transaction.query(deleteText(table), [JSON.stringify(changes.map(keyOf))]);
}

async function upsert(transaction: Transaction, table: EpisodeTable, changes: Changes): Promise<void> {
  if (changes.length === 0) return;
  const values = changes.map((change) => valuesOf(table, change));
  await transaction.query(upsertTexts[table], [JSON.stringify(values)]);
}

/** Removes what a vehicle's episodes of after a time do not have any more. */
export async function deleteOthers(
  transaction: Transaction,
  { vehicleId, after, kept }: { vehicleId: number; after: number; kept: readonly EpisodeChange[] },
): Promise<void> {
  for (const table of episodeTables) {
    const [excerpts, others] = parted(kept.filter((change) => change.table === table && change.row));
    const ids = (changes: Changes) => changes.map(({ id }) => id);
    await transaction.query(
      `delete from ${table} where vehicle_id = $1 and started_at > to_timestamp($2::float8 / 1000)
          and not is_excerpt and id <> all($3::text[])`,
      [vehicleId, after, ids(others)],
    );
    await transaction.query(
      `delete from ${table} where vehicle_id = $1 and is_excerpt and id <> all($3::text[])
          and (ended_at is null or ended_at > to_timestamp($2::float8 / 1000))`,
      [vehicleId, after, ids(excerpts)],
    );
  }
}

const keyOf = ({ table, vehicleId, id, view }: EpisodeChange) => ({
  table,
  vehicle_id: vehicleId,
  id,
  is_excerpt: view === 'excerpt',
});

const deleteText = (table: EpisodeTable) =>
  `delete from ${table} e using json_to_recordset($1::json) r (vehicle_id bigint, id text, is_excerpt boolean)
    where e.vehicle_id = r.vehicle_id and e.id = r.id and e.is_excerpt = r.is_excerpt`;

function valuesOf(table: EpisodeTable, change: EpisodeChange): object {
  const { startedAt, endedAt, body = {} } = change.row ?? {};
  const columns = { started_at: startedAt, ended_at: endedAt, is_private: change.view === 'whole' };
  return { ...keyOf(change), ...columns, body: JSON.stringify(body), ...extraColumns[table]?.of(body) };
}

const upsertTexts = Object.fromEntries(episodeTables.map((table) => [table, upsertText(table)])) as Record<
  EpisodeTable,
  string
>;

function upsertText(table: EpisodeTable): string {
  const types = extraColumns[table]?.types ?? {};
  const extra = Object.keys(types);
  const columns = [
    'vehicle_id',
    'id',
    'is_excerpt',
    'started_at',
    'ended_at',
    'is_private',
    'body',
    ...extra,
  ];
  const declared = [
    'vehicle_id bigint, id text, is_excerpt boolean',
    'started_at float8, ended_at float8, is_private boolean, body text',
    ...extra.map((name) => `${name} ${types[name]}`),
  ];
  return `insert into ${table} (${columns.join(', ')})
    select vehicle_id, id, is_excerpt, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000), is_private, body
      ${extra.map((name) => `, ${name}`).join('')} from json_to_recordset($1::json) r (${declared.join(', ')})
    on conflict (vehicle_id, id, is_excerpt) do update set
      ${columns
        .slice(3)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`;
}
