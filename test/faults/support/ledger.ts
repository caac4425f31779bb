import pg from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../../../src/store/database.ts';
import { addVehicle } from '../../../src/store/vehicles/enrolment.ts';

export const silentLog = pino({ level: 'silent' });

export type Vehicle = { vehicleId: number; vin: string; username: string; secret: string };

let vinsMade = 0;

/** Enters some vehicles. */
export async function enrol(databaseUrl: string, count: number): Promise<Vehicle[]> {
  const database = openDatabase({ url: databaseUrl, size: 2, log: silentLog });
  try {
    const vehicles: Vehicle[] = [];
    for (let index = 0; index < count; index += 1) {
      vinsMade += 1;
      const vin = `FAULT${process.pid}${vinsMade}`;
      vehicles.push(await addVehicle(database, { vin, motorization: 'Electric' }));
    }
    return vehicles;
  } finally {
    await database.stop();
  }
}

/** Rows of one query on a connection of its own. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The odometers in the history of a vehicle, in order: each report of a test carries a number of its own there. */
export async function numbersOf(databaseUrl: string, { vehicleId }: Vehicle): Promise<number[]> {
  const rows = await rowsOf<{ number: number }>(
    databaseUrl,
    `select (groups::json -> 'odometer' ->> 'mileage')::float as number from telemetry
      where vehicle_id = $1 order by 1`,
    [vehicleId],
  );
  return rows.map(({ number }) => number);
}

export type Letter = { reason: string; payload: Buffer; channel: string };

export async function deadLettersOf(databaseUrl: string, { vehicleId }: Vehicle): Promise<Letter[]> {
  return rowsOf(
    databaseUrl,
    'select reason, payload, channel from dead_letters where vehicle_id = $1 order by id',
    [vehicleId],
  );
}

export type PresenceRow = { is_connected: boolean; reason: string };

export async function presenceOf(
  databaseUrl: string,
  { vehicleId }: Vehicle,
): Promise<PresenceRow | undefined> {
  const [row] = await rowsOf<PresenceRow>(
    databaseUrl,
    'select is_connected, reason from vehicle_presence where vehicle_id = $1',
    [vehicleId],
  );
  return row;
}
