type Json = Record<string, unknown>;

/** A schema whose parts with an `$id` carry it as their title: documents keep titles, and drop ids. */
export function titled<Schema>(schema: Schema): Schema {
  return mapped(schema, ({ $id, ...others }) =>
    typeof $id === 'string' ? { title: $id, ...others } : others,
  ) as Schema;
}

/** An OpenAPI document in which every schema with a title stands once, under `components`, and is referred to. */
export function withNamedSchemas<Document extends object>(document: Document): Document {
  const schemas: Json = {};
  const named = mapped(document, (object) => {
    const { title, ...schema } = object;
    // `info` has a title, too, and no type.
    if (typeof title !== 'string' || typeof schema.type !== 'string') return object;
    const known = schemas[title];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) return object;
    schemas[title] = schema;
    return { $ref: `#/components/schemas/${title}` };
  }) as Document & { components?: Json };
  return { ...named, components: { ...named.components, schemas } };
}

/** Each object in it changed, the inner ones first. */
function mapped(value: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, mapped(inner, change)]);
  return change(Object.fromEntries(entries) as Json);
}
