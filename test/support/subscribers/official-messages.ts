import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import { readOfficial } from '../official.ts';

type Json = Record<string, unknown>;

/** What of a value is not as the schema of a name says. */
export type Faults = (schema: string, value: unknown) => string[];

/** What of a value is not as a schema says. */
export function faultsOf(schema: object, value: unknown): string[] {
  return faultsAt({ components: { schemas: { schema } } })('schema', value);
}

/**
 * Of the official files of a face: what of a message is wrong, and of a model in it, which has no links there.
 * Undefined where they are not at hand.
 */
export function officialMessages(face: 'b2c' | 'b2b'): { messages: Faults; models: Faults } | undefined {
  const template = face === 'b2c' ? 'api-b2c-webhook-template.yaml' : 'api-b2b-webhook-template-v3.yaml';
  const [messages, models] = [readOfficial(template), readOfficial(`api-${face}.yaml`)];
  return (
    messages && models && { messages: faultsAt(messages), models: faultsAt(withoutLinks(models) as Json) }
  );
}

function faultsAt(document: Json): Faults {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  ajv.addSchema(document, 'api');
  return (schema, value) => {
    const validate = ajv.getSchema(`api#/components/schemas/${schema}`);
    if (!validate) return [`there is no schema ${schema}`];
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** The document in which nothing demands links. */
function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLinks);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === 'required' && Array.isArray(inner)
      ? inner.filter((one) => one !== '_links')
      : withoutLinks(inner),
  ]);
  return Object.fromEntries(entries);
}
