import type { Account as LibraryAccount } from 'oidc-provider';
import type { Account } from '../../store/people/users.ts';

/** Which claims each scope shows. */
export const claims = {
  openid: ['sub'],
  email: ['email'],
  profile: ['name', 'given_name', 'family_name', 'updated_at'],
};

/** A user as the library wants one; `onTold` is called when who it is gets told. */
export function libraryAccount(account: Account, onTold: (userId: number) => void): LibraryAccount {
  const { userId, publicId, email, firstName, lastName, updatedAt } = account;
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
