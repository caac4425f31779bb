import type { TSchema } from 'typebox';

/** What a cell of a table holds; undefined where nothing is known. */
export type Cell = string | number | boolean | undefined;

export type Column = { name: string; of(element: unknown): Cell };

/** The parts of JSON Schema that the schemas of answers are made of. */
type Schema = { properties?: Record<string, Schema>; items?: Schema; enum?: string[] };

type Get = (element: unknown) => unknown;

/** Links are for programs that follow them; the second date is a copy of the first. */
const leftOut = new Set(['_links', 'updatedAt']);
/** Wrappings that say nothing. */
const silent = new Set(['_embedded', 'extension', 'vehicle', 'geometry', 'properties']);

/**
 * The columns of a table of such elements: one for each value that the schema knows, always the same and in its
 * order. Names are paths, as in `energies.Electric.charging.status`: a dot leads into an object, or to the
 * entry of a list that has this `type`. Lists of anything else are JSON in one cell.
 */
export function columnsOf(element: TSchema): Column[] {
  return [...walk(element as Schema, { path: [], get: (value) => value })];
}

type At = { path: readonly string[]; get: Get };

function* walk(schema: Schema, at: At): Generator<Column> {
  const types = schema.items?.properties?.type?.enum;
  if (types) yield* typed(schema.items as Schema, { types, at });
  else if (at.path.at(-1) === 'coordinates') yield* coordinates(at);
  else if (schema.properties) yield* fields(schema.properties, at);
  else yield { name: at.path.join('.'), of: (element) => cellOf(at.get(element)) };
}

function* fields(properties: Record<string, Schema>, { path, get }: At): Generator<Column> {
  const isFeature = 'geometry' in properties;
  for (const [name, schema] of Object.entries(properties)) {
    // The type of a Feature or Point is no value; neither is the time of a part that is the row's.
    const isSaid =
      (name === 'type' && (isFeature || properties.coordinates)) || (name === 'createdAt' && isNested(path));
    if (leftOut.has(name) || isSaid) continue;
    yield* walk(schema, {
      path: silent.has(name) ? path : [...path, name],
      get: (element) => (get(element) as Record<string, unknown> | undefined)?.[name],
    });
  }
}

const isNested = (path: readonly string[]) => path.length > 0 && !path.at(-1)?.endsWith('Position');

/** Entries of a list by their type, each without what belongs to another type. */
function* typed(item: Schema, { types, at }: { types: readonly string[]; at: At }): Generator<Column> {
  const { type: _, ...properties } = item.properties ?? {};
  for (const type of types) {
    const others = types.filter((one) => one !== type).map((one) => one.toLowerCase());
    yield* fields(without(properties, others), {
      path: [...at.path, type],
      get: (element) => ((at.get(element) ?? []) as { type: string }[]).find((entry) => entry.type === type),
    });
  }
}

function without(properties: Record<string, Schema>, names: readonly string[]): Record<string, Schema> {
  const extension = properties.extension as Schema | undefined;
  if (!extension?.properties) return properties;
  const kept = Object.entries(extension.properties).filter(([name]) => !names.includes(name));
  return { ...properties, extension: { properties: Object.fromEntries(kept) } };
}

function* coordinates({ path, get }: At): Generator<Column> {
  for (const [index, name] of ['longitude', 'latitude', 'altitude'].entries())
    yield {
      name: [...path.slice(0, -1), name].join('.'),
      of: (element) => (get(element) as number[] | undefined)?.[index],
    };
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') return JSON.stringify(value);
  return value as Cell;
}
