import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../../preferences/preferences.tsx';
import { letterScale } from '../scale.ts';
import { worldTiles, worldZoomMost } from './world-tiles.ts';

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

/** The built-in map: land, coasts, borders and names. */
export function baseStyle(look: Look, language: Language): StyleSpecification {
  const scale = letterScale();
  return {
    version: 8,
    sources: { world: { type: 'vector', tiles: [worldTiles], maxzoom: worldZoomMost } },
    layers: [
      ...groundLayers(look),
      namesLayer('cities', { look, language, scale }),
      namesLayer('countries', { look, language, scale }),
    ],
  };
}

export const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

function groundLayers(look: Look): LayerSpecification[] {
  const { sea, land, coast, border } = colours[look];
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    {
      id: 'land',
      type: 'fill',
      source: 'world',
      'source-layer': 'land',
      // Else there are hairlines of sea between countries.
      paint: { 'fill-color': land, 'fill-antialias': false },
    },
    {
      id: 'coast',
      type: 'line',
      source: 'world',
      'source-layer': 'coast',
      paint: { 'line-color': coast, 'line-width': 0.8 },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'world',
      'source-layer': 'borders',
      paint: { 'line-color': border, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 1.6] },
    },
  ];
}

type NamesGiven = { look: Look; language: Language; scale: number };

function namesLayer(kind: 'countries' | 'cities', { look, language, scale }: NamesGiven): LayerSpecification {
  const { text, soft, halo } = colours[look];
  const isCountry = kind === 'countries';
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
    id: kind,
    type: 'symbol',
    source: 'world',
    'source-layer': kind,
    ...(isCountry ? { maxzoom: 7.5 } : { minzoom: 3 }),
    filter: ['<=', ['get', 'rank'], ['zoom']],
    layout: {
      'text-field': language === 'fr' ? ['coalesce', ['get', 'fr'], ['get', 'name']] : ['get', 'name'],
      'text-font': font,
      'text-size': size,
      'text-max-width': 8,
      'symbol-sort-key': ['-', 0, ['get', 'size']],
      ...(isCountry ? { 'text-letter-spacing': 0.08 } : { 'text-offset': [0, 0] }),
    },
    paint: { 'text-color': isCountry ? soft : text, 'text-halo-color': halo, 'text-halo-width': 1.4 },
  };
}
