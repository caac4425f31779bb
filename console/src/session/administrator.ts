import { type Admin, createAdminApi } from '../api/admin.ts';
import { createAsk } from '../api/ask.ts';
import type { SignedIn } from './role.ts';

const root = '/admin/v1';

/** An administrator with name and password; `ProblemError` where they are wrong. */
export async function administratorWith(given: { name: string; password: string }): Promise<SignedIn> {
  const ask = createAsk({ root, authorization: () => '' });
  const { token } = await ask<Admin.OpenedSession>('/sessions', { method: 'POST', body: given });
  return administratorWithToken(token, { endsSession: true });
}

export async function administratorWithToken(
  token: string,
  { endsSession }: { endsSession: boolean },
): Promise<SignedIn> {
  const admin = createAdminApi(createAsk({ root, authorization: () => `Bearer ${token}` }));
  const { name, role: rights } = await admin.myself();
  const signOut = async () => {
    // Also when the server does not answer, nobody is signed in here any more.
    if (endsSession) await admin.signOut().catch(() => undefined);
  };
  return { role: 'administrator', name, rights, admin, signOut };
}
