import { form } from '../../oauth/pages/form.ts';
import { type Html, html } from '../../oauth/pages/html.ts';
import { alertOf, field } from '../../oauth/pages/layout.ts';
import type { AccountVehicle } from '../../store/people/user-vehicles.ts';
import { type AccountPage, accountLayout } from './page.ts';
import { isOwnAlone, vehicleName } from './vehicles.ts';

export type DeleteShown = { email: string; vehicles: readonly AccountVehicle[] };

export function deletePage(page: AccountPage, { email, vehicles }: DeleteShown): string {
  const { words, own, fault, at } = page;
  const isAtFault = fault !== undefined;
  const fields = html`${alertOf(fault)}
${field({ name: 'email', label: words.email, type: 'email', value: email, autocomplete: 'username', isReadOnly: true })}
${field({ name: 'password', label: own.confirmPassword, type: 'password', autocomplete: 'current-password', isAtFault, maxLength: 1000 })}
<button class="danger">${own.deleteNow}</button>`;
  const body = html`<p>${own.deleteIntro}</p>
<ul><li>${own.deleteAccount}</li><li>${own.deleteAccess}</li>
${listOf(own.deleteData, vehicles.filter(isOwnAlone))}</ul>
${unlinked(
  own.deleteUnlinks,
  vehicles.filter((one) => !isOwnAlone(one)),
)}
<p>${own.deleteReceipt} <a href="${at}/data.zip">${own.download}</a></p>
${form(page, 'delete', fields)}
<p><a href="${at}">${own.back}</a></p>`;
  return accountLayout(page, own.deleteTitle, body);
}

function listOf(said: string, vehicles: readonly AccountVehicle[]): Html | false {
  return vehicles.length > 0 && html`<li>${said}<ul>${vehicles.map(named)}</ul></li>`;
}

function unlinked(said: string, vehicles: readonly AccountVehicle[]): Html | false {
  return vehicles.length > 0 && html`<p>${said}</p><ul>${vehicles.map(named)}</ul>`;
}

const named = (vehicle: AccountVehicle) => html`<li>${vehicleName(vehicle)}</li>`;
