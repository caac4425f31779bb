import { form, type StepPage, whoIs } from './form.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import { nameOf, type ShownVehicle } from './vehicle.ts';
import type { Words } from './words-en.ts';

export type ConsentShown = {
  email: string;
  scopes: readonly string[];
  /** The scopes stand for everything. */
  isAll: boolean;
  vehicles: readonly ShownVehicle[];
};

export function consentPage(page: StepPage, { email, scopes, isAll, vehicles }: ConsentShown) {
  const { words, app } = page;
  const said = [...scopes.map((scope) => sayScope(words, scope)), ...(isAll ? [words.all] : [])];
  const whose =
    vehicles.length > 0
      ? html`<p>${words.consentVehicles}</p><ul>${vehicles.map((one) => html`<li>${nameOf(one)}</li>`)}</ul>`
      : html`<p>${words.consentNoVehicles}</p>`;
  const body = html`<p>${words.consentIntro(app)}</p>
<ul class="scopes">${said.map((one) => html`<li>${one}</li>`)}</ul>
${whose}
<p class="hint">${words.consentWhole}</p>
<div class="answers">
${form(page, 'consent', html`<button>${words.allow}</button>`)}
${form(page, 'refuse', html`<button class="second">${words.refuse}</button>`)}
</div>
${whoIs(page, email)}`;
  return layout(page, words.consentTitle(app), body);
}

/** A scope in human words; one that has none of its own is said as it is. */
export function sayScope(words: Words, scope: string): string {
  return words.scopes[scope] ?? scope;
}
