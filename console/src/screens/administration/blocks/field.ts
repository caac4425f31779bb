import type { AdminApi } from '../../../api/admin.ts';
import type { Choice } from '../../../ui/select.tsx';

/** One field of a form; what it has before somebody types is `initial`. */
export type Field = { name: string; label: string; description?: string; isRequired?: boolean } & (
  | { kind: 'text' | 'email' | 'tel' | 'number'; initial?: string }
  /** `isOwn`: one that is had already, which browsers may fill in. */
  | { kind: 'password'; initial?: string; isOwn?: boolean }
  /** A text, with what there is that is like it to choose from. */
  | { kind: 'search'; initial?: string; find: Find }
  | { kind: 'choice'; choices: readonly Choice<string>[]; initial: string }
  | { kind: 'choices'; choices: readonly Choice<string>[]; initial: readonly string[] }
  /** One a line. */
  | { kind: 'lines'; initial?: readonly string[] }
  | { kind: 'yes'; initial: boolean }
);

/** What there is that is like what was typed; a few at most. Throws `ProblemError`. */
export type Find = (admin: AdminApi, typed: string, signal: AbortSignal) => Promise<Choice<string>[]>;

export type FieldValue = string | readonly string[] | boolean;
export type Values = Readonly<Record<string, FieldValue>>;

/** What the fields have at first. */
export function initialValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, initialOf(field)]));
}

function initialOf(field: Field): FieldValue {
  return field.initial ?? (field.kind === 'lines' ? [] : '');
}

/** What was typed as the body of an entry: empty fields are left out. */
export function bodyOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const given = fields.flatMap((field) => {
    const value = givenIn(field, values);
    return isEmpty(value) ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(given);
}

/** What was typed as the body of a change: what differs, an emptied text as an empty one. */
export function changesOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const changed = fields.flatMap((field) => {
    const value = givenIn(field, values);
    const before = givenIn(field, { [field.name]: initialOf(field) });
    return JSON.stringify(value) === JSON.stringify(before) || value === undefined
      ? []
      : [[field.name, value] as const];
  });
  return Object.fromEntries(changed);
}

/** As the API has it; a number that is left empty is none. */
function givenIn(field: Field, values: Values): unknown {
  const value = values[field.name] ?? initialOf(field);
  if (field.kind === 'number') return value === '' ? undefined : Number(value);
  if (field.kind === 'password') return value;
  if (field.kind === 'lines')
    return (value as readonly string[]).map((line) => line.trim()).filter((line) => line !== '');
  return typeof value === 'string' ? value.trim() : value;
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
