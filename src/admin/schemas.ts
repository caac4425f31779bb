import { Type } from 'typebox';
import { oneOf } from '../model/schema.ts';
import { roles } from '../store/people/administrators.ts';

/** Pieces of bodies and answers. */
export const Time = Type.String({ format: 'date-time' });
export const Name = Type.String({ minLength: 1, maxLength: 200 });
/** Of what browsers are to load. */
export const webAddress = '^https?://[^\\s\\p{Cc}]+$';
/** Empty: taken away. */
export const Text = Type.String({ maxLength: 500 });
export const Role = oneOf(roles);
export const Password = Type.String({ minLength: 1, maxLength: 1000, writeOnly: true });
export const Vin = Type.String({ minLength: 1, maxLength: 40 });

/** A body: what it does not know is refused, so that nobody takes a misspelt field for changed. */
export function body<Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

/** What goes with something that is removed, or went. */
export function removed<Names extends string>(...names: Names[]) {
  const counts = Object.fromEntries(names.map((name) => [name, Type.Integer()]));
  return Type.Object({ removed: Type.Object(counts) });
}
