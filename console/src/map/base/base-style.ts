import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { letterScale } from '../scale.ts';
import type { Ground, Names } from './base-data.ts';

export type Look = 'light' | 'dark';

const colours = {
  light: {
    sea: '#c9dfec',
    land: '#f5f3ee',
    coast: '#8fb0c2',
    border: '#a79fb3',
    text: '#40505c',
    soft: '#5d6b76',
    halo: '#ffffff',
  },
  dark: {
    sea: '#0d1a24',
    land: '#1d272e',
    coast: '#35505f',
    border: '#56606d',
    text: '#c9d6df',
    soft: '#a2b1bc',
    halo: '#10181d',
  },
} as const;

/** Of the browser: no glyphs are fetched from anywhere. */
const font = ['system-ui', 'Segoe UI', 'Roboto', 'Noto Sans', 'DejaVu Sans', 'sans-serif'];

/** From this zoom on the fine world is drawn. */
export const fineFrom = 4.5;

/** The built-in map: land, coasts, borders and names. `fine` comes later, when somebody looks closely. */
export function baseStyle(look: Look, ground: Ground, names: Names): StyleSpecification {
  const scale = letterScale();
  const source = (data: GeoJSON.GeoJSON, maxzoom: number) => ({
    type: 'geojson' as const,
    data,
    maxzoom,
    tolerance: 0.3,
  });
  return {
    version: 8,
    sources: {
      land: source(ground.land, 6),
      coast: source(ground.coast, 6),
      borders: source(ground.borders, 6),
      'fine-land': source(nothing, 10),
      'fine-coast': source(nothing, 10),
      'fine-borders': source(nothing, 10),
      countries: source(names.countries, 8),
      cities: source(names.cities, 10),
    },
    layers: layersOf(look, scale),
  };
}

export const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

function layersOf(look: Look, scale: number): LayerSpecification[] {
  const { sea, land, coast, border } = colours[look];
  const ground = (prefix: string): LayerSpecification[] => [
    {
      id: `${prefix}land`,
      type: 'fill',
      source: `${prefix}land`,
      // Else there are hairlines of sea between countries.
      paint: { 'fill-color': land, 'fill-antialias': false },
    },
    {
      id: `${prefix}coast`,
      type: 'line',
      source: `${prefix}coast`,
      paint: { 'line-color': coast, 'line-width': 0.8 },
    },
    {
      id: `${prefix}borders`,
      type: 'line',
      source: `${prefix}borders`,
      paint: { 'line-color': border, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 1.6] },
    },
  ];
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    ...ground(''),
    // Above the coarse one, which it covers once it is there; the sea in it is drawn by `showFine`.
    ...ground('fine-'),
    namesLayer('cities', look, scale),
    namesLayer('countries', look, scale),
  ];
}

function namesLayer(source: 'countries' | 'cities', look: Look, scale: number): LayerSpecification {
  const { text, soft, halo } = colours[look];
  const isCountry = source === 'countries';
  const size: ExpressionSpecification = isCountry
    ? ['interpolate', ['linear'], ['zoom'], 2, 10 * scale, 6, 17 * scale]
    : [
        'interpolate',
        ['linear'],
        ['zoom'],
        4,
        10.5 * scale,
        12,
        ['case', ['>', ['get', 'size'], 300_000], 22 * scale, 14 * scale],
      ];
  return {
    id: source,
    type: 'symbol',
    source,
    ...(isCountry ? { maxzoom: 7.5 } : { minzoom: 3 }),
    filter: ['<=', ['get', 'rank'], ['zoom']],
    layout: {
      'text-field': ['get', 'text'],
      'text-font': font,
      'text-size': size,
      'text-max-width': 8,
      'symbol-sort-key': ['-', 0, ['get', 'size']],
      ...(isCountry ? { 'text-letter-spacing': 0.08 } : { 'text-offset': [0, 0] }),
    },
    paint: { 'text-color': isCountry ? soft : text, 'text-halo-color': halo, 'text-halo-width': 1.4 },
  };
}
