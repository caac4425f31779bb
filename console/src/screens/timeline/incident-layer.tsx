import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { nothing } from '../../map/base/base-style.ts';
import { useMap } from '../../map/map-context.ts';
import { boundsOf } from '../../map/ways/way-features.ts';
import type { Incident, LngLat } from './incidents.ts';

/** One place of an incident. */
export type Placed = { incident: Incident; at: LngLat };

type Given = {
  places: readonly Placed[];
  selected: string | undefined;
  way: readonly LngLat[] | undefined;
  onSelect(key: string): void;
};

const layer = 'incidents';
const wayLayer = 'incident-way';
const closeZoom = 12;

/** Incidents as circles on the map around: filled while open, hollow when over, with a ring for the one looked at. */
export function IncidentLayer({ places, selected, way, onSelect }: Given) {
  const map = useMap();
  const select = useRef(onSelect);
  select.current = onSelect;
  useEffect(() => addLayers(map, (key) => select.current(key)), [map]);
  useEffect(() => {
    map.getSource<GeoJSONSource>(layer)?.setData(featuresOf(places, selected));
  }, [map, places, selected]);
  useEffect(() => {
    const coordinates = (way ?? []).map((point) => [...point]);
    map
      .getSource<GeoJSONSource>(wayLayer)
      ?.setData(coordinates.length > 1 ? { type: 'LineString', coordinates } : nothing);
  }, [map, way]);
  useCamera(map, { places, selected });
  return null;
}

/** Goes to the one that is chosen, or shows all of them when they are there first. */
function useCamera(map: MapLibre, { places, selected }: Pick<Given, 'places' | 'selected'>): void {
  const isFitted = useRef<boolean>(false);
  const gone = useRef<string>(undefined);
  useEffect(() => {
    const chosen = places.filter(({ incident }) => incident.key === selected);
    if (chosen.length > 0 && gone.current === selected) return;
    if (chosen.length > 0) gone.current = selected;
    else if (isFitted.current) return;
    const shown = chosen.length > 0 ? chosen : places;
    const bounds = boundsOf(shown.map(({ at }) => at));
    if (!bounds) return;
    const animate = isFitted.current;
    isFitted.current = true;
    map.fitBounds(bounds, { padding: 48, maxZoom: Math.max(closeZoom, map.getZoom()), animate });
  }, [map, places, selected]);
}

function featuresOf(places: readonly Placed[], selected: string | undefined): GeoJSON.FeatureCollection {
  const features = places.map(
    ({ incident: { key, severity, isOpen }, at }): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { key, severity, isOpen, isSelected: key === selected },
      geometry: { type: 'Point', coordinates: at },
    }),
  );
  // What is chosen lies above, and what is open above what is over.
  features.sort((one, other) => rankOf(one) - rankOf(other));
  return { type: 'FeatureCollection', features };
}

const rankOf = ({ properties }: GeoJSON.Feature) =>
  (properties?.isSelected ? 2 : 0) + (properties?.isOpen ? 1 : 0);

const colour: ExpressionSpecification = [
  'match',
  ['get', 'severity'],
  'Critical',
  '#d92d20',
  'Warning',
  '#d97706',
  '#2563eb',
];
const either = <Value,>(name: string, yes: Value, no: Value) =>
  ['case', ['get', name], yes, no] as unknown as ExpressionSpecification;

function addLayers(map: MapLibre, onSelect: (key: string) => void): () => void {
  for (const source of [layer, wayLayer])
    map.addSource(source, { type: 'geojson', data: nothing, maxzoom: 16 });
  map.addLayer({
    id: wayLayer,
    type: 'line',
    source: wayLayer,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': '#d92d20', 'line-width': 4 },
  });
  map.addLayer({
    id: `${layer}-ring`,
    type: 'circle',
    source: layer,
    filter: ['get', 'isSelected'],
    paint: {
      'circle-radius': 16,
      'circle-opacity': 0,
      'circle-stroke-color': '#7c3aed',
      'circle-stroke-width': 4,
    },
  });
  map.addLayer({
    id: layer,
    type: 'circle',
    source: layer,
    paint: {
      'circle-radius': 8,
      'circle-color': ['case', ['get', 'isOpen'], colour, '#ffffff'] as unknown as ExpressionSpecification,
      'circle-stroke-color': [
        'case',
        ['get', 'isOpen'],
        '#ffffff',
        colour,
      ] as unknown as ExpressionSpecification,
      'circle-stroke-width': either('isOpen', 2, 4),
    },
  });
  const click = ({ point }: MapMouseEvent) => {
    const key = map.queryRenderedFeatures(point, { layers: [layer] })[0]?.properties.key as
      | string
      | undefined;
    if (key !== undefined) onSelect(key);
  };
  map.on('click', click);
  return () => {
    // The map may be gone before what was drawn on it.
    if (!map.style) return;
    map.off('click', click);
    for (const one of [layer, `${layer}-ring`, wayLayer]) if (map.getLayer(one)) map.removeLayer(one);
    for (const source of [layer, wayLayer]) if (map.getSource(source)) map.removeSource(source);
  };
}
