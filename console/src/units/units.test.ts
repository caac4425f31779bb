import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageText, durationText, utcText } from './times.ts';
import { measure, type Quantity, quantityText, unmeasure } from './units.ts';

const metric = { units: 'metric', language: 'en' } as const;
const imperial = { units: 'imperial', language: 'en' } as const;

describe('a number of the API', () => {
  it.each([
    [100, 'km', ['100 km', '62.1 mi']],
    [50, 'km/h', ['50 km/h', '31 mph']],
    [21.5, '°C', ['21.5 °C', '71 °F']],
    [45_500, 'Wh', ['45.5 kWh', '45.5 kWh']],
    [600, 'cL/100km', ['6 L/100 km', '39.2 mpg']],
    [4000, 'cL', ['40 L', '10.6 gal']],
  ] as const)('%d %s is %s', (value, quantity, texts) => {
    const shown = [metric, imperial].map((who) =>
      quantityText(value, quantity, who).replaceAll('\u00a0', ' '),
    );
    expect(shown).toEqual(texts);
  });

  it('comes back from what is typed in the units of who looks', () => {
    const linear: Quantity[] = ['km', 'km/h', '°C', '%', 'Wh', 'cL'];
    fc.assert(
      fc.property(
        fc.constantFrom(...linear),
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.constantFrom('metric', 'imperial'),
        (quantity, value, units) => {
          expect(unmeasure(measure(value, quantity, units).value, quantity, units)).toBeCloseTo(value, 6);
        },
      ),
    );
  });

  it('of a fuel that is not used has no miles to a gallon', () => {
    expect(quantityText(0, 'cL/100km', imperial)).toBe('–');
  });
});

describe('times', () => {
  it('are told as ages', () => {
    expect(ageText(0, 2000, 'en')).toBe('now');
    expect(ageText(0, 65_000, 'en')).toBe('1 minute ago');
    expect(ageText(0, 3 * 3_600_000, 'fr')).toBe('il y a 3 heures');
  });

  it('are told in UTC to the second, and durations in hours and minutes', () => {
    expect(utcText(Date.UTC(2026, 4, 4, 6, 7, 8))).toBe('2026-05-04 06:07:08 UTC');
    expect(durationText(3900).replaceAll('\u00a0', ' ')).toBe('1 h 05 min');
  });
});
