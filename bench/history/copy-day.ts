import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Vehicles whose rows are to be there, by the vehicle that has them already (itself among them). */
export type Families = ReadonlyMap<number, readonly number[]>;

const columns = 'vehicle_id, at, key, received_at, source, privacy, kinds, groups';
const chunkBytes = 262_144;

/**
 * Fills the partition of a day anew, with the rows it has and the same of other vehicles. What is emptied and
 * filled in one transaction needs no log where the server keeps none but for crashes, and comes in frozen: vacuum
 * is quick, and told it was here it does not come by itself while something is measured. An index is made faster
 * than kept.
 */
export async function copyDay(
  client: pg.Client,
  partition: string,
  { families, key }: { families: Families; key: string },
): Promise<void> {
  const rows = await readRows(client, partition);
  await client.query(`begin; truncate ${partition}`);
  const copy = client.query(copyFrom(`copy ${partition} (${columns}) from stdin (format binary, freeze)`));
  await pipeline(Readable.from(copiesOf(rows, families), { highWaterMark: 4 }), copy);
  await client.query(`alter table ${partition} add ${key}; commit`);
  await client.query(`vacuum (analyze) ${partition}`);
}

/** The rows of a partition in order of time, as COPY has them, received a little after they were measured. */
async function readRows(client: pg.Client, partition: string): Promise<Buffer[]> {
  const bytes = await buffer(
    client.query(
      copyTo(
        `copy (select ${columns.replace('received_at', "at + interval '400 ms'")} from ${partition}
                order by at, vehicle_id) to stdout (format binary)`,
      ),
    ),
  );
  const rows: Buffer[] = [];
  for (let start = headerBytes; bytes.readInt16BE(start) !== -1; ) {
    const end = endOfRow(bytes, start);
    rows.push(bytes.subarray(start, end));
    start = end;
  }
  return rows;
}

const headerBytes = 19;
/** Where in a row its vehicle is: after the number of fields and the length of this one. */
const vehicleAt = 6;

function endOfRow(bytes: Buffer, start: number): number {
  let at = start + 2;
  for (let fields = bytes.readInt16BE(start); fields > 0; fields -= 1) at += 4 + bytes.readInt32BE(at);
  return at;
}

/** The stream for COPY: of each row all that are to be there, one after the other. */
function* copiesOf(rows: readonly Buffer[], families: Families): Generator<Buffer> {
  yield Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  for (const row of rows) {
    for (const vehicleId of families.get(Number(row.readBigInt64BE(vehicleAt))) ?? []) {
      if (filled + row.length > chunkBytes) {
        yield chunk.subarray(0, filled);
        chunk = Buffer.allocUnsafe(chunkBytes);
        filled = 0;
      }
      row.copy(chunk, filled);
      chunk.writeInt32BE(Math.floor(vehicleId / 2 ** 32), filled + vehicleAt);
      chunk.writeUInt32BE(vehicleId % 2 ** 32, filled + vehicleAt + 4);
      filled += row.length;
    }
  }
  yield chunk.subarray(0, filled);
  yield Buffer.from([0xff, 0xff]);
}
