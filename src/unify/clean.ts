import type { TSchema } from 'typebox';

/** Told of every value that is left out: where it was and why. */
export type Refuse = (path: string, reason: RefusalReason) => void;
export type RefusalReason = 'unknown' | 'type' | 'range' | 'required';

/** Gives the value as the schema has it, or undefined when nothing of it can be used. */
export type Cleaner = (value: unknown, path: string, refuse: Refuse) => unknown;

type JsonSchema = {
  type?: string;
  enum?: readonly string[];
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxLength?: number;
};

/** Compiles a schema of the model, once, into a function that keeps what fits and counts what does not. */
export function cleanerOf(schema: TSchema): Cleaner {
  return compile(schema as JsonSchema);
}

function compile(schema: JsonSchema): Cleaner {
  if (schema.enum) return enumCleaner(new Set(schema.enum));
  switch (schema.type) {
    case 'object':
      return objectCleaner(schema);
    case 'array':
      return arrayCleaner(schema);
    case 'number':
      return numberCleaner(schema, false);
    case 'integer':
      return numberCleaner(schema, true);
    case 'boolean':
      return booleanCleaner;
    case 'string':
      return stringCleaner(schema);
    default:
      throw new TypeError(`cannot clean values of ${JSON.stringify(schema)}`);
  }
}

const booleanCleaner: Cleaner = (value, path, refuse) => {
  if (typeof value === 'boolean') return value;
  refuse(path, 'type');
  return undefined;
};

function enumCleaner(allowed: Set<string>): Cleaner {
  return (value, path, refuse) => {
    if (typeof value === 'string' && allowed.has(value)) return value;
    refuse(path, typeof value === 'string' ? 'range' : 'type');
    return undefined;
  };
}

function numberCleaner(schema: JsonSchema, whole: boolean): Cleaner {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return (value, path, refuse) => {
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

function stringCleaner(schema: JsonSchema): Cleaner {
  const pattern = schema.format === undefined ? undefined : formats[schema.format];
  if (!pattern) throw new TypeError(`a string of the model needs a format: ${JSON.stringify(schema)}`);
  const isTime = schema.format === 'date-time';
  return (value, path, refuse) => {
    if (typeof value !== 'string') {
      refuse(path, 'type');
      return undefined;
    }
    const fits = value.length <= (schema.maxLength ?? 40) && pattern.test(value);
    const time = isTime && fits ? Date.parse(value) : 0;
    if (fits && !Number.isNaN(time)) return isTime ? new Date(time).toISOString() : value;
    refuse(path, 'range');
    return undefined;
  };
}

function arrayCleaner(schema: JsonSchema): Cleaner {
  const clean = compile(schema.items ?? {});
  const { maxItems = Number.POSITIVE_INFINITY } = schema;
  return (value, path, refuse) => {
    if (!Array.isArray(value) || value.length > maxItems) {
      refuse(path, Array.isArray(value) ? 'range' : 'type');
      return undefined;
    }
    const kept: unknown[] = [];
    for (const item of value) {
      const cleaned = clean(item, path, refuse);
      if (cleaned !== undefined) kept.push(cleaned);
    }
    // An empty array says something; one whose every element was refused does not.
    return kept.length > 0 || value.length === 0 ? kept : undefined;
  };
}

function objectCleaner(schema: JsonSchema): Cleaner {
  const fields = new Map(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, compile(property)]),
  );
  const required = schema.required ?? [];
  return (value, path, refuse) => {
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

type FieldsContext = { fields: Map<string, Cleaner>; path: string; refuse: Refuse };

/** The known fields of an object; undefined when none of them could be used. */
function cleanFields(
  value: Record<string, unknown>,
  { fields, path, refuse }: FieldsContext,
): Record<string, unknown> | undefined {
  let kept: Record<string, unknown> | undefined;
  for (const name in value) {
    const clean = fields.get(name);
    if (!clean) {
      refuse(path, 'unknown');
      continue;
    }
    const cleaned = clean(value[name], `${path}.${name}`, refuse);
    if (cleaned === undefined) continue;
    kept ??= {};
    kept[name] = cleaned;
  }
  return kept;
}
