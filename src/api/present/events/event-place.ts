import type { Face as FaceName } from '../../../model/monitor.ts';
import { b2bFace, b2cFace, type Place } from '../face.ts';

/** Where no address is told. */
const nowhere: Place['links'] = {
  vehicle: '',
  of: () => '',
  owner: { user: { href: '' } },
  monitors: { href: '' },
  remotes: { href: '' },
  callbacks: { href: '' },
};

/** The place of what is told in an event: it has the words of its face, and no links. */
export function eventPlace(face: FaceName, vin: string): Place {
  return { face: face === 'b2c' ? b2cFace : b2bFace, links: nowhere, vin };
}

/** The same without links, at any depth: events carry none. */
export function withoutLinks(value: object): object;
export function withoutLinks(value: unknown): unknown;
export function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutLinks(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '_links');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutLinks(inner)]));
}
