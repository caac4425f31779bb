import type { AdminApi } from '../../../api/admin.ts';
import type { Page } from '../../../api/model.ts';

/** A list that the API answers whole, under a name, as one page. */
export function unpaged<Row>(path: string, name: string) {
  return async (admin: AdminApi, _query: unknown, signal: AbortSignal): Promise<Page<Row>> => {
    const answer = await admin.get<Record<string, Row[]>>(path, undefined, signal);
    const items = answer[name] ?? [];
    return { items, total: items.length, totalPage: 1, currentPage: 1 };
  };
}
