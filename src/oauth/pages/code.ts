import { html } from './html.ts';
import { layout, type Page } from './layout.ts';

/**
 * The end of the journey for an application with a scheme of its own, which a browser may be unable to open: it is
 * tried, there is a link, and there is the code to copy. `uri` is where the browser would have been sent.
 */
export function codePage(page: Page, uri: string): string {
  const { words } = page;
  const code = new URL(uri).searchParams.get('code');
  const isAllowed = code !== null;
  const copy =
    isAllowed &&
    html`<h2>${words.codeCopy}</h2>
<p class="code" id="code">${code}</p>
<p class="hint">${words.codeShort}</p>`;
  const body = html`<p>${isAllowed ? words.codeIntro : words.refusedIntro}</p>
<p><a class="button" href="${uri}">${words.openApp}</a></p>
${copy}`;
  return layout({ ...page, refreshTo: uri }, isAllowed ? words.codeTitle : words.refusedTitle, body);
}
