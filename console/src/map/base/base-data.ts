import placesUrl from 'virtual:places';
import type { FeatureCollection, MultiLineString, Point } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import fineUrl from 'world-atlas/countries-10m.json?url';
import coarseUrl from 'world-atlas/countries-50m.json?url';
import type { Language } from '../../preferences/preferences.tsx';

type World = Topology<{ countries: GeometryCollection }>;

/** The countries, their coasts, and the borders between them. */
export type Ground = { land: FeatureCollection; coast: MultiLineString; borders: MultiLineString };

type Places = {
  countries: [english: string, french: string, longitude: number, latitude: number, size: number][];
  cities: [name: string, longitude: number, latitude: number, population: number][];
};

async function read<Content>(url: string): Promise<Content> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return (await response.json()) as Content;
}

const held = new Map<string, Promise<unknown>>();

/** Once for the page; what failed is tried again the next time. */
function once<Content>(key: string, make: () => Promise<Content>): Promise<Content> {
  const before = held.get(key) as Promise<Content> | undefined;
  if (before) return before;
  const made = make();
  held.set(key, made);
  made.catch(() => held.delete(key));
  return made;
}

async function readGround(url: string): Promise<Ground> {
  const world = await read<World>(url);
  const { countries } = world.objects;
  // Country by country: one ring around all of Eurasia is more than the triangulation of a tile gets right.
  const land = feature(world, countries);
  const coast = mesh(world, countries, (one, other) => one === other);
  const borders = mesh(world, countries, (one, other) => one !== other);
  return { land, coast, borders };
}

/** The world for far away, about 250 kB on the way. */
export const coarseGround = () => once('coarse', () => readGround(coarseUrl));

/** The world for near by, about 1.2 MB on the way. */
export const fineGround = () => once('fine', () => readGround(fineUrl));

/** Names as points: `text` and `rank`, the zoom from which each is there. */
export type Names = { countries: FeatureCollection<Point>; cities: FeatureCollection<Point> };

export async function placeNames(language: Language): Promise<Names> {
  const { countries, cities } = await once('places', () => read<Places>(placesUrl));
  return {
    countries: points(
      countries.map(([english, french, longitude, latitude, size]) => ({
        at: [longitude, latitude],
        text: language === 'fr' ? french : english,
        rank: countryZoom(size),
        size,
      })),
    ),
    cities: points(
      cities.map(([text, longitude, latitude, population]) => ({
        at: [longitude, latitude],
        text,
        rank: cityZoom(population),
        size: population,
      })),
    ),
  };
}

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

type Name = { at: [number, number]; text: string; rank: number; size: number };

function points(names: Name[]): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: names.map(({ at, ...properties }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: at },
    })),
  };
}
