type Schema = {
  $ref?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  type?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
};

const head = `// Made from the OpenAPI document that the server serves:
// UPDATE=1 npx vitest run test/console/contract-types.test.ts
`;

/** TypeScript of the named schemas of an OpenAPI document. */
export function typesOf(document: { components?: { schemas?: Record<string, Schema> } }): string {
  const named = Object.entries(document.components?.schemas ?? {});
  return head + named.map(([name, schema]) => `export type ${name} = ${typeOf(schema, '')};\n`).join('');
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  const values = valuesOf(schema);
  if (values) return values.map((one) => JSON.stringify(one)).join(' | ');
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return [...new Set(parts.map((one) => typeOf(one, indent)))].join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, indent)).join(' & ');
  if (schema.type === 'array') return listOf(typeOf(schema.items ?? {}, indent));
  if (schema.type === 'object' || schema.properties) return objectOf(schema, indent);
  return schema.type === 'integer' ? 'number' : (schema.type ?? 'unknown');
}

const valuesOf = (schema: Schema) => schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);

const listOf = (item: string) => (/[|&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`);

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, schema]) => {
    const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
    return `${inner}${key}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)};\n`;
  });
  if (fields.length > 0) return `{\n${fields.join('')}${indent}}`;
  const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
  return `Record<string, ${values}>`;
}
