import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Look } from '../base/base-style.ts';
import { stateColours } from './marker-images.ts';

export const vehiclesSource = 'vehicles';
export const trailSource = 'vehicle-trail';
export const vehicleLayer = 'vehicle-disc';
export const clusterLayer = 'vehicle-clusters';

const font = ['system-ui', 'Segoe UI', 'Roboto', 'Noto Sans', 'DejaVu Sans', 'sans-serif'];
const alone: ExpressionSpecification = ['!', ['has', 'count']];
const isSelected: ExpressionSpecification = ['==', ['get', 'selected'], true];
/** What is silent fades. */
const opacity: ExpressionSpecification = ['case', isSelected, 1, ['==', ['get', 'silent'], true], 0.45, 1];

/**
 * From below: where the selected one came from, groups, then each vehicle alone with ring, disc, heading and name.
 * `scale`: how much larger than on a usual screen letters are (`map/scale.ts`).
 */
export function vehicleLayers(look: Look, scale: number): LayerSpecification[] {
  const [text, halo] = look === 'dark' ? ['#eef4f8', '#10181d'] : ['#16212b', '#ffffff'];
  return [
    trail(look),
    ...clusters(scale),
    ring(halo, scale),
    disc(scale),
    heading(scale),
    name({ text, halo, scale }),
  ];
}

const trail = (look: Look): LayerSpecification => ({
  id: 'vehicle-trail',
  type: 'line',
  source: trailSource,
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: { 'line-color': look === 'dark' ? '#6cb8e6' : '#0f5c8c', 'line-width': 4, 'line-opacity': 0.7 },
});

function clusters(scale: number): LayerSpecification[] {
  const count: ExpressionSpecification = ['get', 'count'];
  return [
    {
      id: clusterLayer,
      type: 'circle',
      source: vehiclesSource,
      filter: ['has', 'count'],
      paint: {
        'circle-color': '#0f5c8c',
        'circle-radius': ['*', scale, ['step', count, 15, 20, 19, 200, 24, 2000, 30]],
        'circle-stroke-width': 3,
        'circle-stroke-color': '#ffffff',
      },
    },
    {
      id: 'vehicle-counts',
      type: 'symbol',
      source: vehiclesSource,
      filter: ['has', 'count'],
      layout: {
        'text-field': ['get', 'text'],
        'text-font': font,
        'text-size': 13 * scale,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}

function ring(halo: string, scale: number): LayerSpecification {
  const colours = Object.entries(stateColours).flat();
  return {
    id: 'vehicle-ring',
    type: 'circle',
    source: vehiclesSource,
    filter: alone,
    paint: {
      'circle-radius': ['case', isSelected, 15 * scale, 12.5 * scale],
      'circle-color': [
        'match',
        ['get', 'state'],
        ...colours,
        '#9aa7b0',
      ] as unknown as ExpressionSpecification,
      'circle-opacity': opacity,
      'circle-stroke-width': ['case', isSelected, 3, 1.5],
      'circle-stroke-color': halo,
      'circle-stroke-opacity': opacity,
    },
  };
}

const icon = { 'icon-allow-overlap': true, 'icon-ignore-placement': true } as const;

const disc = (scale: number): LayerSpecification => ({
  id: vehicleLayer,
  type: 'symbol',
  source: vehiclesSource,
  filter: alone,
  layout: { ...icon, 'icon-size': scale, 'icon-image': ['concat', 'vehicle-', ['get', 'motorization']] },
  paint: { 'icon-opacity': opacity },
});

const heading = (scale: number): LayerSpecification => ({
  id: 'vehicle-heading',
  type: 'symbol',
  source: vehiclesSource,
  filter: ['all', alone, ['has', 'heading']],
  layout: {
    ...icon,
    'icon-size': scale,
    'icon-image': 'vehicle-heading',
    'icon-rotate': ['get', 'heading'],
    'icon-rotation-alignment': 'map',
  },
  paint: { 'icon-opacity': opacity },
});

type Name = { text: string; halo: string; scale: number };

const name = ({ text, halo, scale }: Name): LayerSpecification => ({
  id: 'vehicle-name',
  type: 'symbol',
  source: vehiclesSource,
  filter: alone,
  minzoom: 4,
  layout: {
    'text-field': ['get', 'label'],
    'text-font': font,
    'text-size': 13 * scale,
    'text-offset': [0, 1.7],
    'text-anchor': 'top',
    'text-optional': true,
    'symbol-sort-key': ['case', isSelected, 0, 1],
  },
  paint: { 'text-color': text, 'text-halo-color': halo, 'text-halo-width': 1.6, 'text-opacity': opacity },
});
