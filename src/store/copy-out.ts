import type { RawBuilder } from 'kysely';
import pg from 'pg';
import { type BinaryReader, BinaryWriter, copiedRows } from './binary.ts';
import type { Database } from './database.ts';

/** What the rows of a statement are in the database, column by column, and how one is read. */
type Rows<Row> = { types: readonly string[]; read(row: BinaryReader): Row };

/**
 * Runs a query that gives many rows, in its order. They come by COPY in the binary format, which takes the database
 * and the driver least. COPY can neither run a prepared statement nor take parameters, and planning a page takes
 * longer than reading it: so each connection keeps the statement as a function of its own, with its plan. Texts come from the code, so there are few; parameters are numbers and texts.
 */
export async function copyOut<Row>(
  { pool, query }: Database,
  statement: RawBuilder<unknown>,
  { types, read }: Rows<Row>,
): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(query);
  const client = await pool.connect();
  try {
    const name = await functionOf(client, { text, parameters, types });
    const rows = `select * from ${name}(${parameters.map(literal).join()})`;
    const copied = await new Promise<Buffer>((resolve, reject) =>
      client.query(new CopyOut(`copy (${rows}) to stdout (format binary)`, { resolve, reject })),
    );
    client.release();
    return copiedRows(copied, read);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Statement = { text: string; parameters: readonly unknown[]; types: readonly string[] };

/** The functions of each connection, by what makes them. */
const functions = new WeakMap<pg.PoolClient, Map<string, string>>();

/** Gives the function of a statement, which is there for as long as the connection and for nobody else. */
async function functionOf(client: pg.PoolClient, { text, parameters, types }: Statement): Promise<string> {
  const made = functions.get(client) ?? new Map<string, string>();
  functions.set(client, made);
  const takes = parameters.map(typeOf).join();
  const gives = types.map((type, index) => `column_${index} ${type}`).join();
  const signature = `(${takes}) returns table (${gives})`;
  const found = made.get(signature + text);
  if (found) return found;
  const name = `pg_temp.rows_${made.size}`;
  // It is gone with the connection, so nobody need wait for it to be on disk.
  await client.query(`begin; set local synchronous_commit = off;
    create function ${name}${signature} language plpgsql stable as $rows$ begin return query ${text}; end $rows$;
    commit`);
  made.set(signature + text, name);
  return name;
}

function typeOf(value: unknown): string {
  if (typeof value !== 'number') return 'text';
  return Number.isSafeInteger(value) ? 'bigint' : 'float8';
}

const literal = (value: unknown) => pg.escapeLiteral(String(value));

type Outcome = { resolve(copied: Buffer): void; reject(error: Error): void };

/** A query for `pg` that gathers what is copied. */
class CopyOut implements pg.Submittable {
  private readonly text: string;
  private readonly outcome: Outcome;
  private readonly gathered = new BinaryWriter();

  constructor(text: string, outcome: Outcome) {
    this.text = text;
    this.outcome = outcome;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.text);
  }

  /** The driver uses the memory of a chunk again. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.gathered.bytes(chunk);
  }

  handleCommandComplete(): void {
    // The connection is ready a little later.
  }

  handleReadyForQuery(): void {
    this.outcome.resolve(this.gathered.finish());
  }

  handleError(error: Error): void {
    this.outcome.reject(error);
  }
}
