import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type RawRow = { vehicle: string; receivedAt: number; payload: Buffer };

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const rowOverhead = 2 + 4 + 4 + 8 + 4;
const epoch2000 = Date.UTC(2000, 0, 1);

/** Nobody vacuums it: that would be while the product is measured. */
export const createRawTable = `drop table if exists raw;
  create table raw (vehicle text not null, received_at timestamptz not null, payload bytea not null)
  with (autovacuum_enabled = false)`;

/** One COPY in the binary format, which is a transaction of its own: it has committed when this resolves. */
export async function copyRawRows(client: ClientBase, rows: RawRow[]): Promise<void> {
  const copy = client.query(copyFrom('copy raw (vehicle, received_at, payload) from stdin (format binary)'));
  await pipeline([encodeRows(rows)], copy);
}

function encodeRows(rows: RawRow[]): Buffer {
  let size = signature.length + 2;
  for (const row of rows) size += rowOverhead + row.vehicle.length + row.payload.length;
  const bytes = Buffer.allocUnsafe(size);
  let at = signature.copy(bytes);
  for (const row of rows) at = encodeRow(bytes, at, row);
  bytes.writeInt16BE(-1, at);
  return bytes;
}

/** Gives where the next row begins. Vehicle names are ASCII. */
function encodeRow(bytes: Buffer, start: number, { vehicle, receivedAt, payload }: RawRow): number {
  let at = bytes.writeInt16BE(3, start);
  at = bytes.writeInt32BE(vehicle.length, at);
  at += bytes.write(vehicle, at, 'latin1');
  at = bytes.writeInt32BE(8, at);
  const microseconds = (receivedAt - epoch2000) * 1000;
  at = bytes.writeInt32BE(Math.floor(microseconds / 2 ** 32), at);
  at = bytes.writeUInt32BE(microseconds % 2 ** 32, at);
  at = bytes.writeInt32BE(payload.length, at);
  return at + payload.copy(bytes, at);
}
