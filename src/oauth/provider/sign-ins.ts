import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { markOf } from '../../store/people/passwords.ts';
import type { Account } from '../../store/people/users.ts';

/** What a session keeps beside what the library knows: which password opened it. */
type Marked = { accountId?: string | undefined; passwordMark?: string };

type Known = Pick<Account, 'publicId' | 'passwordHash'>;

/** The end of signing in, for the library; it may be followed long after the password was asked for. */
export function loginOf({ publicId, passwordHash }: Known, { remember }: { remember: boolean }) {
  return { accountId: publicId, remember, passwordMark: textOf(passwordHash) };
}

/** Has sessions keep what `loginOf` gave. */
export function keepMarks({ Session }: Provider): void {
  const kept = (Session as unknown as { IN_PAYLOAD: readonly string[] }).IN_PAYLOAD;
  Object.defineProperty(Session, 'IN_PAYLOAD', { value: [...kept, 'passwordMark'] });
}

/** Whether a session was opened by this user, with the password that they have now. */
export function isOpenedBy(session: object | undefined, account: Known | undefined): boolean {
  const { accountId, passwordMark } = (session ?? {}) as Marked;
  return (
    account !== undefined && accountId === account.publicId && passwordMark === textOf(account.passwordHash)
  );
}

/**
 * Whether the browser of a request is signed in as this user, where it has a session: who has just signed in is, where
 * the password is still the same. Where it is not, the session is nobody's from now on, and the library asks again.
 */
export function isSignedIn({ session, result }: KoaContextWithOIDC['oidc'], account?: Known): boolean {
  // Programs have none.
  if (!session) return true;
  if (result?.login) Object.assign(session, { passwordMark: result.login.passwordMark });
  if (isOpenedBy(session, account)) return true;
  delete session.accountId;
  return false;
}

function textOf(passwordHash: string): string {
  return markOf(passwordHash).toString('base64url');
}
