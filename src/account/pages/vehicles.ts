import { form } from '../../oauth/pages/form.ts';
import { html } from '../../oauth/pages/html.ts';
import { alertOf, field } from '../../oauth/pages/layout.ts';
import { nameOf } from '../../oauth/pages/vehicle.ts';
import type { AccountVehicle } from '../../store/people/user-vehicles.ts';
import { type AccountPage, accountLayout } from './page.ts';

type Named = Pick<AccountVehicle, 'vin' | 'label' | 'brand'>;

/** A vehicle as its owner recognises it. */
export function vehicleName({ vin, label, brand }: Named): string {
  return nameOf({ id: '', vin, label, brand });
}

/** Whether nobody else has it, so that its data is its owner's alone. */
export function isOwnAlone({ fleets, isShared }: AccountVehicle): boolean {
  return fleets.length === 0 && !isShared;
}

export function linkPage(page: AccountPage, { vin }: { vin: string }): string {
  const { words, own, fault, at } = page;
  const isAtFault = fault !== undefined;
  const fields = html`${alertOf(fault)}
${field({ name: 'vin', label: words.vin, value: vin, hint: words.vinHint, autocomplete: 'off', isAtFault, maxLength: 17 })}
${field({ name: 'code', label: words.pairingCode, hint: words.pairingHint, autocomplete: 'one-time-code', isAtFault, maxLength: 20 })}
<button>${words.link}</button>`;
  const body = html`<p>${own.linkIntro}</p>
${form(page, 'link', fields)}
<p><a href="${at}">${own.back}</a></p>`;
  return accountLayout(page, own.linkTitle, body);
}

export function unlinkPage(page: AccountPage, vehicle: AccountVehicle): string {
  const { own, at } = page;
  const choice = isOwnAlone(vehicle)
    ? html`<p>${own.unlinkKeeps}</p>
<div class="choice"><input type="checkbox" id="erase" name="erase" value="yes"><label for="erase">${own.unlinkErases}</label></div>`
    : html`<p>${own.unlinkCannotErase}</p>`;
  const fields = html`<p><strong>${vehicleName(vehicle)}</strong></p>
<p>${own.unlinkIntro}</p>
${choice}
<button>${own.unlink}</button>`;
  const body = html`${form(page, `vehicles/${vehicle.publicId}/unlink`, fields)}
<p><a href="${at}">${own.back}</a></p>`;
  return accountLayout(page, own.unlinkTitle, body);
}
