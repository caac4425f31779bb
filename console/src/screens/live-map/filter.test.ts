import { expect, it } from 'vitest';
import type { VehicleView } from '../../map/vehicles/vehicle-view.ts';
import { matches, wantedOf } from './filter.ts';

const view: VehicleView = {
  key: 'a',
  label: 'e-208',
  vin: 'VR3ABC',
  motorization: 'Electric',
  state: 'driving',
  alerts: 0,
};

it.each([
  ['', true],
  ['E-20', true],
  ['r3ab', true],
  ['308', false],
])('finds a vehicle by part of its label or VIN: "%s"', (text, isFound) => {
  expect(matches(view, { text, state: '', fleet: '' })).toBe(isFound);
});

it('wants nothing of a state that does not exist', () => {
  expect(wantedOf(new URLSearchParams('state=flying&q=x'))).toEqual({ text: 'x', state: '', fleet: '' });
});
