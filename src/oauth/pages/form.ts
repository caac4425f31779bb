import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';

/** A page of the journey: the application that the user came from, and what its forms need. */
export type StepPage = Page & {
  app: string;
  /** Path of the journey; forms go below it. */
  at: string;
  /** Proves that a form comes from a page of this journey. */
  proof: string;
  /** What went wrong with the last try. */
  fault?: string | undefined;
};

/** A form that is sent to a step of the journey. */
export function form({ at, proof }: Pick<StepPage, 'at' | 'proof'>, step: string, body: Html): Html {
  return html`<form method="post" action="${at}/${step}">
<input type="hidden" name="proof" value="${proof}">
${body}
</form>`;
}

/** A way out at the foot of a page: nothing is given to the application. */
export function wayOut(page: StepPage, label: string): Html {
  return form(page, 'refuse', html`<button class="plain">${label}</button>`);
}

/** Who is signed in, and how to change that. */
export function whoIs(page: StepPage, email: string): Html {
  const { words } = page;
  const change = html`<span>${words.signedInAs(email)}</span> <button class="link">${words.otherAccount}</button>`;
  return html`<div class="who">${form(page, 'switch', change)}</div>`;
}
