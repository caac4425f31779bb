import { createFaults, type Fault, type Faults } from './fault.ts';

/** A value somewhere in a body. Whoever reads it and finds it wrong notes a fault and gets undefined. */
export type Field = { readonly path: string; readonly value: unknown; readonly faults: Faults };

/** Reads a whole body: what came of it, or everything that is wrong with it. */
export function readBody<Read>(
  body: unknown,
  read: (field: Field) => Read | undefined,
): { read: Read } | { faults: Fault[] } {
  const faults = createFaults();
  const result = read({ path: '', value: body, faults });
  if (result !== undefined && faults.list.length === 0) return { read: result };
  return { faults: [...faults.list] };
}

/** Notes that a field is wrong. The answer is undefined, for whoever returns it at once. */
export function wrong({ path, value, faults }: Field, expected: string): undefined {
  faults.add({ path: path || 'body', value, expected });
  return undefined;
}

/** What is null counts as not there. */
export function isThere({ value }: Field): boolean {
  return value !== undefined && value !== null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is an object; notes a fault otherwise. */
export function checkObject(field: Field): boolean {
  if (isObject(field.value)) return true;
  wrong(field, 'an object');
  return false;
}

/** A member of an object by its name, or by the first of its other spellings that is there. */
export function member(of: Field, name: string, ...spellings: string[]): Field {
  const { value, path, faults } = of;
  const found = [name, ...spellings].find((one) => valueAt(value, one) !== undefined) ?? name;
  return { path: path ? `${path}.${found}` : found, value: valueAt(value, found), faults };
}

function valueAt(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Reads a member where it is there. */
export function optional<Read>(field: Field, read: (field: Field) => Read | undefined): Read | undefined {
  return isThere(field) ? read(field) : undefined;
}

/** `{ [name]: value }`, or nothing where there is no value. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [_ in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [_ in Name]?: Value };
}

type Bounds = { min: number; max: number };

/** The items of a list of some length, each read by itself; undefined where it is no such list. */
export function readList<Read>(
  field: Field,
  { min, max }: Bounds,
  read: (item: Field) => Read | undefined,
): Read[] | undefined {
  const { value, path, faults } = field;
  if (!Array.isArray(value)) return wrong(field, `a list of ${min} to ${max}`);
  if (value.length < min || value.length > max) return wrong(field, `${min} to ${max} items`);
  const items = value.map((item, index) => read({ path: `${path}[${index}]`, value: item, faults }));
  return items.filter((item) => item !== undefined) as Read[];
}

const control = /\p{Cc}/u;

/** A line of text without control characters. */
export function readText(field: Field, max: number): string | undefined {
  const { value } = field;
  if (typeof value === 'string' && value.length > 0 && value.length <= max && !control.test(value))
    return value;
  return wrong(field, `a text of 1 to ${max} characters without control characters`);
}

export function readInteger(field: Field, { min, max }: Bounds): number | undefined {
  const { value } = field;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  return wrong(field, `a whole number from ${min} to ${max}`);
}

export function readOneOf<const Word extends string>(field: Field, words: readonly Word[]): Word | undefined {
  const found = words.find((word) => word === field.value);
  return found ?? wrong(field, `one of ${words.join(', ')}`);
}
