import { createHash } from 'node:crypto';
import { type FeedPlace, feedStart, lanesMax, type News } from '../../store/history/live-feed.ts';

/**
 * How far a listener is: everything up to `place`, and in one lane the first `slots` of the row after it.
 * A row has two slots for each report: its status and its position.
 */
export type Progress = { place: FeedPlace; partial?: { lane: number; seq: number; slots: number } };

/**
 * An event's id: for each lane the row that was reached, with the slots where it is not whole yet, and a mark of
 * what is listened to, because an id means nothing for other vehicles.
 */
export function eventId({ place, partial }: Progress, mark: string): string {
  const used = Math.max(partial ? partial.lane + 1 : 1, place.findLastIndex((seq) => seq > 0) + 1);
  const parts = place
    .slice(0, used)
    .map((seq, lane) => (partial?.lane === lane ? `${partial.seq}.${partial.slots}` : String(seq)));
  return `${parts.join('_')}~${mark}`;
}

/** Reads an id back; undefined where it is none of ours. */
export function progressFrom(id: string): { progress: Progress; mark: string } | undefined {
  const [, text = '', mark = ''] =
    /^(\d{1,15}(?:\.\d{1,9})?(?:_\d{1,15}(?:\.\d{1,9})?)*)~([\da-f]{12})$/.exec(id) ?? [];
  const parts = text.split('_');
  if (text === '' || parts.length > lanesMax) return undefined;
  const place = [...feedStart];
  let partial: Progress['partial'];
  for (const [lane, part] of parts.entries()) {
    const [seq = 0, slots] = part.split('.').map(Number);
    // The rows before the one that is not whole yet.
    place[lane] = slots === undefined ? seq : Math.max(0, seq - 1);
    if (slots !== undefined) partial = { lane, seq, slots };
  }
  return { progress: { place, ...(partial ? { partial } : {}) }, mark };
}

/** A mark of what is listened to. */
export function markOf(vehicleIds: Iterable<number>, wanted: string): string {
  const ids = [...vehicleIds].sort((one, other) => one - other);
  return createHash('sha256').update(`${wanted} ${ids.join()}`).digest('hex').slice(0, 12);
}

/** Whether a place is after another in some lane. */
export function isBeyond(place: FeedPlace, other: FeedPlace): boolean {
  return place.some((seq, lane) => seq > (other[lane] ?? 0));
}

/** News in the order in which they were read, each with how far everything is once it has been told. */
export function* withProgress(
  from: FeedPlace,
  news: readonly News[],
): Generator<readonly [News, Required<Progress>]> {
  let place = from;
  let row: News | undefined;
  for (const piece of news) {
    // A row is whole when the next begins.
    if (row && (row.lane !== piece.lane || row.seq !== piece.seq)) place = place.with(row.lane, row.seq);
    row = piece;
    const { lane, seq, ord } = piece;
    yield [piece, { place, partial: { lane, seq, slots: slotsOf(ord) } }];
  }
}

/** The last slot of a piece of news; the one before it is that of its status. */
const slotsOf = (ord: number) => ord * 2;

/** Whether something had been told when that was how far everything was. */
export function wasTold({ partial: told }: Progress, { partial }: Required<Progress>): boolean {
  return told?.lane === partial.lane && told.seq === partial.seq && partial.slots <= told.slots;
}
