import type { Alarm, Alert, Collision, Position, Stolen } from '../../api/model.ts';

/** What the lists of the API hold. `arming` are the entries of alarms that say that it was switched on or off. */
export const kinds = ['alert', 'collision', 'alarm', 'stolen', 'arming'] as const;
export type Kind = (typeof kinds)[number];

/** From the least to the gravest. */
export const severities = ['Information', 'Warning', 'Critical'] as const;
export type Severity = (typeof severities)[number];

export type LngLat = [longitude: number, latitude: number];

/** Something that befell a vehicle. Times are epoch milliseconds. */
export type Incident = {
  /** Kind and id: names it in the address. */
  key: string;
  id: string;
  kind: Kind;
  /** Key of the vehicle. */
  vehicle: string;
  /** The word of the API: type of an alert or of a break-in, activation of an alarm. */
  type?: string;
  severity: Severity;
  startedAt: number;
  endedAt?: number;
  isOpen: boolean;
  start?: LngLat;
  end?: LngLat;
  /** Ids of the trips that it spanned; undefined where that is not told. */
  trips?: string[];
  collision?: Pick<Collision, 'details' | 'tippedOver' | 'pedestrian'>;
  /** Path of the list that it is from, below the vehicle. */
  list: List;
  /** As the API told it. */
  told: object;
};

export type List = 'alerts' | 'collisions' | 'alarms' | 'stolen';

const timed = ({ startedAt, endAt }: { startedAt: string; endAt?: string | undefined }) => ({
  startedAt: Date.parse(startedAt),
  ...(endAt === undefined ? {} : { endedAt: Date.parse(endAt) }),
});

export function fromAlert(told: Alert, vehicle: string): Incident {
  const { id, type, severity, active, startPosition, endPosition, _links } = told;
  const trips = _links.trips?.map(({ href }) => lastOf(href));
  return {
    ...named('alert', id),
    ...timed(told),
    ...placed(startPosition, endPosition),
    ...(trips ? { trips } : {}),
    vehicle,
    type,
    severity,
    isOpen: active,
    list: 'alerts',
    told,
  };
}

/** The API has no severity of its own for what is no alert: airbags are as grave as it gets. */
const ofCollision = { Minimal: 'Information', Minor: 'Warning', Major: 'Critical' } as const;

export function fromCollision(told: Collision, vehicle: string): Incident {
  const { id, createdAt, details, tippedOver, pedestrian, _links } = told;
  const known = details.map(({ severity }) => (severity ? ofCollision[severity] : 'Warning'));
  return {
    ...named('collision', id),
    vehicle,
    severity: tippedOver || pedestrian ? 'Critical' : gravest(known),
    startedAt: Date.parse(createdAt),
    isOpen: false,
    ...(_links.trip ? { trips: [lastOf(_links.trip.href)] } : {}),
    collision: {
      details,
      ...(tippedOver === undefined ? {} : { tippedOver }),
      ...(pedestrian === undefined ? {} : { pedestrian }),
    },
    list: 'collisions',
    told,
  };
}

export function fromStolen(told: Stolen, vehicle: string): Incident {
  const { id, state, startPosition, endPosition } = told;
  return {
    ...named('stolen', id),
    ...timed(told),
    ...placed(startPosition, endPosition),
    vehicle,
    severity: 'Critical',
    isOpen: state,
    list: 'stolen',
    told,
  };
}

/**
 * The entries of one vehicle's alarm, in the order of time. One that went off is open until the alarm was switched off
 * or found nothing any more; `isWhole` says that no later entry was left out.
 */
export function fromAlarms(entries: readonly Alarm[], vehicle: string, isWhole: boolean): Incident[] {
  return entries.map((told, index) => {
    const { id, trigger, status } = told;
    const base = { vehicle, list: 'alarms' as const, told };
    if (trigger && trigger.type !== 'NoBreakIn') {
      const endedAt = endOf(entries.slice(index + 1));
      return {
        ...base,
        ...named('alarm', id),
        ...placed(trigger.position),
        type: trigger.type,
        severity: 'Critical' as const,
        startedAt: Date.parse(trigger.startAt),
        isOpen: endedAt === undefined && isWhole,
        ...(endedAt === undefined ? {} : { endedAt }),
      };
    }
    return {
      ...base,
      ...named('arming', id),
      type: trigger?.type ?? status?.activation ?? 'Inactive',
      severity: 'Information' as const,
      startedAt: Date.parse(trigger?.startAt ?? status?.createdAt ?? ''),
      isOpen: false,
    };
  });
}

function endOf(later: readonly Alarm[]): number | undefined {
  const end = later.find(
    ({ status, trigger }) => status?.activation === 'Inactive' || trigger?.type === 'NoBreakIn',
  );
  const at = end?.status?.createdAt ?? end?.trigger?.createdAt;
  return at === undefined ? undefined : Date.parse(at);
}

/** Each once, open ones first, then the newest first. */
export function ordered(incidents: readonly Incident[]): Incident[] {
  const byKey = new Map(incidents.map((one) => [`${one.vehicle} ${one.key}`, one]));
  return [...byKey.values()].sort(
    (one, other) => Number(other.isOpen) - Number(one.isOpen) || other.startedAt - one.startedAt,
  );
}

const named = (kind: Kind, id: string) => ({ key: `${kind}-${id}`, id, kind });

const gravest = (all: readonly Severity[]): Severity =>
  severities.findLast((one) => all.includes(one)) ?? 'Warning';

type Place = Pick<Position, 'geometry'> | undefined;

function placed(start: Place, end?: Place): { start?: LngLat; end?: LngLat } {
  const [from, to] = [lngLatOf(start), lngLatOf(end)];
  return { ...(from ? { start: from } : {}), ...(to ? { end: to } : {}) };
}

export function lngLatOf(position: Place): LngLat | undefined {
  const [longitude, latitude] = position?.geometry.coordinates ?? [];
  return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude];
}

/** The id at the end of a link. */
export const lastOf = (href: string): string =>
  decodeURIComponent(new URL(href, 'http://here').pathname.split('/').at(-1) ?? '');

/** A way point that far from the moment says nothing of it. */
const nearMs = 2 * 60_000;

/** The place of the way point nearest in time. */
export function placeAt(way: readonly Position[], at: number): LngLat | undefined {
  let nearest: Position | undefined;
  let distance = nearMs;
  for (const point of way) {
    const away = Math.abs(Date.parse(point.properties.createdAt) - at);
    if (away > distance) continue;
    nearest = point;
    distance = away;
  }
  return lngLatOf(nearest);
}

type Group = { title: string | undefined; items: Incident[] };

/** In the order of the incidents; a group without a title has the open ones. */
export function groupsOf(incidents: readonly Incident[], dayOf: (at: number) => string): Group[] {
  const groups: Group[] = [];
  for (const incident of incidents) {
    const title = incident.isOpen ? undefined : dayOf(incident.startedAt);
    const last = groups.at(-1);
    if (last && last.title === title) last.items.push(incident);
    else groups.push({ title, items: [incident] });
  }
  return groups;
}
