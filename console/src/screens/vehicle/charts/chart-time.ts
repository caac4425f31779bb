import type { Span } from '../../../chart/series.ts';

/** Lengths of time that end now. */
export const periods = ['PT1H', 'PT6H', 'PT24H', 'P7D', 'P30D'] as const;
export type Period = (typeof periods)[number];

const secondsOf: Record<Period, number> = {
  PT1H: 3600,
  PT6H: 6 * 3600,
  PT24H: 86_400,
  P7D: 7 * 86_400,
  P30D: 30 * 86_400,
};

export const isPeriod = (text: string | null): text is Period => periods.some((one) => one === text);

/** What the address says of the time of a chart. */
export type ChosenTime = { period: Period | 'chosen'; span: Span };

/**
 * The time to show: `from` and `to` where both are there, else a period that ends now, rounded up so that the same is
 * not asked for again with each second, and much the less often. `now`: epoch milliseconds.
 */
export function chosenTime(query: URLSearchParams, now: number): ChosenTime {
  const from = Date.parse(query.get('from') ?? '');
  const to = Date.parse(query.get('to') ?? '');
  if (from < to) return { period: 'chosen', span: [from / 1000, to / 1000] };
  const given = query.get('period');
  const period = isPeriod(given) ? given : 'PT6H';
  const stepS = Math.max(60, Math.floor(secondsOf[period] / 18_000) * 60);
  const end = Math.ceil(now / 1000 / stepS) * stepS;
  return { period, span: [end - secondsOf[period], end] };
}

/** `timestamps` of the API. */
export const timestampsOf = ([from, to]: Span) =>
  `${new Date(from * 1000).toISOString()}/${new Date(to * 1000).toISOString()}`;

/** A moment as an `<input type="datetime-local">` has it, in the zone of who looks. */
export function localText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
