import { type Admin, createAdminApi } from '../api/admin.ts';
import { createAsk } from '../api/ask.ts';
import { keepCredentials } from './keep-credentials.ts';
import type { SignedIn } from './role.ts';

const root = '/admin/v1';

/** An administrator with name and password; `ProblemError` where they are wrong. */
export async function administratorWith(given: { name: string; password: string }): Promise<SignedIn> {
  const ask = createAsk({ root, authorization: () => '' });
  const { token } = await ask<Admin.OpenedSession>('/sessions', { method: 'POST', body: given });
  return administratorWithToken(token, { endsSession: true });
}

type TokenGiven = {
  endsSession: boolean;
  /** Another token where there is one. */
  renew?(before: string): Promise<string | undefined>;
};

export async function administratorWithToken(
  token: string,
  { endsSession, renew }: TokenGiven,
): Promise<SignedIn> {
  const authorizationOf = (secret: string) => `Bearer ${secret}`;
  const { over, ofAsk } = keepCredentials({ secret: token, authorizationOf, ...(renew ? { renew } : {}) });
  const admin = createAdminApi(createAsk({ root, ...ofAsk }));
  const { name, role: rights } = await admin.myself();
  const signOut = async () => {
    // Also when the server does not answer, nobody is signed in here any more.
    if (endsSession) await admin.signOut().catch(() => undefined);
  };
  return { role: 'administrator', name, rights, admin, over, signOut };
}
