import type { TSchema } from 'typebox';

/** Told of every value that is left out: where it was and why. */
export type Refuse = (path: string, reason: RefusalReason) => void;
export type RefusalReason = 'unknown' | 'type' | 'range' | 'required';

/** Gives the value as the schema has it, or undefined when nothing of it can be used. */
export type Cleaner = (value: unknown, refuse: Refuse) => unknown;

type JsonSchema = {
  type?: string;
  enum?: readonly string[];
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
};

/**
 * Compiles a schema of the model, once, into a function that keeps what fits and counts what does not.
 * `path` is what refusals are reported under.
 */
export function cleanerOf(schema: TSchema, path: string): Cleaner {
  return compile(schema as JsonSchema, path);
}

function compile(schema: JsonSchema, path: string): Cleaner {
  if (schema.enum) return enumCleaner(new Set(schema.enum), path);
  switch (schema.type) {
    case 'object':
      return objectCleaner(schema, path);
    case 'array':
      return arrayCleaner(schema, path);
    case 'number':
      return numberCleaner(schema, path);
    case 'integer':
      return numberCleaner(schema, path);
    case 'boolean':
      return booleanCleaner(path);
    case 'string':
      return stringCleaner(schema, path);
    default:
      throw new TypeError(`cannot clean values of ${JSON.stringify(schema)}`);
  }
}

function booleanCleaner(path: string): Cleaner {
  return (value, refuse) => {
    if (typeof value === 'boolean') return value;
    refuse(path, 'type');
    return undefined;
  };
}

function enumCleaner(allowed: Set<string>, path: string): Cleaner {
  return (value, refuse) => {
    if (typeof value === 'string' && allowed.has(value)) return value;
    refuse(path, typeof value === 'string' ? 'range' : 'type');
    return undefined;
  };
}

function numberCleaner(schema: JsonSchema, path: string): Cleaner {
  const whole = schema.type === 'integer';
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return (value, refuse) => {
    if (typeof value !== 'number') {
      refuse(path, 'type');
      return undefined;
    }
    const number = whole ? Math.round(value) : value;
    if (number >= minimum && number <= maximum && Number.isFinite(number)) return number;
    refuse(path, 'range');
    return undefined;
  };
}

const formats: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/,
  duration: /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
};

function stringCleaner(schema: JsonSchema, path: string): Cleaner {
  const pattern = schema.format === undefined ? undefined : formats[schema.format];
  if (!pattern) throw new TypeError(`a string of the model needs a format: ${JSON.stringify(schema)}`);
  const read = schema.format === 'date-time' ? utcFrom : (value: string) => value;
  return (value, refuse) => {
    if (typeof value !== 'string') {
      refuse(path, 'type');
      return undefined;
    }
    const kept = value.length <= (schema.maxLength ?? 40) && pattern.test(value) ? read(value) : undefined;
    if (kept === undefined) refuse(path, 'range');
    return kept;
  };
}

function utcFrom(value: string): string | undefined {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function arrayCleaner(schema: JsonSchema, path: string): Cleaner {
  const clean = compile(schema.items ?? {}, path);
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  return (value, refuse) => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) {
      refuse(path, Array.isArray(value) ? 'range' : 'type');
      return undefined;
    }
    const kept = cleanItems(value, clean, refuse);
    // An empty array says something; one whose every element was refused does not.
    return kept.length > 0 || value.length === 0 ? kept : undefined;
  };
}

/** The items that fit: the array itself where all of them do as they are. */
function cleanItems(items: unknown[], clean: Cleaner, refuse: Refuse): unknown[] {
  let kept: unknown[] | undefined;
  items.forEach((item, index) => {
    const cleaned = clean(item, refuse);
    if (cleaned === item && !kept) return;
    kept ??= items.slice(0, index);
    if (cleaned !== undefined) kept.push(cleaned);
  });
  return kept ?? items;
}

function objectCleaner(schema: JsonSchema, path: string): Cleaner {
  const fields = new Map(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      compile(property, `${path}.${name}`),
    ]),
  );
  const required = schema.required ?? [];
  return (value, refuse) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      refuse(path, 'type');
      return undefined;
    }
    const kept = cleanFields(value as Record<string, unknown>, { fields, path, refuse });
    for (const name of required) {
      if (kept?.[name] === undefined) {
        refuse(`${path}.${name}`, 'required');
        return undefined;
      }
    }
    return kept;
  };
}

type FieldsContext = { fields: ReadonlyMap<string, Cleaner>; path: string; refuse: Refuse };

/**
 * The known fields of an object that fit; undefined when there is none. It is the object itself where all of
 * it fits as it is, which is the rule: nothing is copied then.
 */
export function cleanFields(
  value: Record<string, unknown>,
  { fields, path, refuse }: FieldsContext,
): Record<string, unknown> | undefined {
  let kept: Record<string, unknown> | undefined;
  let fitting = 0;
  for (const name in value) {
    const clean = fields.get(name);
    if (!clean) refuse(path, 'unknown');
    const cleaned = clean?.(value[name], refuse);
    if (cleaned !== undefined) fitting += 1;
    if (!kept && cleaned !== undefined && cleaned === value[name]) continue;
    kept ??= fieldsBefore(name, value);
    if (cleaned !== undefined) kept[name] = cleaned;
  }
  return fitting > 0 ? (kept ?? value) : undefined;
}

function fieldsBefore(end: string, value: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name in value) {
    if (name === end) break;
    fields[name] = value[name];
  }
  return fields;
}
