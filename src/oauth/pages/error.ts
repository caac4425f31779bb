import { html } from './html.ts';
import { layout, type Page } from './layout.ts';

export type ErrorShown = { error: string; description?: string | undefined };

/** What went wrong where there is no application to go back to. */
export function errorPage(page: Page, { error, description }: ErrorShown): string {
  const { words } = page;
  const text = description === undefined ? error : `${description} (${error})`;
  return layout(
    page,
    words.errorTitle,
    html`<p>${words.errorHint}</p><p class="alert" role="alert">${text}</p>`,
  );
}

export function expiredPage(page: Page): string {
  const { words } = page;
  return layout(page, words.errorTitle, html`<p class="alert" role="alert">${words.expired}</p>`);
}
