import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { useEffect, useEffectEvent, useId } from 'react';
import { nothing } from '../base/base-style.ts';
import { useMap } from '../map-context.ts';
import { boundsOf } from '../ways/way-features.ts';
import { type Area, type LngLat, outlineOf } from './area.ts';

type Given = {
  area: Area | undefined;
  /** The points set so far of one that is being drawn. */
  draft?: readonly LngLat[] | undefined;
  /** Goes there when the map opens. */
  isFitted?: boolean;
};

/** An area on the map around, or the corners of one that is being drawn. */
export function AreaLayer({ area, draft = none, isFitted }: Given) {
  const map = useMap();
  const id = useId();
  useEffect(() => addLayers(map, `area${id}`), [map, id]);
  useEffect(() => {
    map.getSource<GeoJSONSource>(`area${id}`)?.setData(featuresOf(area, draft));
  }, [map, id, area, draft]);
  const goThere = useEffectEvent((to: MapLibre) => {
    const bounds = area && isFitted ? boundsOf(outlineOf(area)) : undefined;
    if (bounds) to.fitBounds(bounds, { padding: 60, maxZoom: 15, animate: false });
  });
  // Where it was when the map opened.
  useEffect(() => goThere(map), [map]);
  return null;
}

const none: readonly LngLat[] = [];

function featuresOf(area: Area | undefined, draft: readonly LngLat[]): GeoJSON.FeatureCollection {
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({
    type: 'Feature',
    properties: {},
    geometry,
  });
  const features = draft.map((point) => feature({ type: 'Point', coordinates: point }));
  if (draft.length > 1) features.push(feature({ type: 'LineString', coordinates: [...draft] }));
  const outline = area && outlineOf(area);
  if (outline?.[0]) features.push(feature({ type: 'Polygon', coordinates: [[...outline, outline[0]]] }));
  return { type: 'FeatureCollection', features };
}

function addLayers(map: MapLibre, id: string): () => void {
  map.addSource(id, { type: 'geojson', data: nothing, maxzoom: 16 });
  const colour = '#c2410c';
  map.addLayer({
    id: `${id}-fill`,
    type: 'fill',
    source: id,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': 0.2 },
  });
  map.addLayer({
    id: `${id}-line`,
    type: 'line',
    source: id,
    paint: { 'line-color': colour, 'line-width': 3 },
  });
  map.addLayer({
    id: `${id}-point`,
    type: 'circle',
    source: id,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-color': colour,
      'circle-radius': 6,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  });
  return () => {
    // The map may be gone before what was drawn on it.
    if (!map.style) return;
    for (const layer of [`${id}-fill`, `${id}-line`, `${id}-point`])
      if (map.getLayer(layer)) map.removeLayer(layer);
    if (map.getSource(id)) map.removeSource(id);
  };
}
