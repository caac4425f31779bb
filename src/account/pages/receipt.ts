import { html } from '../../oauth/pages/html.ts';
import type { Receipt } from '../../store/erasure/receipts.ts';
import { type AccountPage, accountLayout, timeText } from './page.ts';

export function receiptPage(page: AccountPage, { id, askedAt, finishedAt, counts }: Receipt): string {
  const { own, at } = page;
  const rows = Object.entries(own.counts).flatMap(([kind, label]) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [html`<dt>${label}</dt><dd>${count}</dd>`];
  });
  const here = `${at}/receipts/${id}`;
  const state = finishedAt
    ? html`<p>${own.receiptIntro}</p>`
    : html`<p role="status">${own.receiptPending}</p><p><a class="button" href="${here}">${own.lookAgain}</a></p>`;
  const body = html`${state}
<h2>${own.receiptNumber}</h2><p class="code" id="receipt">${id}</p>
<p>${own.receiptAsked}: ${timeText(page, askedAt)}</p>
${finishedAt !== null && html`<p>${own.receiptDone}: ${timeText(page, finishedAt)}</p>`}
<h2>${own.receiptCounts}</h2>
<dl>${rows}</dl>
<p><a href="${here}.json">${own.receiptJson}</a></p>`;
  return accountLayout(page, own.receiptTitle, body);
}
