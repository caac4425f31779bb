import { sayScope } from '../../oauth/pages/consent.ts';
import { form } from '../../oauth/pages/form.ts';
import { type Html, html } from '../../oauth/pages/html.ts';
import type { UserApplication } from '../../store/access/user-applications.ts';
import type { AccountVehicle } from '../../store/people/user-vehicles.ts';
import { type AccountPage, accountLayout, timeText } from './page.ts';
import { vehicleName } from './vehicles.ts';

export type ShownApplication = UserApplication & {
  /** The scopes stand for everything. */
  isAll: boolean;
  lastAt: Date | undefined;
};

export type OverviewShown = {
  email: string;
  vehicles: readonly AccountVehicle[];
  applications: readonly ShownApplication[];
  keptDays: number;
};

export function overviewPage(page: AccountPage, shown: OverviewShown): string {
  const { words, own, at } = page;
  const vehicles = shown.vehicles.map((one) => vehicleCard(page, one));
  const applications = shown.applications.map((one) => applicationCard(page, one, shown.keptDays));
  const body = html`<p class="lead">${words.signedInAs(shown.email)}</p>
<section aria-labelledby="vehicles"><h2 id="vehicles">${own.vehicles}</h2>
${cards(vehicles, own.noVehicles)}
<p><a href="${at}/link">${own.linkAnother}</a></p></section>
<section aria-labelledby="applications"><h2 id="applications">${own.applications}</h2>
${cards(applications, own.noApplications)}</section>
<section aria-labelledby="data"><h2 id="data">${own.yourData}</h2>
<p><a href="${at}/log">${own.log}</a></p>
<p class="hint">${own.downloadHint}</p>
<p><a class="button" href="${at}/data.zip">${own.download}</a></p>
<p><a href="${at}/password">${own.changePassword}</a></p>
<p><a href="${at}/delete">${own.toDelete}</a></p></section>`;
  return accountLayout(page, own.title, body);
}

function cards(all: readonly Html[], none: string): Html {
  return all.length > 0 ? html`<ul class="cards">${all}</ul>` : html`<p>${none}</p>`;
}

function vehicleCard(page: AccountPage, vehicle: AccountVehicle): Html {
  const { own, at } = page;
  const { publicId, linkedAt, fleets, isShared } = vehicle;
  const name = vehicleName(vehicle);
  return html`<li><h3>${name}</h3>
<p class="hint">${own.linkedSince} ${timeText(page, linkedAt, 'date')}</p>
${fleets.map((fleet) => html`<p class="hint">${own.inFleet(fleet)}</p>`)}
${isShared && html`<p class="hint">${own.isShared}</p>`}
<p><a href="${at}/vehicles/${publicId}" aria-label="${`${own.unlink}: ${name}`}">${own.unlink}</a></p></li>`;
}

function applicationCard(page: AccountPage, application: ShownApplication, keptDays: number): Html {
  const { words, own, at } = page;
  const { name, clientId, scopes, isAll, since, lastAt } = application;
  const said = [...scopes.map((scope) => sayScope(words, scope)), ...(isAll ? [words.all] : [])];
  const last = lastAt ? html`${own.lastRead} ${timeText(page, lastAt)}` : html`${own.neverRead(keptDays)}`;
  const may =
    said.length > 0
      ? html`<p>${own.mayNow}</p><ul class="scopes">${said.map((one) => html`<li>${one}</li>`)}</ul>`
      : html`<p>${own.mayNothing}</p>`;
  const fields = html`<input type="hidden" name="application" value="${clientId}">
<button class="second" aria-label="${own.withdrawFrom(name)}">${own.withdraw}</button>`;
  return html`<li><h3>${name}</h3>
<p class="hint">${own.since} ${timeText(page, since, 'date')}</p>
<p class="hint">${last}</p>
${may}
<p><a href="${at}/log?application=${clientId}" aria-label="${`${own.whatItRead}: ${name}`}">${own.whatItRead}</a></p>
${form(page, 'withdraw', fields)}</li>`;
}
