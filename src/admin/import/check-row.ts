import { capabilityScopes, type RemoteName, remoteNames } from '../../model/capabilities.ts';
import { type Motorization, motorizations } from '../../store/vehicles/enrolment.ts';
import { webAddress } from '../schemas.ts';
import type { GivenRow } from './read-rows.ts';

/** What a row says of a vehicle; what it does not say stays as it is. */
export type VehicleRow = {
  vin: string;
  motorization?: Motorization;
  generation?: number;
  brand?: string;
  label?: string;
  pictures?: string[];
  /** Address of a user. */
  owner?: string;
  /** Id of a fleet. */
  fleet?: string;
  /** What it can tell and be told to do, in the place of what its motorization says. */
  data?: string[];
  remote?: RemoteName[];
};

export type Fault = { field: string; value: string; expected: string };

/** Gives the value as it is kept, or undefined where it is wrong. */
type Column = { expected: string; read(given: unknown): unknown };

/** What a cell says. Of JSON it may be anything: what is no text and no number is not even looked at. */
function cellOf(given: unknown): string | undefined {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
}

const text = (pattern: RegExp, expected: string): Column => ({
  expected,
  read: (given) => {
    const cell = cellOf(given);
    return cell !== undefined && pattern.test(cell) ? cell : undefined;
  },
});

const some = (known: readonly string[]): Column => ({
  expected: `some of ${known.join(' ')}`,
  read: (given) => {
    const names = typeof given === 'string' ? given.split(/[\s,|]+/).filter((one) => one !== '') : given;
    return Array.isArray(names) && names.every((one) => known.includes(one))
      ? [...new Set(names)]
      : undefined;
  },
});

const columns: Record<keyof VehicleRow, Column> = {
  vin: {
    expected: '5 to 17 letters and digits',
    read: (given) =>
      typeof given === 'string' && /^[A-Za-z0-9]{5,17}$/.test(given) ? given.toUpperCase() : undefined,
  },
  motorization: {
    expected: `one of ${motorizations.join(', ')}`,
    read: (given) => motorizations.find((one) => one.toLowerCase() === cellOf(given)?.toLowerCase()),
  },
  generation: {
    expected: '1 or 2',
    read: (given) => [1, 2].find((one) => one === Number(cellOf(given))),
  },
  brand: text(/^\P{Cc}{1,100}$/u, '1 to 100 characters'),
  label: text(/^\P{Cc}{1,200}$/u, '1 to 200 characters'),
  pictures: {
    expected: 'up to 20 http:// or https:// addresses, separated by spaces',
    read: (given) => {
      const all = typeof given === 'string' ? given.split(/\s+/) : given;
      return Array.isArray(all) && all.length <= 20 && all.every(isAddress) ? all : undefined;
    },
  },
  owner: text(/^[^\s@\p{Cc}]{1,200}@[^\s@\p{Cc}]{1,120}$/u, 'the e-mail address of a user'),
  fleet: text(/^[\w-]{1,100}$/, 'the id of a fleet'),
  data: some(capabilityScopes),
  remote: some(remoteNames),
};

const names = Object.keys(columns) as (keyof VehicleRow)[];

const webAddressForm = new RegExp(webAddress, 'u');

function isAddress(given: unknown): boolean {
  return typeof given === 'string' && given.length <= 500 && webAddressForm.test(given);
}

/** What a row says, or the first thing that is wrong with it. Names of columns may be in any capitals. */
export function checkRow(given: GivenRow): { row: VehicleRow } | { fault: Fault; vin?: string } {
  if ('fault' in given) return { fault: { field: 'row', value: '', expected: given.fault } };
  const row: Record<string, unknown> = {};
  const fault = readColumns(given.fields, row);
  const vin = typeof row.vin === 'string' ? { vin: row.vin } : {};
  if (fault) return { fault, ...vin };
  if (row.vin === undefined) return { fault: { field: 'vin', value: '', expected: columns.vin.expected } };
  return { row: row as VehicleRow };
}

function readColumns(
  fields: Readonly<Record<string, unknown>>,
  row: Record<string, unknown>,
): Fault | undefined {
  let first: Fault | undefined;
  for (const [given, value] of Object.entries(fields)) {
    const name = names.find((one) => one.toLowerCase() === given.toLowerCase());
    if (value === undefined || value === null) continue;
    const read = name && columns[name].read(value);
    if (name && read !== undefined) row[name] = read;
    else first ??= { field: given, value: shortened(value), expected: name ? columns[name].expected : known };
  }
  return first;
}

const known = `one of the columns ${names.join(', ')}`;

/** Of a value that may be anything. Writing out what has parts can fail, as where they are very deep. */
function shortened(value: unknown): string {
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return String(value).slice(0, 100);
}
