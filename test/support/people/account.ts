import { hashPassword } from '../../../src/lib/secrets.ts';
import type { TestCloud } from '../cloud.ts';
import { type Browser, type BrowserPage, createBrowser } from './browser.ts';
import type { Person } from './oauth.ts';

/** Somebody who is signed in to the account pages. */
export type AtAccount = {
  browser: Browser;
  /** The page that signing in ended at. */
  page: BrowserPage;
  /** A page below the account. */
  open(path?: string): Promise<BrowserPage>;
  /** The bytes of what is not a page. */
  fetch(path: string): Promise<Response>;
};

export const accountUrl = (cloud: TestCloud, path = '') => `${cloud.baseUrl}/account${path}`;

/** Signs in to the account pages. */
export async function enterAccount(cloud: TestCloud, { email, password }: Person): Promise<AtAccount> {
  const browser = createBrowser(cloud.baseUrl);
  const signIn = await browser.open(accountUrl(cloud));
  const page = await browser.submit(signIn, '/sign-in', { email, password });
  return {
    browser,
    page,
    open: (path = '') => browser.open(accountUrl(cloud, path)),
    fetch(path) {
      const cookie = (browser.cookies.get('roadwire_account') ?? '').split(';')[0] ?? '';
      return fetch(accountUrl(cloud, path), { headers: { cookie }, redirect: 'manual' });
    },
  };
}

/** Gives a user who was made without one a password. */
export async function passwordFor({ database }: TestCloud, userId: number): Promise<Person> {
  const password = 'correct horse battery';
  const { email } = await database.query
    .updateTable('users')
    .set({ password_hash: await hashPassword(password) })
    .where('id', '=', userId)
    .returning('email')
    .executeTakeFirstOrThrow();
  return { userId, email, password };
}
