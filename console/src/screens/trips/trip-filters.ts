import type { Query } from '../../api/ask.ts';

export const states = ['Nominal', 'Unstarted', 'DataLacking', 'Unfinished'] as const;
export type State = (typeof states)[number];

/** What the address says of which trips are wanted: days of who looks (`2026-11-23`), km and minutes. */
export type TripFilters = {
  from: string;
  to: string;
  leastKm: string;
  mostKm: string;
  leastMinutes: string;
  state: State | '';
};

export function filtersOf(query: URLSearchParams): TripFilters {
  const state = states.find((one) => one === query.get('state')) ?? '';
  const number = (name: string) => (Number(query.get(name)) > 0 ? String(Number(query.get(name))) : '');
  return {
    from: day(query.get('from')),
    to: day(query.get('to')),
    leastKm: number('leastKm'),
    mostKm: number('mostKm'),
    leastMinutes: number('leastMinutes'),
    state,
  };
}

const day = (text: string | null) => (text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? text : '');

/** The same as parameters of the API; days begin and end in the zone of who looks. */
export function queryOf(filters: TripFilters): Query {
  const { leastMinutes, state } = filters;
  return {
    timestamps: timestampsOf(filters),
    distance: distanceOf(filters),
    duration: Number(leastMinutes) > 0 ? `${Math.round(Number(leastMinutes) * 60)}-` : undefined,
    states: state === '' ? undefined : state,
  };
}

function timestampsOf({ from, to }: TripFilters): string | undefined {
  const begin = from === '' ? undefined : new Date(`${from}T00:00:00`);
  const end = to === '' ? undefined : new Date(`${to}T23:59:59.999`);
  if ((!begin && !end) || (begin && end && begin > end)) return undefined;
  return `${begin?.toISOString() ?? ''}/${end?.toISOString() ?? ''}`;
}

/** In km with one decimal; a most that is less than the least is none. */
function distanceOf({ leastKm, mostKm }: TripFilters): string | undefined {
  const [least, most] = [Number(leastKm), Number(mostKm)];
  if (least <= 0 && most <= 0) return undefined;
  return `${least.toFixed(1)}-${most > 0 && most >= least ? most.toFixed(1) : ''}`;
}

export const isFiltered = (filters: TripFilters) => Object.values(filters).some((value) => value !== '');
