import { form } from '../../oauth/pages/form.ts';
import { html } from '../../oauth/pages/html.ts';
import { alertOf, field } from '../../oauth/pages/layout.ts';
import { type AccountPage, accountLayout } from './page.ts';

export function signInPage(page: AccountPage, { email }: { email: string }): string {
  const { words, own, fault } = page;
  const isAtFault = fault !== undefined;
  const fields = html`${alertOf(fault)}
${field({ name: 'email', label: words.email, type: 'email', value: email, autocomplete: 'username', isAtFault })}
${field({ name: 'password', label: words.password, type: 'password', autocomplete: 'current-password', isAtFault, maxLength: 1000 })}
<button>${words.signIn}</button>`;
  const body = html`<p class="lead">${own.signInLead}</p>
${form(page, 'sign-in', fields)}`;
  return accountLayout(page, words.signIn, body);
}
