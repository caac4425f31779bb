import { html } from '../../oauth/pages/html.ts';
import { type AccountPage, accountLayout } from './page.ts';

/** One thing that has to be said, and the way back. */
export function messagePage(page: AccountPage, text: string): string {
  const { own, at } = page;
  return accountLayout(
    page,
    own.title,
    html`<p class="alert" role="alert">${text}</p><p><a href="${at}">${own.back}</a></p>`,
  );
}
