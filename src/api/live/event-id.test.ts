import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventId, markOf, progressFrom } from './event-id.ts';

const places = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 64 });
const mark = markOf([1, 2], 'status');

describe('the id of an event', () => {
  it('says how far every lane is', () => {
    fc.assert(
      fc.property(places, (place) => {
        const read = progressFrom(eventId({ place }, mark));
        expect(read).toEqual({ progress: { place: padded(place) }, mark });
      }),
    );
  });

  it('says how much of a row has been told', () => {
    fc.assert(
      fc.property(places, fc.nat(63), fc.integer({ min: 1, max: 1000 }), (place, lane, slots) => {
        const seq = (place[lane] ?? 0) + 1;
        const read = progressFrom(eventId({ place: padded(place), partial: { lane, seq, slots } }, mark));
        expect(read?.progress.partial).toEqual({ lane, seq, slots });
        expect(read?.progress.place[lane]).toBe(seq - 1);
      }),
    );
  });

  it.each([
    '',
    '1',
    'x~aaaaaaaaaaaa',
    '1_~aaaaaaaaaaaa',
    `1~${'a'.repeat(13)}`,
    `${'1_'.repeat(64)}1~aaaaaaaaaaaa`,
    "1~' or 1",
  ])('is none of ours: %j', (text) => {
    expect(progressFrom(text)).toBeUndefined();
  });

  it('means something for the same vehicles only, in any order', () => {
    expect(markOf([2, 1], 'status')).toBe(mark);
    expect(markOf([1, 2, 3], 'status')).not.toBe(mark);
    expect(markOf([1, 2], 'trip')).not.toBe(mark);
  });
});

const padded = (place: readonly number[]) => Array.from({ length: 64 }, (_, lane) => place[lane] ?? 0);
