import type { Alarm, Alert, Collision, Stolen, Trip } from '../../model/episodes.ts';
import type { GroupName } from '../../model/groups.ts';
import type { Status } from '../../model/vehicle-state.ts';
import { currentTrip } from '../../projections/current-trip.ts';
import type { EpisodeNews } from '../../store/history/live-feed.ts';
import { presentAlarm } from '../present/events/alarm.ts';
import { presentAlert } from '../present/events/alert.ts';
import { presentCollision } from '../present/events/collision.ts';
import { presentStolen } from '../present/events/stolen.ts';
import { presentTrip } from '../present/events/trip.ts';
import { presentPosition } from '../present/status/position.ts';
import { presentStatus } from '../present/status/status.ts';
import type { DataKind, Visibility } from '../present/visibility.ts';
import type { SeenVehicle } from '../shared/ask.ts';
import type { EpisodeType, Item, LiveType } from './items.ts';

/** What an event says; undefined where the reader may not see it now. */
export type LiveEvent = { vehicleId: number; type: LiveType; data: object };

export function presentItem(item: Item, vehicle: SeenVehicle): LiveEvent | undefined {
  const told = toldOf(item, vehicle);
  return told && eventOf(vehicle, item.type, told);
}

function eventOf(vehicle: SeenVehicle, type: LiveType, told: object): LiveEvent {
  return { vehicleId: vehicle.vehicleId, type, data: { ...nameOf(vehicle), ...told } };
}

function toldOf(item: Item, vehicle: SeenVehicle): object | undefined {
  const { visibility, at } = vehicle;
  if (item.type === 'position') {
    const isSeen = visibility.seesPosition(item.privacy) && visibility.groupsOf(item.privacy).has('position');
    return isSeen ? { position: presentPosition(item.position, item.at, at) } : undefined;
  }
  if (item.type === 'status') return statusOf(item.groups, vehicle);
  return episodeOf(item.type, item.episode, vehicle);
}

/** The newest of what may be seen of a vehicle, in the form of events. */
export function presentState(vehicle: SeenVehicle): LiveEvent[] {
  const { status, visibility, at } = vehicle;
  const seen = new Set([...visibility.groups].filter((name) => name !== 'position'));
  const body = presentStatus(status, seen, at);
  const { position } = status;
  const isSeen = visibility.kinds.has('positions') && visibility.groups.has('position');
  return [
    ...(body ? [eventOf(vehicle, 'status', { status: body })] : []),
    ...(position && isSeen
      ? [eventOf(vehicle, 'position', { position: presentPosition(position.value, position.at, at) })]
      : []),
  ];
}

/** An episode that lasts, in the form of the event that told its beginning. */
export function presentLasting(
  type: 'trip' | 'alert',
  lasting: { id: string; isPrivate: boolean; isExcerpt: boolean; body: unknown },
  vehicle: SeenVehicle,
): LiveEvent | undefined {
  const table = type === 'trip' ? 'trips' : 'alerts';
  const told = episodeOf(type, { table, change: 'began', ...lasting }, vehicle);
  return told && eventOf(vehicle, type, told);
}

function nameOf({ publicId, at }: SeenVehicle): object {
  return { vehicle: publicId, ...(at.face.hasVin ? { vin: at.vin } : {}) };
}

function statusOf(
  groups: Extract<Item, { type: 'status' }>['groups'],
  { visibility, at }: SeenVehicle,
): object | undefined {
  const status: Record<string, unknown> = {};
  const seen = new Set<GroupName>();
  for (const [name, fresh] of Object.entries(groups)) {
    const isSeen = visibility.groupsOf(fresh.privacy).has(name as GroupName);
    if (!isSeen) continue;
    status[name] = fresh.aged;
    seen.add(name as GroupName);
  }
  const body = presentStatus(status as Status, seen, at);
  return body && { status: body };
}

const kinds: Record<EpisodeType, DataKind> = {
  trip: 'trips',
  alert: 'alerts',
  alarm: 'alarms',
  collision: 'collisions',
  stolen: 'stolen',
};

/** How a change is called. */
const words: Record<EpisodeType, Record<EpisodeNews['change'], string>> = {
  trip: { began: 'started', ended: 'stopped', changed: 'changed', removed: 'removed' },
  alert: { began: 'opened', ended: 'closed', changed: 'changed', removed: 'removed' },
  alarm: { began: 'happened', ended: 'happened', changed: 'changed', removed: 'removed' },
  collision: { began: 'happened', ended: 'happened', changed: 'changed', removed: 'removed' },
  stolen: { began: 'started', ended: 'ended', changed: 'changed', removed: 'removed' },
};

function episodeOf(type: EpisodeType, episode: EpisodeNews, vehicle: SeenVehicle): object | undefined {
  const { visibility, at } = vehicle;
  const change = visibility.kinds.has(kinds[type]) ? seenChange(episode, visibility) : undefined;
  if (!change) return undefined;
  const { id } = episode;
  const body = present[type]({ ...episode, body: bodyOf(type, episode, vehicle) }, { visibility, at });
  return { change: words[type][change], [type]: change === 'removed' ? { id } : body };
}

/** What a change is for this reader: for those who see no private ones, going into hiding is going. */
function seenChange(
  { change, isPrivate = false, wasPrivate = isPrivate, isExcerpt = false }: EpisodeNews,
  { seesPrivate }: Visibility,
): EpisodeNews['change'] | undefined {
  if (seesPrivate) return isExcerpt ? undefined : change;
  if (!isPrivate && !wasPrivate) return change;
  if (isPrivate) return wasPrivate ? undefined : 'removed';
  return change === 'changed' ? 'began' : change;
}

/** Of the trip under way the state has the figures. */
function bodyOf(
  type: EpisodeType,
  { id, change, body }: EpisodeNews,
  { vehicleId, state }: SeenVehicle,
): unknown {
  const current = type === 'trip' && change === 'began' && state ? currentTrip(vehicleId, state) : undefined;
  return current?.id === id ? current.body : body;
}

type Seen = Pick<SeenVehicle, 'visibility' | 'at'>;

const present: Record<EpisodeType, (episode: { id: string; body: unknown }, seen: Seen) => object> = {
  trip: ({ id, body }, { visibility, at }) => presentTrip({ id, body: body as Trip }, visibility, at),
  alert: ({ id, body }, { visibility, at }) => presentAlert({ id, body: body as Alert }, visibility, at),
  alarm: ({ id, body }, { visibility, at }) => presentAlarm({ id, body: body as Alarm }, visibility, at),
  collision: ({ id, body }, { at }) => presentCollision({ id, body: body as Collision }, at),
  stolen: ({ id, body }, { visibility, at }) => presentStolen({ id, body: body as Stolen }, visibility, at),
};
