import { createRequire } from 'node:module';
import type { Feature, FeatureCollection, MultiLineString, Point } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type CityName, type CountryName, cityNames, countryNames } from './places.ts';
import { unrolled } from './unroll.ts';

const require = createRequire(import.meta.url);

type World = Topology<{ countries: GeometryCollection }>;

/** What the base map is drawn from. */
export type Ground = { land: FeatureCollection; coast: MultiLineString; borders: MultiLineString };
export type Names = { countries: FeatureCollection<Point, Name>; cities: FeatureCollection<Point, Name> };

/** `rank`: the zoom from which it is there; `size` in square degrees or inhabitants. French where it is another. */
type Name = { name: string; fr?: string; rank: number; size: number };

/** The countries, their coasts, and the borders between them, from Natural Earth at 1:50 or 1:10 million. */
export function groundOf(scale: '50m' | '10m'): Ground {
  const world = require(`world-atlas/countries-${scale}.json`) as World;
  const { countries } = world.objects;
  return {
    // Country by country: one ring around all of Eurasia is more than the triangulation of a tile gets right.
    land: shapesOf(feature(world, countries)),
    coast: unrolled(mesh(world, countries, (one, other) => one === other)),
    borders: unrolled(mesh(world, countries, (one, other) => one !== other)),
  };
}

/** Names of countries and towns. */
export function namesOfPlaces(): Names {
  return { countries: points(countryNames().map(ofCountry)), cities: points(cityNames().map(ofCity)) };
}

/** Without their properties. */
const shapesOf = ({ features }: FeatureCollection): FeatureCollection => ({
  type: 'FeatureCollection',
  features: features.map(({ geometry }) => ({
    type: 'Feature',
    properties: {},
    geometry: unrolled(geometry),
  })),
});

function ofCountry([name, fr, longitude, latitude, size]: CountryName): Feature<Point, Name> {
  const properties = { name, ...(fr === name ? {} : { fr }), rank: countryZoom(size), size };
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [longitude, latitude] } };
}

function ofCity([name, longitude, latitude, size]: CityName): Feature<Point, Name> {
  const properties = { name, rank: cityZoom(size), size };
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [longitude, latitude] } };
}

const points = (features: Feature<Point, Name>[]): FeatureCollection<Point, Name> => ({
  type: 'FeatureCollection',
  features,
});

/** From which zoom a country of so many square degrees is named; the smallest when there is room for them. */
function countryZoom(size: number): number {
  const steps: [number, number][] = [
    [150, 1],
    [20, 3],
    [3, 4],
    [0.3, 6],
  ];
  return steps.find(([least]) => size >= least)?.[1] ?? 7;
}

/** From which zoom a town of so many inhabitants is named. */
function cityZoom(population: number): number {
  const steps: [number, number][] = [
    [5_000_000, 3],
    [1_000_000, 4],
    [500_000, 5],
    [200_000, 6],
    [80_000, 7],
    [30_000, 8],
  ];
  return steps.find(([least]) => population >= least)?.[1] ?? 9;
}
