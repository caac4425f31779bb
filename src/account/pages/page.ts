import { form } from '../../oauth/pages/form.ts';
import { type Html, html } from '../../oauth/pages/html.ts';
import { layout } from '../../oauth/pages/layout.ts';
import type { Words } from '../../oauth/pages/words-en.ts';
import type { AccountWords } from './words-en.ts';

/** What every page of the account has. */
export type AccountPage = {
  /** Those that it shares with the pages for signing in, and its own. */
  words: Words;
  own: AccountWords;
  /** Path of the account as the browser sees it: of the stylesheet, and of what links and forms go below. */
  root: string;
  at: string;
  /** Proves that a form comes from a page of this browser. */
  proof: string;
  isSignedIn: boolean;
  /** What went wrong with the last try. */
  fault?: string | undefined;
  /** What has just been done. */
  notice?: string | undefined;
};

/** A whole page, with the ways to the other ones for who is signed in. */
export function accountLayout(page: AccountPage, title: string, body: Html): string {
  const { own, at, isSignedIn, notice } = page;
  const nav =
    isSignedIn &&
    html`<nav aria-label="${own.title}">
<a href="${at}">${own.overview}</a>
<a href="${at}/log">${own.log}</a>
${form(page, 'sign-out', html`<button class="link">${own.signOut}</button>`)}
</nav>`;
  const said = notice !== undefined && html`<p class="notice" role="status">${notice}</p>`;
  return layout({ ...page, ...(nav ? { beside: nav } : {}) }, title, html`${said}${body}`);
}

/** A time as text, UTC: pages that run nothing do not know where the reader is. */
export function timeText(
  { words }: Pick<AccountPage, 'words'>,
  at: Date,
  show: 'date' | 'time' | 'both' = 'both',
): Html {
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    ...(show === 'time' ? {} : { dateStyle: 'medium' }),
    ...(show === 'date' ? {} : { timeStyle: 'short' }),
  };
  const text = new Intl.DateTimeFormat(words.tag === 'fr' ? 'fr-FR' : 'en-GB', options).format(at);
  return html`<time datetime="${at.toISOString()}">${show === 'date' ? text : `${text} UTC`}</time>`;
}
