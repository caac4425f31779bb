import { isIP } from 'node:net';

/** Reads one setting; throws an `Error` whose text says what was expected instead. */
export type Parse<Value> = (given: string) => Value;

export const text: Parse<string> = (given) => given;

export const boolean: Parse<boolean> = (given) => {
  if (/^(true|1|yes|on)$/i.test(given)) return true;
  if (/^(false|0|no|off)$/i.test(given)) return false;
  throw new Error('true or false');
};

/** An http(s) address, without the slash at its end. */
export const url: Parse<string> = (given) => {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new Error('a http:// or https:// address');
  return given.replace(/\/+$/, '');
};

export const databaseUrl: Parse<string> = (given) => {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw new Error('an address such as postgres://user:password@host:5432/database');
  return given;
};

/** IP addresses or networks (10.0.0.0/8), separated by commas. */
export const addresses: Parse<readonly string[]> = (given) => {
  if (given === 'none') return [];
  const all = given.split(',').map((one) => one.trim());
  if (all.every(isAddress)) return all;
  throw new Error('IP addresses or networks such as 10.0.0.0/8, separated by commas, or none');
};

function isAddress(given: string): boolean {
  const [address = '', bits = '0', ...more] = given.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most && more.length === 0;
}

/** IP addresses, networks, or names of hosts, separated by commas. */
export const targets: Parse<readonly string[]> = (given) => {
  if (given === 'none') return [];
  const all = given.split(',').map((one) => one.trim());
  if (all.every((one) => isAddress(one) || isName(one))) return all;
  throw new Error(
    'IP addresses, networks such as 10.0.0.0/8 or names of hosts, separated by commas, or none',
  );
};

/** What ends in a number would be an address, and is none. */
const isName = (given: string) => /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(given) && !/(^|\.)\d+$/.test(given);

export const headerName: Parse<string> = (given) => {
  if (/^[A-Za-z0-9-]{1,64}$/.test(given)) return given;
  throw new Error('the name of a header such as X-Client-Cert');
};

export function number(minimum: number, maximum: number): Parse<number> {
  return (given) => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new Error(`a whole number from ${minimum} to ${maximum}`);
  };
}

export function choice<const Values extends readonly string[]>(values: Values): Parse<Values[number]> {
  return (given) => {
    const value = values.find((candidate) => candidate === given);
    if (value === undefined) throw new Error(`one of ${values.join(', ')}`);
    return value;
  };
}

/** Everything that is wrong with the settings, one line each. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly errors: string[];

  constructor(errors: string[]) {
    super(`wrong settings:\n${errors.map((error) => `  ${error}`).join('\n')}`);
    this.errors = errors;
  }
}
