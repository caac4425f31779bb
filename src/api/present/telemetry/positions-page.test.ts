import fc from 'fast-check';
import { expect, it } from 'vitest';
import { b2bFace, b2cFace, type Place } from '../face.ts';
import { b2bLinks, b2cLinks } from '../links.ts';
import { presentPosition } from '../status/position.ts';
import { createPositionsPage } from './positions-page.ts';

const vin = 'VF30A000000000001';
const places: Place[] = [
  { face: b2cFace, links: b2cLinks('https://roadwire.example.org').vehicle('a1'), vin },
  { face: b2bFace, links: b2bLinks('https://roadwire.example.org').fleet('f1').vehicle('a1'), vin },
];

const positions = fc.record(
  {
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    altitude: fc.integer({ min: -500, max: 9000 }),
    heading: fc.integer({ min: 0, max: 360 }),
    type: fc.constantFrom('Estimated' as const, 'Acquire' as const),
    fixStatus: fc.constantFrom('2D' as const, '3D' as const),
  },
  { requiredKeys: ['longitude', 'latitude'] },
);

it('a page of positions says of each what presentPosition says, on both faces', () => {
  const rows = fc.array(fc.record({ at: fc.integer({ min: 0, max: 4e12 }), position: positions }));
  fc.assert(
    fc.property(rows, fc.constantFrom(...places), (page, place) => {
      const tell = createPositionsPage(place);
      for (const { at, position } of page)
        expect(tell(JSON.stringify(position), at)).toBe(JSON.stringify(presentPosition(position, at, place)));
    }),
  );
});
