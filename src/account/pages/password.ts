import { form } from '../../oauth/pages/form.ts';
import { html } from '../../oauth/pages/html.ts';
import { alertOf, field } from '../../oauth/pages/layout.ts';
import { type AccountPage, accountLayout } from './page.ts';

/** `endsAccess`: whether the applications are to go, too, as it was ticked. */
export type PasswordShown = { email: string; endsAccess: boolean };

export function passwordPage(page: AccountPage, { email, endsAccess }: PasswordShown): string {
  const { words, own, fault, at } = page;
  const secret = { type: 'password', isAtFault: fault !== undefined, maxLength: 1000 } as const;
  const fields = html`${alertOf(fault)}
${field({ name: 'email', label: words.email, type: 'email', value: email, autocomplete: 'username', isReadOnly: true })}
${field({ ...secret, name: 'password', label: own.oldPassword, autocomplete: 'current-password' })}
${field({ ...secret, name: 'newPassword', label: own.newPassword, autocomplete: 'new-password', hint: words.passwordHint })}
${field({ ...secret, name: 'again', label: own.newPasswordAgain, autocomplete: 'new-password' })}
<div class="choice"><input type="checkbox" id="applications" name="applications" value="yes"${endsAccess && html` checked`}><label for="applications">${own.endApplications}</label></div>
<button>${own.changePassword}</button>`;
  const body = html`<p>${own.passwordIntro}</p>
${form(page, 'password', fields)}
<p><a href="${at}">${own.back}</a></p>`;
  return accountLayout(page, own.changePassword, body);
}
