import type { Ask, Query } from './ask.ts';
import type * as Admin from './contract/admin.ts';
import { type Listed, type Page, pageOf } from './model.ts';

export type { Admin };
export type Role = Admin.Administrator['role'];

/** The administration. Lists are pages; what has no words of its own here goes through `get`, `send` and `list`. */
export type AdminApi = ReturnType<typeof createAdminApi>;

/** `ask` is for `/admin/v1`. Every call throws `ProblemError`. */
export function createAdminApi(ask: Ask) {
  const list =
    <Item>(path: string) =>
    async (query?: Query, signal?: AbortSignal): Promise<Page<Item>> =>
      pageOf<Item>(await ask<Listed>(path, { query, signal }));
  const of = (path: string, id: string, rest = '') => `${path}/${encodeURIComponent(id)}${rest}`;
  return {
    ask,
    /** Path of one thing of a list, such as `of('/vehicles', vin, '/secret')`. */
    of,
    get: <Answer>(path: string, query?: Query, signal?: AbortSignal) => ask<Answer>(path, { query, signal }),
    send: <Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
      ask<Answer>(path, { method, ...(body === undefined ? {} : { body }) }),
    list: <Item>(path: string, query?: Query, signal?: AbortSignal) => list<Item>(path)(query, signal),
    follow: async <Item>(link: string, signal?: AbortSignal) =>
      pageOf<Item>(await ask<Listed>(link, { signal })),
    myself: (signal?: AbortSignal) => ask<Admin.Myself>('/sessions/current', { signal }),
    signOut: () => ask<undefined>('/sessions/current', { method: 'DELETE' }),
    vehicles: list<Admin.RegisteredVehicle>('/vehicles'),
    importVehicles: (text: string, { contentType, dryRun }: { contentType: string; dryRun: boolean }) =>
      ask<Admin.ImportReport>('/vehicles/import', {
        method: 'POST',
        query: { dryRun },
        body: text,
        contentType,
      }),
    users: list<Admin.RegisteredUser>('/users'),
    fleets: list<Admin.RegisteredFleet>('/fleets'),
    applications: list<Admin.RegisteredApplication>('/applications'),
    partners: list<Admin.RegisteredPartner>('/partners'),
    callbacks: list<Admin.RegisteredCallback>('/callbacks'),
    audit: list<Admin.Change>('/audit'),
  };
}
