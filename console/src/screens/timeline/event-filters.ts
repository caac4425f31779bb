import type { Query } from '../../api/ask.ts';
import type { Vehicle } from '../../api/model.ts';
import { type Incident, type Kind, kinds, type List, type Severity, severities } from './incidents.ts';

/** What the address says of what is wanted. Days are of who looks (`2026-11-23`). */
export type EventFilters = {
  kinds: readonly Kind[];
  /** At least so grave. */
  severity: Severity | '';
  from: string;
  to: string;
  isOpen: boolean;
  /** Part of a name or a VIN. */
  search: string;
};

/** Switching the alarm on and off is daily life: it is shown on request. */
export const usualKinds: readonly Kind[] = ['alert', 'collision', 'alarm', 'stolen'];

export function filtersOf(query: URLSearchParams): EventFilters {
  const asked = query.get('kinds')?.split(',');
  return {
    kinds: asked ? kinds.filter((kind) => asked.includes(kind)) : usualKinds,
    severity: severities.find((one) => one === query.get('severity')) ?? '',
    from: dayOf(query.get('from')),
    to: dayOf(query.get('to')),
    isOpen: query.get('state') === 'open',
    search: query.get('search') ?? '',
  };
}

const dayOf = (text: string | null) => (text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? text : '');

/** How the address says it; nothing for what is usual. */
export const kindsText = (chosen: readonly Kind[]) =>
  usualKinds.length === chosen.length && usualKinds.every((kind) => chosen.includes(kind))
    ? undefined
    : kinds.filter((kind) => chosen.includes(kind)).join(',') || 'none';

/** Days as a time of the API; they begin and end in the zone of who looks. */
export function windowOf({ from, to }: Pick<EventFilters, 'from' | 'to'>): Query {
  const begin = from === '' ? undefined : new Date(`${from}T00:00:00`);
  const end = to === '' ? undefined : new Date(`${to}T23:59:59.999`);
  if ((!begin && !end) || (begin && end && begin > end)) return {};
  return { timestamps: `${begin?.toISOString() ?? ''}/${end?.toISOString() ?? ''}` };
}

const listOf: Record<Kind, List> = {
  alert: 'alerts',
  collision: 'collisions',
  alarm: 'alarms',
  arming: 'alarms',
  stolen: 'stolen',
};

/** The lists that have to be asked for; drivers are told of no thefts. */
export function listsOf(wanted: readonly Kind[], isDriver: boolean): List[] {
  const lists = new Set(wanted.map((kind) => listOf[kind]));
  if (isDriver) lists.delete('stolen');
  return [...lists];
}

export const isWanted = (incident: Incident, { kinds: wanted, severity, isOpen }: EventFilters) =>
  wanted.includes(incident.kind) &&
  (severity === '' || severities.indexOf(incident.severity) >= severities.indexOf(severity)) &&
  (!isOpen || incident.isOpen);

export const isFiltered = (filters: EventFilters) =>
  kindsText(filters.kinds) !== undefined ||
  filters.severity !== '' ||
  filters.from !== '' ||
  filters.to !== '' ||
  filters.isOpen ||
  filters.search !== '';

/** The vehicles whose name or VIN has what was typed. */
export function matching(
  vehicles: readonly Vehicle[],
  search: string,
  nameOf: (vehicle: Vehicle) => string,
): readonly Vehicle[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return vehicles;
  return vehicles.filter((one) => `${nameOf(one)} ${one.vin}`.toLowerCase().includes(wanted));
}
