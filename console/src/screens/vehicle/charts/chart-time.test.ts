import { expect, it } from 'vitest';
import { chosenZoom, zoomText } from '../../../chart/zoom.ts';
import { chosenTime, timestampsOf } from './chart-time.ts';

const now = Date.parse('2026-11-23T10:00:30Z');
const time = (query: string) => chosenTime(new URLSearchParams(query), now);

it('shows six hours until the next whole minute where nothing was chosen', () => {
  const { period, span } = time('');
  expect(period).toBe('PT6H');
  expect(timestampsOf(span)).toBe('2026-11-23T04:01:00.000Z/2026-11-23T10:01:00.000Z');
  expect(time('period=soon')).toEqual(time(''));
});

it('keeps to a time that was chosen, unless it ends before it begins', () => {
  const chosen = time('from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&period=PT1H');
  expect(chosen.period).toBe('chosen');
  expect(chosen.span[1] - chosen.span[0]).toBe(86_400);
  expect(time('from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z&period=PT1H').period).toBe('PT1H');
});

it('reads back the zoom that it wrote, and none that lies outside', () => {
  expect(chosenZoom(zoomText([20.5, 30.2]) ?? '', [0, 100])).toEqual([20, 31]);
  expect(chosenZoom('20~300', [0, 100])).toEqual([20, 100]);
  for (const wrong of ['200~300', '30~20', 'x', null]) expect(chosenZoom(wrong, [0, 100])).toBeUndefined();
});
