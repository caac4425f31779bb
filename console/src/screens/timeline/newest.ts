import type { Query } from '../../api/ask.ts';
import type { Face } from '../../api/face.ts';
import { allPages } from '../../api/lists.ts';
import { type Listed, pageOf } from '../../api/model.ts';

type Asking = { query: Query; most: number; signal: AbortSignal };
export type Newest = { total: number; items: unknown[] };

const pageSize = 60;

/**
 * The newest of a list that the API has oldest first. Where not all of it fits, those that still last come first,
 * however old they are.
 */
export async function newestOf(face: Pick<Face, 'ask'>, path: string, asking: Asking): Promise<Newest> {
  const { query, most, signal } = asking;
  const first = pageOf<unknown>(await face.ask<Listed>(path, { query: { ...query, pageSize }, signal }));
  const { total, items } = first;
  if (first.next === undefined) return { total, items: items.slice(-most) };
  const indexRange = `${Math.max(0, total - most)}-${total - 1}`;
  const read = (wanted: Query) =>
    allPages<unknown>(face.ask, path, { query: { ...query, ...wanted, pageSize }, most, signal });
  const newest = await read({ indexRange });
  if (total <= most || query.timestamps !== undefined) return { total, items: newest };
  const lasting = await read({ timestamps: `${new Date().toISOString()}/` });
  return { total, items: [...lasting, ...newest] };
}
