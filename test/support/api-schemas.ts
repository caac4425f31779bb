import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

/** What of an answer is looked at. */
export type Answered = { status: number; headers: Headers; body: unknown };

type Json = Record<string, unknown>;

export type Method = 'get' | 'post' | 'put' | 'delete';

type Operation = {
  operationId: string;
  /** Whether the contract does not have it. */
  isExtension: boolean;
  /** What of an answer is not as the document says. */
  faults(answer: Answered): string[];
};

/** The operations of one method of an OpenAPI document, by path template. */
export type Schemas = { path: string; pattern: RegExp; operation: Operation }[];

export function operationAt(schemas: Schemas, path: string): Operation | undefined {
  return schemas.find(({ pattern }) => pattern.test(path))?.operation;
}

export function schemasOf(document: Json, method: string = 'get'): Schemas {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const operations: Schemas = [];
  for (const [path, item] of Object.entries(document.paths as Record<string, Json>)) {
    const found = follow(document, item)[method] as Json | undefined;
    if (!found) continue;
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    operations.push({ path, pattern, operation: operationOf(found, document, ajv) });
  }
  return operations;
}

function operationOf(found: Json, document: Json, ajv: Ajv): Operation {
  const compiled = new Map<string, ValidateFunction>();
  const responses = found.responses as Record<string, Json>;
  const nameOf = (status: number) => (status in responses ? String(status) : 'default');
  const validatorOf = (status: number): ValidateFunction | undefined => {
    const name = nameOf(status);
    const schema = schemaOfResponse(document, responses[name]);
    if (!schema) return undefined;
    const known = compiled.get(name) ?? ajv.compile(absolute(schema) as Json);
    compiled.set(name, known);
    return known;
  };
  return {
    operationId: found.operationId as string,
    isExtension: String(found.description ?? '').startsWith('An extension of Roadwire'),
    faults({ status, body }) {
      const validate = validatorOf(status);
      const hasNone = body === undefined && nameOf(status) in responses;
      if (!validate) return hasNone ? [] : [`nothing is said about ${status}`];
      validate(body);
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}

function schemaOfResponse(document: Json, given: Json | undefined): unknown {
  const { content } = follow(document, given ?? {}) as { content?: Record<string, Json> };
  return content && Object.values(content)[0]?.schema;
}

/** The object itself, or the one that its `$ref` names. */
function follow(document: Json, item: Json): Json {
  if (typeof item.$ref !== 'string') return item;
  let found: unknown = document;
  for (const part of item.$ref.slice(2).split('/')) found = (found as Json)[part];
  return follow(document, found as Json);
}

/** A schema whose references lead into the whole document. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? `api${inner}` : absolute(inner),
    ]),
  );
}
