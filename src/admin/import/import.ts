import { sql } from 'kysely';
import { Type } from 'typebox';
import { type Database, inTransaction } from '../../store/database.ts';
import { EnrolmentError } from '../../store/vehicles/enrolment.ts';
import { note } from '../mount.ts';
import { type Ask, type Operation, operation } from '../operation.ts';
import { checkRow, type Fault, type VehicleRow } from './check-row.ts';
import { type Entered, enterRow } from './enter-row.ts';
import { type GivenRow, readRows } from './read-rows.ts';
import { openRegister, type Register } from './register.ts';

const outcomes = ['created', 'updated', 'unchanged', 'refused'] as const;

type ReportRow = {
  row: number;
  vin?: string;
  outcome: (typeof outcomes)[number];
  username?: string;
  secret?: string;
  fault?: Fault;
};

const RowReport = Type.Object(
  {
    row: Type.Integer({ description: 'Counted from 1, without the line of names' }),
    vin: Type.Optional(Type.String()),
    outcome: Type.String({ description: '`created`, `updated`, `unchanged` or `refused`' }),
    username: Type.Optional(Type.String()),
    secret: Type.Optional(Type.String({ description: 'Of a vehicle that is new; shown this once' })),
    fault: Type.Optional(
      Type.Object({ field: Type.String(), value: Type.String(), expected: Type.String() }),
    ),
  },
  { $id: 'RowReport' },
);

const Report = Type.Object(
  {
    isDryRun: Type.Boolean(),
    ...Object.fromEntries(outcomes.map((outcome) => [outcome, Type.Integer()])),
    rows: Type.Array(RowReport),
  },
  { $id: 'ImportReport' },
);

/** Undoes the transaction of a dry run. */
class DryRun extends Error {
  override name = 'DryRun';
  readonly rows: ReportRow[];

  constructor(rows: ReportRow[]) {
    super('nothing is kept of a dry run');
    this.rows = rows;
  }
}

type ImportAsk = Ask<{ dryRun?: boolean }, unknown>;

/** All in one transaction: what was reported is entered, or nothing is. */
async function importVehicles(ask: ImportAsk): Promise<object> {
  const { dryRun: isDryRun = false } = ask.query;
  const given = readRows(ask.body, ask.mediaType);
  const rows = await inTransaction(ask.database, async (database) => {
    const done = await enterAll({ ...ask, database }, given);
    if (isDryRun) throw new DryRun(done);
    return done;
  }).catch((error: unknown) => {
    if (error instanceof DryRun) return error.rows.map(({ secret: _, ...row }) => row);
    throw error;
  });
  const counts = outcomes.map((one) => [one, rows.filter(({ outcome }) => outcome === one).length]);
  return { isDryRun, ...Object.fromEntries(counts), rows };
}

async function enterAll(ask: ImportAsk, given: readonly GivenRow[]): Promise<ReportRow[]> {
  const checked = given.map(checkRow);
  const good = checked.flatMap((one) => ('row' in one ? [one.row] : []));
  const register = await openRegister(ask.database, good);
  const rows: ReportRow[] = [];
  for (const [index, one] of checked.entries()) {
    const report = 'row' in one ? await enterOne(ask, one.row, register) : refusal(one);
    rows.push({ row: index + 1, ...report });
  }
  return rows;
}

const refusal = (fault: { fault: Fault; vin?: string }) => ({ ...fault, outcome: 'refused' as const });

async function enterOne(
  ask: ImportAsk,
  row: VehicleRow,
  register: Register,
): Promise<Omit<ReportRow, 'row'>> {
  const { vin } = row;
  const entered = await apart(ask.database, () => enterRow(ask.database, row, register));
  const { outcome } = entered;
  if (outcome === 'refused') return { vin, outcome, fault: entered.fault };
  if (outcome === 'unchanged') return { vin, outcome };
  const before = outcome === 'updated' ? { before: entered.before } : {};
  const after = outcome === 'created' ? { ...entered.after, secret: 'changed' } : entered.after;
  await note(ask, 'importVehicles', { subjectKind: 'vehicle', subject: vin, ...before, after });
  return outcome === 'created' ? { vin, outcome, username: vin, secret: entered.secret } : { vin, outcome };
}

/** What a row has begun that cannot be, as when somebody else enters the same vehicle, is undone; the others stay. */
async function apart({ query }: Database, work: () => Promise<Entered>): Promise<Entered> {
  await sql`savepoint import_row`.execute(query);
  const entered = await work().catch(async (error: unknown): Promise<Entered> => {
    if (!(error instanceof EnrolmentError)) throw error;
    await sql`rollback to savepoint import_row`.execute(query);
    return { outcome: 'refused', fault: { field: 'row', value: '', expected: error.message } };
  });
  await sql`release savepoint import_row`.execute(query);
  return entered;
}

const described = `Columns: vin, motorization (of a vehicle that is new), generation, brand, label, pictures, owner (a user's
address), fleet (an id), data and remote (capabilities). What a row does not say stays as it is; running it twice
changes nothing.`;

export const importOperations: readonly Operation[] = [
  operation({
    operationId: 'importVehicles',
    method: 'POST',
    path: '/vehicles/import',
    tag: 'Vehicles',
    summary: 'Enters or changes many vehicles, with a report on each row',
    role: 'operator',
    query: {
      dryRun: Type.Optional(Type.Boolean({ description: 'Report what would be done, and do nothing' })),
    },
    files: {
      bytesMax: 5 * 1_048_576,
      schemas: {
        'text/csv': Type.String({ description: described }),
        'application/x-ndjson': Type.String({ description: described }),
        'application/json': Type.Array(Type.Unsafe<unknown>({ description: described })),
      },
    },
    response: Report,
    act: importVehicles,
  }),
];
