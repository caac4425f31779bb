import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { useEffect, useId, useRef } from 'react';
import { nothing } from '../base/base-style.ts';
import { useMap } from '../map-context.ts';
import {
  boundsOf,
  rangeOf,
  type ValueRange,
  type WayPoint,
  wayColours,
  waySegments,
} from './way-features.ts';

type Given = {
  points: readonly WayPoint[];
  /** What the ends of the colours stand for; by default the least and the most of the points. */
  range?: ValueRange | undefined;
  /** Where somebody is on the way, such as in a replay. */
  marker?: { at: readonly [longitude: number, latitude: number]; heading?: number | undefined } | undefined;
  /** Whether the map goes where the way is, whenever it is another one; true when absent. */
  isFitted?: boolean;
};

/** A way on the map around, coloured by value, with a marker that moves on it. */
export function WayLayer({ points, range, marker, isFitted = true }: Given) {
  const map = useMap();
  const id = useId();
  const names = { way: `way${id}`, marker: `marker${id}`, ends: `ends${id}` };
  useEffect(() => addLayers(map, { way: `way${id}`, marker: `marker${id}`, ends: `ends${id}` }), [map, id]);
  useEffect(() => {
    map.getSource<GeoJSONSource>(`way${id}`)?.setData(waySegments(points, range ?? rangeOf(points)));
    map.getSource<GeoJSONSource>(`ends${id}`)?.setData(endsOf(points));
  }, [map, id, points, range]);
  const fitted = useRef<readonly WayPoint[]>(undefined);
  useEffect(() => {
    if (!isFitted || fitted.current === points) return;
    fitted.current = points;
    const bounds = boundsOf(points.map(({ at }) => at));
    if (bounds) map.fitBounds(bounds, { padding: 48, maxZoom: 15, animate: false });
  }, [map, points, isFitted]);
  useEffect(() => {
    const source = map.getSource<GeoJSONSource>(names.marker);
    source?.setData(marker ? pointOf(marker.at, { heading: marker.heading ?? 0 }) : nothing);
  }, [map, names.marker, marker]);
  return null;
}

type Names = { way: string; marker: string; ends: string };

const pointOf = (at: readonly [number, number], properties: object): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [...at] },
});

function endsOf(points: readonly WayPoint[]): GeoJSON.FeatureCollection {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return nothing;
  const features = [pointOf(first.at, { end: 'start' }), pointOf(last.at, { end: 'stop' })];
  return { type: 'FeatureCollection', features };
}

const colour: ExpressionSpecification = [
  'case',
  ['has', 'share'],
  [
    'interpolate',
    ['linear'],
    ['get', 'share'],
    ...wayColours.flatMap((one, index) => [index / (wayColours.length - 1), one]),
  ] as unknown as ExpressionSpecification,
  '#0f5c8c',
];

function addLayers(map: MapLibre, { way, marker, ends }: Names): () => void {
  for (const source of [way, marker, ends])
    map.addSource(source, { type: 'geojson', data: nothing, maxzoom: 16 });
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
  map.addLayer({
    id: `${way}-case`,
    type: 'line',
    source: way,
    layout,
    paint: { 'line-color': '#1b2a35', 'line-width': 8 },
  });
  map.addLayer({
    id: way,
    type: 'line',
    source: way,
    layout,
    paint: { 'line-color': colour, 'line-width': 5 },
  });
  const stroke = { 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 3 } as const;
  const isStart: ExpressionSpecification = ['==', ['get', 'end'], 'start'];
  const endColour: ExpressionSpecification = ['case', isStart, '#2aa653', '#1b2a35'];
  map.addLayer({
    id: ends,
    type: 'circle',
    source: ends,
    paint: { ...stroke, 'circle-color': endColour, 'circle-radius': 7 },
  });
  map.addLayer({
    id: marker,
    type: 'circle',
    source: marker,
    paint: { ...stroke, 'circle-color': '#d92d20', 'circle-radius': 9 },
  });
  const layers = [marker, ends, way, `${way}-case`];
  return () => {
    // The map may be gone before what was drawn on it.
    if (!map.style) return;
    for (const layer of layers) if (map.getLayer(layer)) map.removeLayer(layer);
    for (const source of [way, marker, ends]) if (map.getSource(source)) map.removeSource(source);
  };
}
