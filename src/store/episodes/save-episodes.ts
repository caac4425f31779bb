import { type Alarm, statesOf, type Trip } from '../../model/episodes.ts';
import type { Transaction } from '../writer.ts';
import { type EpisodeTable, episodeTables } from './episodes.ts';

/** What becomes of one row: its new values, or, without them, that it goes. Epoch milliseconds. */
export type EpisodeChange = {
  table: EpisodeTable;
  vehicleId: number;
  id: string;
  row?: {
    startedAt: number;
    endedAt?: number;
    /** Whether it lies wholly in a time in which the driver hid everything. */
    isPrivate: boolean;
    body: object;
  };
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
  for (const change of changes) last.set(`${change.table} ${change.vehicleId} ${change.id}`, change);
  for (const table of episodeTables) {
    const own = [...last.values()].filter((change) => change.table === table);
    const gone = own.filter(({ row }) => !row);
    const kept = own.filter(({ row }) => row);
    if (gone.length > 0) await transaction.query(deleteText(table), [JSON.stringify(gone.map(keyOf))]);
    if (kept.length > 0)
      await transaction.query(upsertTexts[table], [
        JSON.stringify(kept.map((change) => valuesOf(table, change))),
      ]);
  }
}

/** Removes what a vehicle's episodes of after a time do not have any more. */
export async function deleteOthers(
  transaction: Transaction,
  { vehicleId, after, kept }: { vehicleId: number; after: number; kept: readonly EpisodeChange[] },
): Promise<void> {
  for (const table of episodeTables) {
    const ids = kept.filter((change) => change.table === table && change.row).map(({ id }) => id);
    await transaction.query(
      `delete from ${table} where vehicle_id = $1 and started_at > to_timestamp($2::float8 / 1000)
          and id <> all($3::text[])`,
      [vehicleId, after, ids],
    );
  }
}

const keyOf = ({ vehicleId, id }: EpisodeChange) => ({ vehicle_id: vehicleId, id });

const deleteText = (table: EpisodeTable) =>
  `delete from ${table} e using json_to_recordset($1::json) r (vehicle_id bigint, id text)
    where e.vehicle_id = r.vehicle_id and e.id = r.id`;

function valuesOf(table: EpisodeTable, change: EpisodeChange): object {
  const { startedAt, endedAt, isPrivate, body = {} } = change.row ?? {};
  const columns = { started_at: startedAt, ended_at: endedAt, is_private: isPrivate };
  return { ...keyOf(change), ...columns, body: JSON.stringify(body), ...extraColumns[table]?.of(body) };
}

const upsertTexts = Object.fromEntries(episodeTables.map((table) => [table, upsertText(table)])) as Record<
  EpisodeTable,
  string
>;

function upsertText(table: EpisodeTable): string {
  const types = extraColumns[table]?.types ?? {};
  const extra = Object.keys(types);
  const columns = ['vehicle_id', 'id', 'started_at', 'ended_at', 'is_private', 'body', ...extra];
  const declared = [
    'vehicle_id bigint, id text, started_at float8, ended_at float8, is_private boolean, body text',
    ...extra.map((name) => `${name} ${types[name]}`),
  ];
  return `insert into ${table} (${columns.join(', ')})
    select vehicle_id, id, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000), is_private, body
      ${extra.map((name) => `, ${name}`).join('')} from json_to_recordset($1::json) r (${declared.join(', ')})
    on conflict (vehicle_id, id) do update set
      ${columns
        .slice(2)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`;
}
