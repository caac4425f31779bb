import { type Answered, operationAt, type Schemas, schemasOf } from './api-schemas.ts';
import { official } from './official.ts';

const root = '/connectedcar/v4';
const served = new Map<string, Promise<Schemas>>();

/**
 * Holds an answer of the Web API against the OpenAPI document that the same server serves, and, where the
 * official file is at hand, against that; and against what older clients take for granted. Throws what is wrong.
 */
export async function checkContract(baseUrl: string, path: string, answer: Answered): Promise<void> {
  if (!path.startsWith(`${root}/`)) return;
  const faults = [...findPromisesBroken(answer.body, '')];
  const ours = await servedBy(baseUrl);
  const operation = operationAt(ours, path.slice(root.length));
  if (operation) {
    faults.push(...operation.faults(answer).map((fault) => `served document: ${fault}`));
    const theirs = official && operationAt(official, path.slice(root.length));
    if (official && !theirs) faults.push('the official file has no such operation');
    if (theirs && answer.status === 200)
      faults.push(...theirs.faults(answer).map((fault) => `official file: ${fault}`));
  }
  if (faults.length > 0) throw new Error(`${path} (${answer.status}):\n  ${faults.join('\n  ')}`);
}

/** The operations of the document that a server serves. */
export function servedBy(baseUrl: string): Promise<Schemas> {
  let found = served.get(baseUrl);
  if (!found) {
    found = fetch(`${baseUrl}/openapi/b2c.json`).then(async (response) =>
      schemasOf((await response.json()) as Record<string, unknown>),
    );
    served.set(baseUrl, found);
  }
  return found;
}

/** Never null; absolute links; the page token last. */
function* findPromisesBroken(value: unknown, path: string): Generator<string> {
  if (value === null) yield `${path}: null`;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'href') yield* findWrongHref(String(inner), `${path}/href`);
    yield* findPromisesBroken(inner, `${path}/${name}`);
  }
}

function* findWrongHref(href: string, path: string): Generator<string> {
  if (!/^https?:\/\//.test(href)) yield `${path}: ${href} is not absolute`;
  if (/[?&]pageToken=.*&/.test(href)) yield `${path}: pageToken is not last in ${href}`;
}
