import { type Answered, operationAt, type Schemas, schemasOf } from './api-schemas.ts';

const served = new Map<string, Promise<Schemas>>();

type Asked = {
  /** The name of the OpenAPI document, such as `admin`. */
  document: string;
  method: string;
  /** Below the root of the API. */
  path: string;
};

/** Holds an answer against the OpenAPI document that the same server serves. Throws what is wrong. */
export async function checkDocument(
  { baseUrl }: { baseUrl: string },
  { document, method, path }: Asked,
  { status, headers, body }: Answered,
): Promise<void> {
  const key = `${baseUrl} ${document} ${method}`;
  const schemas =
    served.get(key) ??
    fetch(`${baseUrl}/openapi/${document}.json`).then(async (response) =>
      schemasOf((await response.json()) as Record<string, unknown>, method.toLowerCase()),
    );
  served.set(key, schemas);
  const operation = operationAt(await schemas, path.split('?')[0] ?? '');
  const faults = status === 204 ? [] : (operation?.faults({ status, headers, body }) ?? []);
  JSON.stringify(body, (name, value) => {
    if (value === null) faults.push(`${name}: null`);
    return value;
  });
  if (faults.length > 0) throw new Error(`${method} ${path} (${status}):\n  ${faults.join('\n  ')}`);
}
