import type { FeedPlace } from '../../store/history/live-feed.ts';
import type { ApiContext } from '../context.ts';
import { seeVehicle } from '../shared/access/see-vehicle.ts';
import type { FoundVehicle } from '../shared/ask.ts';
import type { Audience, Wanted } from './audience.ts';
import type { Taken } from './backlog.ts';
import { currentState } from './current-state.ts';
import { eventId, isBeyond, markOf, type Progress, progressFrom, wasTold, withProgress } from './event-id.ts';
import { type Item, itemsOf } from './items.ts';
import { presentItem } from './present-live.ts';
import { frame, heartbeat } from './server-sent-events.ts';

/** Why a stream begins anew: what the reader had is to be forgotten. */
export type ResetReason = 'new' | 'expired' | 'vehicles' | 'slow';

/** Vehicles that came to an audience, and those that left it. */
type Meeting = { come: readonly FoundVehicle[]; gone: readonly FoundVehicle[] };

/**
 * What one reader may hear of, and how far it is. An id goes out with an event only once everything before it
 * has gone out, or something newer of the same kind has taken its place.
 */
export type Reader = {
  readonly context: ApiContext;
  readonly wanted: Wanted;
  audience: Audience;
  /** Changes of the audience that the reader is still to be told of. */
  meetings: Meeting[];
  /** Of the vehicles that it has been told of. */
  mark: string;
  sent: Progress;
};

export function createReader(context: ApiContext, wanted: Wanted, audience: Audience): Reader {
  return { context, wanted, audience, meetings: [], mark: '', sent: { place: [0] } };
}

/** Puts another audience in the place of the one before: from now on nothing is told of others. */
export function meet(reader: Reader, next: Audience): Meeting {
  const before = reader.audience;
  reader.audience = next;
  const without = (one: Audience, other: Audience) =>
    [...one.values()].filter(({ owned }) => !other.has(owned.vehicleId));
  return { come: without(next, before), gone: without(before, next) };
}

/** Everything until a place: from the last event that the reader had, where that can be, else anew. */
export async function* begin(
  reader: Reader,
  lastEventId: string | undefined,
  place: FeedPlace,
): AsyncGenerator<string> {
  const last = lastEventId === undefined ? undefined : progressFrom(lastEventId);
  if (lastEventId === undefined) yield* beginAnew(reader, 'new', { place });
  else if (!last || isBeyond(last.progress.place, place)) yield* beginAnew(reader, 'expired', { place });
  else if (last.mark !== markNow(reader)) yield* beginAnew(reader, 'vehicles', { place });
  else {
    reader.mark = last.mark;
    reader.sent = last.progress;
    if (yield* catchUp(reader, last.progress, place)) reader.sent = { place };
    else yield* beginAnew(reader, 'expired', { place });
  }
  yield told(reader, 'ready', {});
}

/** The newest state of everything; `progress` is how far everything was before it was read. */
export async function* beginAnew(
  reader: Reader,
  reason: ResetReason,
  progress: Progress,
): AsyncGenerator<string> {
  reader.sent = progress;
  reader.meetings = [];
  reader.mark = markNow(reader);
  yield told(reader, 'reset', { reason });
  yield* stateOf(reader, [...reader.audience.values()]);
}

/** Who has gone, and the newest state of those who have come. */
export async function* introduce(reader: Reader): AsyncGenerator<string> {
  for (let meeting = reader.meetings.shift(); meeting; meeting = reader.meetings.shift()) {
    const isHere = ({ owned }: FoundVehicle) => reader.audience.has(owned.vehicleId);
    for (const { owned } of meeting.gone) yield told(reader, 'gone', { vehicle: owned.publicId });
    yield* stateOf(reader, meeting.come.filter(isHere));
    // Until here a reader that breaks off has the mark of the vehicles of before, and begins anew.
    if (reader.meetings.length === 0) reader.mark = markNow(reader);
  }
}

/** An item as it may be seen now; empty where it may not. */
export async function textOf(reader: Reader, { item, isWhole }: Taken<Item>): Promise<string> {
  if (isWhole) reader.sent = item.progress;
  const found = reader.audience.get(item.vehicleId);
  const event = found && presentItem(item, await seeVehicle(reader.context, found));
  if (!event) return '';
  reader.wanted.note?.(item.vehicleId, event.type);
  return told(reader, event.type, event.data);
}

/** Says that there was nothing up to a place. */
export function markTime(reader: Reader, place: FeedPlace): string {
  reader.sent = { place };
  return heartbeat(eventId(reader.sent, reader.mark));
}

export function told({ sent, mark }: Reader, event: string, data: object): string {
  return frame({ id: eventId(sent, mark), event, data });
}

function markNow({ audience, wanted: { types, profile } }: Reader): string {
  return markOf(audience.keys(), `${[...types].sort().join()} ${profile}`);
}

async function* stateOf(reader: Reader, vehicles: readonly FoundVehicle[]): AsyncGenerator<string> {
  for await (const events of currentState(reader.context, vehicles, reader.wanted.types)) {
    for (const { type, vehicleId } of events) reader.wanted.note?.(vehicleId, type);
    yield events.map(({ type, data }) => told(reader, type, data)).join('');
  }
}

/** What came after an id, up to a place; gives false where some of it is gone. */
async function* catchUp(reader: Reader, from: Progress, upTo: FeedPlace): AsyncGenerator<string, boolean> {
  const { context, wanted, audience } = reader;
  const vehicleIds = [...audience.keys()];
  let after = from.place;
  for (;;) {
    const read = await context.live.hub.read({ after, upTo, vehicleIds });
    if (read.isLost) return false;
    for (const [news, progress] of withProgress(after, read.news)) {
      const items = itemsOf(news, progress, wanted.types).filter((item) => !wasTold(from, item.progress));
      for (const item of items) yield await textOf(reader, { item, isWhole: true });
    }
    after = read.place;
    if (!read.isFull) return true;
  }
}
