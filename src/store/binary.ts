/**
 * Rows and arrays in PostgreSQL's binary format: nothing to escape, nothing to parse back. Times are epoch
 * milliseconds here and microseconds since 2000 there.
 */
export class BinaryWriter {
  private buffer: Buffer;
  private length = 0;

  constructor(capacity = 65_536) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  int16(value: number): void {
    this.reserve(2);
    this.length = this.buffer.writeInt16BE(value, this.length);
  }

  int32(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeInt32BE(value, this.length);
  }

  /** A whole number below 2^53, as int8, with its length in front. */
  int8Field(value: number): void {
    this.reserve(12);
    this.length = this.buffer.writeInt32BE(8, this.length);
    this.length = this.buffer.writeInt32BE(Math.floor(value / 4_294_967_296), this.length);
    this.length = this.buffer.writeUInt32BE(value >>> 0, this.length);
  }

  bigintField(value: bigint): void {
    this.reserve(12);
    this.length = this.buffer.writeInt32BE(8, this.length);
    this.length = this.buffer.writeBigInt64BE(value, this.length);
  }

  timeField(epochMs: number): void {
    this.int8Field((epochMs - 946_684_800_000) * 1000);
  }

  textField(value: string): void {
    this.reserve(4 + value.length * 3);
    const start = this.length + 4;
    this.length = start + this.buffer.write(value, start, 'utf8');
    this.buffer.writeInt32BE(this.length - start, start - 4);
  }

  bytesField(value: Buffer): void {
    this.int32(value.length);
    this.bytes(value);
  }

  bytes(value: Buffer): void {
    this.reserve(value.length);
    this.length += value.copy(this.buffer, this.length);
  }

  /** What was written; the writer is not used after. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

const copyHeader = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

/** A stream for `COPY … FROM STDIN (FORMAT binary)`: `write` adds the fields of one row. */
export function copyRows<Row>(
  rows: readonly Row[],
  columns: number,
  write: (to: BinaryWriter, row: Row) => void,
): Buffer {
  const to = new BinaryWriter(Math.max(4096, rows.length * 512));
  to.bytes(copyHeader);
  for (const row of rows) {
    to.int16(columns);
    write(to, row);
  }
  to.int16(-1);
  return to.finish();
}

const oids = { int8: 20, text: 25 };

function arrayOf<Item>(
  oid: number,
  items: readonly Item[],
  write: (to: BinaryWriter, item: Item) => void,
): Buffer {
  const to = new BinaryWriter(Math.max(64, items.length * 16));
  for (const value of [items.length === 0 ? 0 : 1, 0, oid]) to.int32(value);
  if (items.length > 0) {
    to.int32(items.length);
    to.int32(1);
  }
  for (const item of items) write(to, item);
  return to.finish();
}

/** Parameters for `$n::bigint[]` and `$n::text[]`. */
export const int8Array = (items: readonly number[]) =>
  arrayOf(oids.int8, items, (to, item) => to.int8Field(item));
export const bigintArray = (items: readonly bigint[]) =>
  arrayOf(oids.int8, items, (to, item) => to.bigintField(item));
export const textArray = (items: readonly string[]) =>
  arrayOf(oids.text, items, (to, item) => to.textField(item));
