import { type Html, html } from '../../oauth/pages/html.ts';
import type { LogRow } from '../../store/people/access-log.ts';
import { type AccountPage, accountLayout, timeText } from './page.ts';
import { vehicleName } from './vehicles.ts';

export type LogShown = {
  rows: readonly LogRow[];
  /** Only of this application. */
  only: { clientId: string; name: string | undefined } | undefined;
  /** Where the next page begins, if there is one. */
  next: string | undefined;
  isFirst: boolean;
  keptDays: number;
};

export function logPage(page: AccountPage, shown: LogShown): string {
  const { own, at } = page;
  const { rows, only, next, isFirst } = shown;
  const of = only ? `application=${only.clientId}` : '';
  const filter =
    only &&
    html`<p>${own.logOf(only.name ?? own.noApplication(only.clientId))} <a href="${at}/log">${own.logAll}</a></p>`;
  const list =
    rows.length > 0
      ? html`<ul class="cards">${rows.map((row) => entry(page, row))}</ul>`
      : html`<p>${own.logEmpty}</p>`;
  const older =
    next !== undefined && html`<a href="${at}/log?${of && `${of}&`}after=${next}">${own.older}</a>`;
  const newest = !isFirst && html`<a href="${at}/log${of && `?${of}`}">${own.newest}</a>`;
  const body = html`<p>${own.logIntro(shown.keptDays)} ${own.logFleets}</p>
${filter}
${list}
<p class="ways">${newest} ${older}</p>`;
  return accountLayout(page, own.log, body);
}

function entry(page: AccountPage, row: LogRow): Html {
  const { own } = page;
  const { vehicleId, vin, label, brand, kind, reads, firstAt, lastAt } = row;
  const vehicle =
    vehicleId !== 0 && html` · ${vin === null ? own.noVehicle : vehicleName({ vin, label, brand })}`;
  const until =
    lastAt.getTime() - firstAt.getTime() >= 60_000 && html` ${own.to} ${timeText(page, lastAt, 'time')}`;
  return html`<li><h2>${applicationName(page, row)}</h2>
<p>${own.kinds[kind] ?? kind}${vehicle}</p>
<p class="hint">${timeText(page, firstAt)}${until} · ${own.times(reads)}</p></li>`;
}

function applicationName({ own }: AccountPage, { application, clientId }: LogRow): string {
  return application ?? own.noApplication(clientId);
}
