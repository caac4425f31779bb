import { form, type StepPage, wayOut, whoIs } from './form.ts';
import { html } from './html.ts';
import { alertOf, field, layout } from './layout.ts';

export function vehiclePage(page: StepPage, { email, vin }: { email: string; vin?: string | undefined }) {
  const { words, fault, app, at } = page;
  const isAtFault = fault !== undefined;
  const fields = html`${alertOf(fault)}
${field({ name: 'vin', label: words.vin, value: vin, hint: words.vinHint, autocomplete: 'off', isAtFault, maxLength: 17 })}
${field({ name: 'code', label: words.pairingCode, hint: words.pairingHint, autocomplete: 'one-time-code', isAtFault, maxLength: 20 })}
<button>${words.link}</button>`;
  const body = html`<p>${words.vehicleIntro(app)}</p>
${form(page, 'vehicle', fields)}
<p><a href="${at}/services">${words.skipVehicle}</a></p>
${wayOut(page, words.cancel)}
${whoIs(page, email)}`;
  return layout(page, words.vehicleTitle, body);
}

/** A vehicle as its owner recognises it. */
export type ShownVehicle = { id: string; vin: string; label: string | null; brand: string | null };

export function nameOf({ vin, label, brand }: ShownVehicle): string {
  const isInLabel = brand !== null && label?.startsWith(brand);
  const name = [isInLabel ? null : brand, label].filter(Boolean).join(' ');
  return name ? `${name} (${vin})` : vin;
}

export type ServicesShown = { email: string; service: string; vehicles: readonly ShownVehicle[] };

export function servicesPage(page: StepPage, { email, service, vehicles }: ServicesShown) {
  const { words, app } = page;
  const choices = vehicles.map(
    (vehicle) => html`<div class="choice">
<input type="checkbox" id="v-${vehicle.id}" name="vehicle" value="${vehicle.id}" checked>
<label for="v-${vehicle.id}">${nameOf(vehicle)}</label>
</div>`,
  );
  const fields = html`<p><strong>${words.service(service)}</strong></p>
<fieldset><legend>${words.servicesOf}</legend>${choices}</fieldset>
<button>${words.switchOn}</button>`;
  const body = html`<p>${words.servicesIntro(app)}</p>
${form(page, 'services', fields)}
${wayOut(page, words.cancel)}
${whoIs(page, email)}`;
  return layout(page, words.servicesTitle, body);
}
