import pg from 'pg';

/** Runs statements on a connection of their own; gives the rows of the last. */
export async function queryOnce(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Makes the database anew on the server of `url`; gives its address. */
export async function recreateDatabase(url: string, name: string): Promise<string> {
  await dropDatabase(url, name);
  await queryOnce(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await queryOnce(url, `drop database if exists ${name} with (force)`);
}

export async function countRows(url: string, table: 'raw' | 'telemetry'): Promise<number> {
  const [row] = await queryOnce(url, `select count(*)::float8 as count from ${table}`);
  return row?.count as number;
}

export async function readServerVersion(url: string): Promise<string> {
  const [row] = await queryOnce(url, 'show server_version');
  return row?.server_version as string;
}

/** Writes back what the run before left, so that it does not cost the next one. Needs the right to. */
export async function checkpoint(url: string, log: (line: string) => void): Promise<void> {
  await queryOnce(url, 'checkpoint').catch((error: Error) => log(`no checkpoint: ${error.message}`));
}
