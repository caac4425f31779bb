import type { AdminApi } from '../../../api/admin.ts';
import type { Page } from '../../../api/model.ts';

/** All that there is, as one page. */
export function onePage<Row>(items: Row[]): Page<Row> {
  return { items, total: items.length, totalPage: 1, currentPage: 1 };
}

/** A list that the API answers whole, under a name, as one page. */
export function unpaged<Row>(path: string, name: string) {
  return async (admin: AdminApi, _query: unknown, signal: AbortSignal): Promise<Page<Row>> => {
    const answer = await admin.get<Record<string, Row[]>>(path, undefined, signal);
    return onePage(answer[name] ?? []);
  };
}
