import { type Answered, type Method, operationAt, type Schemas, schemasOf } from './api-schemas.ts';
import { official, officialOf } from './official.ts';

export const faces = [
  { name: 'b2c', root: '/connectedcar/v4', official: official.b2c },
  { name: 'b2b', root: '/connectedcar/v3', official: official.b2b },
] as const;

export type FaceName = (typeof faces)[number]['name'];

const served = new Map<string, Promise<Schemas>>();

/**
 * Holds an answer of the Web API against the OpenAPI document that the same server serves, and, where the
 * official file is at hand, against that; and against what older clients take for granted. Throws what is wrong.
 */
export async function checkContract(
  baseUrl: string,
  { address, method = 'get' }: { address: string; method?: Method },
  answer: Answered,
): Promise<void> {
  const face = faces.find(({ root }) => address.startsWith(`${root}/`));
  if (!face) return;
  const path = address.slice(face.root.length);
  const faults = [...findPromisesBroken(answer.body, '')];
  const operation = operationAt(await servedBy(baseUrl, face.name, method), path);
  if (operation) {
    faults.push(...operation.faults(answer).map((fault) => `served document: ${fault}`));
    const all = officialOf(face.name, method);
    const theirs = all && operationAt(all, path);
    if (all && !theirs && !operation.isExtension) faults.push('the official file has no such operation');
    if (theirs && answer.status < 300)
      faults.push(...theirs.faults(answer).map((fault) => `official file: ${fault}`));
  }
  if (faults.length > 0) throw new Error(`${address} (${answer.status}):\n  ${faults.join('\n  ')}`);
}

/** The operations of one method of a document that a server serves. */
export function servedBy(baseUrl: string, face: FaceName, method: Method = 'get'): Promise<Schemas> {
  const address = `${baseUrl}/openapi/${face}.json`;
  const name = `${method} ${address}`;
  let found = served.get(name);
  if (!found) {
    found = fetch(address).then(async (response) =>
      schemasOf((await response.json()) as Record<string, unknown>, method),
    );
    served.set(name, found);
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
