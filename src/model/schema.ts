import { type TSchema, type TUnsafe, Type } from 'typebox';

/** A string out of a closed list, written as `enum` so that every OpenAPI tool reads it. */
export function oneOf<const Values extends readonly string[]>(values: Values): TUnsafe<Values[number]> {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: [...values] });
}

/** RFC 3339, always UTC on the way out. */
export const DateTime = Type.String({ format: 'date-time' });

/** ISO 8601 duration such as `PT7H30M`. */
export const Duration = Type.String({ format: 'duration', maxLength: 32 });

/** An object whose properties are all optional, which is how the Web API writes most of its bodies. */
export function partial<Properties extends Record<string, TSchema>>(properties: Properties) {
  return Type.Partial(Type.Object(properties));
}
