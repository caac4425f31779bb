import type { Account as LibraryAccount } from 'oidc-provider';
import type { Database } from '../store/database.ts';
import { findAccountByPublicId } from '../store/users.ts';

/** Which claims each scope shows. */
export const claims = {
  openid: ['sub'],
  email: ['email'],
  profile: ['name', 'given_name', 'family_name', 'updated_at'],
};

/** The user with this public id, as the library asks for one; `onTold` is called when who it is gets told. */
export async function findLibraryAccount(
  database: Database,
  publicId: string,
  onTold: (userId: number) => void,
): Promise<LibraryAccount | undefined> {
  const account = await findAccountByPublicId(database, publicId);
  if (!account) return undefined;
  const { userId, email, firstName, lastName, updatedAt } = account;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return {
    accountId: publicId,
    async claims(use) {
      if (use === 'userinfo') onTold(userId);
      return {
        sub: publicId,
        email,
        ...(name ? { name } : {}),
        ...(firstName ? { given_name: firstName } : {}),
        ...(lastName ? { family_name: lastName } : {}),
        updated_at: Math.floor(updatedAt.getTime() / 1000),
      };
    },
  };
}
