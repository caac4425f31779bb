import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupVehicles, worldPlace } from './vehicle-groups.ts';
import type { VehicleView } from './vehicle-view.ts';

const everywhere = { west: 0, north: 0, east: 1, south: 1 };
const at = (key: string, longitude: number, latitude: number) =>
  ({ key, place: [longitude, latitude] }) as unknown as VehicleView;

const place = fc.tuple(
  fc.double({ min: -179, max: 179, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
);
const herd = fc.array(place, { maxLength: 60 }).map((places) => places.map((one, i) => at(`v${i}`, ...one)));

describe('groups of vehicles', () => {
  it('take in those that are too near to each other, and leave the others alone', () => {
    const views = [at('a', 2, 48), at('b', 2.01, 48.01), at('c', 13, 52)];
    const { alone, groups } = groupVehicles(views, everywhere, 0.01);
    expect(alone.map(({ key }) => key)).toEqual(['c']);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.count).toBe(2);
    expect(groups[0]?.place[0]).toBeCloseTo(2.005, 6);
    expect(groups[0]?.corners[0][1]).toBeCloseTo(48, 6);
  });

  it('are none where nothing is to be grouped, and what has no place is not shown', () => {
    const nowhere = { key: 'n' } as VehicleView;
    const { alone, groups } = groupVehicles([at('a', 2, 48), at('b', 2, 48), nowhere], everywhere, 0);
    expect(alone.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(groups).toEqual([]);
  });

  it('lose nobody', () => {
    fc.assert(
      fc.property(herd, fc.double({ min: 0.0001, max: 0.2, noNaN: true }), (views, reach) => {
        const { alone, groups } = groupVehicles(views, everywhere, reach);
        expect(alone.length + groups.reduce((sum, { count }) => sum + count, 0)).toBe(views.length);
      }),
    );
  });

  it('show what is in sight alone, also across the date line', () => {
    const views = [at('east', 179, 0), at('west', -179, 0), at('far', 0, 0)];
    const { x, y } = worldPlace([179, 0]);
    const sight = { west: x - 0.01, north: y - 0.01, east: x + 0.02, south: y + 0.01 };
    expect(groupVehicles(views, sight, 0).alone.map(({ key }) => key)).toEqual(['east', 'west']);
  });
});
