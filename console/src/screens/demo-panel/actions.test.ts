import { expect, it } from 'vitest';
import type { Happenings } from '../../api/demo.ts';
import { groupsOf, kmBetween, nearest } from './actions.ts';

const paris = { longitude: 2.3522, latitude: 48.8566 };
const places = [
  { name: 'Berlin', longitude: 13.405, latitude: 52.52 },
  { name: 'Orly', longitude: 2.3652, latitude: 48.7262 },
];

it('puts what can happen into groups, and what it does not know at the end', () => {
  const kinds: Happenings['kinds'] = [
    { kind: 'Rain', parameters: { how: ['little', 'much'] } },
    { kind: 'OpenDoor', parameters: { door: ['Driver'] } },
    { kind: 'DriveTo', parameters: {} },
  ];
  expect(groupsOf({ kinds, places })).toEqual([
    {
      name: 'journeys',
      actions: [
        { kind: 'DriveTo', parameters: [{ name: 'place', choices: ['Berlin', 'Orly'], isFree: false }] },
      ],
    },
    {
      name: 'doors',
      actions: [{ kind: 'OpenDoor', parameters: [{ name: 'door', choices: ['Driver'], isFree: false }] }],
    },
    {
      name: 'others',
      actions: [{ kind: 'Rain', parameters: [{ name: 'how', choices: ['little', 'much'], isFree: false }] }],
    },
  ]);
});

it('has the nearest place first', () => {
  expect(nearest(places, paris).map(({ name }) => name)).toEqual(['Orly', 'Berlin']);
  expect(kmBetween(paris, { longitude: 13.405, latitude: 52.52 })).toBeCloseTo(878, -1);
  expect(kmBetween(paris, paris)).toBe(0);
});
