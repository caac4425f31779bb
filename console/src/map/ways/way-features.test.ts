import { expect, it } from 'vitest';
import { boundsOf, rangeOf, waySegments } from './way-features.ts';

it('makes a piece between each two points, coloured by the value at its end', () => {
  const points = [
    { at: [0, 0] as [number, number], value: 10 },
    { at: [1, 0] as [number, number], value: 30 },
    { at: [2, 0] as [number, number], value: 50 },
  ];
  const { features } = waySegments(points, rangeOf(points));
  expect(features.map(({ properties }) => properties?.share)).toEqual([0.5, 1]);
});

it('leaves out what lies between a break and the next point', () => {
  const points = [{ at: [0, 0] as [number, number], isBreak: true }, { at: [1, 0] as [number, number] }];
  expect(waySegments(points, rangeOf(points)).features).toEqual([]);
});

it('knows no bounds of nothing', () => {
  expect(boundsOf([])).toBeUndefined();
  expect(boundsOf([[2, 48]])).toEqual([2, 48, 2, 48]);
});
