import { type Ask, createAsk } from './ask.ts';

/** A vehicle of the account; times are RFC 3339. */
export type AccountVehicle = {
  id: string;
  vin: string;
  brand?: string;
  label?: string;
  linkedAt: string;
  /** Names of the fleets that it is in. */
  fleets: string[];
  /** Whether it is in somebody else's account, too. */
  isShared: boolean;
};

export type Myself = {
  email: string;
  firstName?: string;
  lastName?: string;
  vehicles: AccountVehicle[];
  keptDays: number;
};

export type Consent = {
  clientId: string;
  name: string;
  scopes: string[];
  /** Of the operator's own: it sees everything without naming it. */
  isAll: boolean;
  since: string;
  lastReadAt?: string;
};

/** What one application read of one kind within an hour. */
export type ReadEntry = {
  clientId: string;
  /** Absent where the application is gone. */
  application?: string;
  vin?: string;
  brand?: string;
  label?: string;
  kind: string;
  hour: string;
  firstAt: string;
  lastAt: string;
  reads: number;
};

export type ReadsPage = { reads: ReadEntry[]; next?: string };

export type AccountApi = ReturnType<typeof createAccountApi>;

/** The account of a driver, asked as `ask` asks other APIs. Every call throws `ProblemError`. */
export function createAccountApi({ credentials: { query: _, ...credentials } }: Ask) {
  const ask = createAsk({ ...credentials, root: '/account/v1' });
  return {
    me: (signal?: AbortSignal) => ask<Myself>('/me', { signal }),
    consents: async (signal?: AbortSignal) =>
      (await ask<{ consents: Consent[] }>('/consents', { signal })).consents,
    withdraw: (clientId: string) =>
      ask<undefined>(`/consents/${encodeURIComponent(clientId)}`, { method: 'DELETE' }),
    reads: (filter: { application?: string; vin?: string; after?: string }, signal?: AbortSignal) =>
      ask<ReadsPage>('/access-log', { query: filter, signal }),
  };
}
