import { form, type StepPage, wayOut } from './form.ts';
import { html } from './html.ts';
import { alertOf, field, layout } from './layout.ts';

export function signInPage(
  page: StepPage,
  { email = '', canSignUp }: { email?: string; canSignUp: boolean },
) {
  const { words, fault, app, at } = page;
  const isAtFault = fault !== undefined;
  const fields = html`${alertOf(fault)}
${field({ name: 'email', label: words.email, type: 'email', value: email, autocomplete: 'username', isAtFault })}
${field({ name: 'password', label: words.password, type: 'password', autocomplete: 'current-password', isAtFault, maxLength: 1000 })}
<div class="choice"><input type="checkbox" id="remember" name="remember" value="yes"><label for="remember">${words.remember}</label></div>
<button>${words.signIn}</button>`;
  const signUp =
    canSignUp && html`<p>${words.noAccount} <a href="${at}/sign-up">${words.createAccount}</a></p>`;
  const body = html`<p class="lead">${words.signInFor(app)}</p>
${form(page, 'sign-in', fields)}
${signUp}
${wayOut(page, words.cancel)}`;
  return layout(page, words.signIn, body);
}

export type SignUpForm = { email?: string; firstName?: string; lastName?: string };

export function signUpPage(page: StepPage, { email, firstName, lastName }: SignUpForm) {
  const { words, fault, at, app } = page;
  const isAtFault = fault !== undefined;
  const fields = html`${alertOf(fault)}
${field({ name: 'email', label: words.email, type: 'email', value: email, autocomplete: 'username', isAtFault })}
${field({ name: 'password', label: words.password, type: 'password', autocomplete: 'new-password', hint: words.passwordHint, isAtFault, maxLength: 1000 })}
${field({ name: 'firstName', label: words.firstName, value: firstName, autocomplete: 'given-name', isOptional: true })}
${field({ name: 'lastName', label: words.lastName, value: lastName, autocomplete: 'family-name', isOptional: true })}
<button>${words.createAccount}</button>`;
  const body = html`<p class="lead">${words.signInFor(app)}</p>
${form(page, 'sign-up', fields)}
<p>${words.haveAccount} <a href="${at}">${words.signIn}</a></p>
${wayOut(page, words.cancel)}`;
  return layout(page, words.createAccount, body);
}
