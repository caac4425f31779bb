import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useRef } from 'react';
import { usePreferences } from '../../preferences/preferences.tsx';
import { nothing } from '../base/base-style.ts';
import { useMap } from '../map-context.ts';
import { letterScale } from '../scale.ts';
import { createDrawing, groupZoomMost } from './draw-vehicles.ts';
import { addMarkerImages } from './marker-images.ts';
import type { GroupProperties } from './vehicle-features.ts';
import { clusterLayer, trailSource, vehicleLayer, vehicleLayers, vehiclesSource } from './vehicle-layers.ts';
import type { VehicleView } from './vehicle-view.ts';

type Given = {
  /** The vehicles to show now; called whenever `subscribe` tells of a change, at most a few times a second. */
  views(): readonly VehicleView[];
  subscribe(listener: () => void): () => void;
  selected?: string | undefined;
  /** Where the selected one was lately. */
  trail?: readonly [longitude: number, latitude: number][] | undefined;
  onSelect(key: string): void;
};

/** Vehicles on the map around, in groups from afar. A press on a group goes nearer, one on a vehicle selects it. */
export function VehicleLayer({ views, subscribe, selected, trail, onSelect }: Given) {
  const map = useMap();
  const { look } = usePreferences();
  const given = useRef({ views, selected, onSelect });
  given.current = { views, selected, onSelect };
  useEffect(() => {
    addMarkerImages(map, look);
    map.addSource(vehiclesSource, {
      type: 'geojson',
      data: nothing,
      maxzoom: groupZoomMost + 1,
    });
    map.addSource(trailSource, { type: 'geojson', data: nothing, maxzoom: 14 });
    for (const layer of vehicleLayers(look, letterScale())) map.addLayer(layer);
    noteVehicles(map);
    const click = (event: MapMouseEvent) => press(map, event, given.current.onSelect);
    map.on('click', click);
    return () => void map.off('click', click);
  }, [map, look]);
  const drawing = useMemo(() => createDrawing(map, () => given.current), [map]);
  useEffect(() => drawing.follow(subscribe), [drawing, subscribe]);
  // What else is shown, or is selected, is drawn at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for each of them
  useEffect(drawing.draw, [drawing, views, selected]);
  useEffect(() => {
    const line = { type: 'LineString' as const, coordinates: (trail ?? []).map((point) => [...point]) };
    map.getSource<GeoJSONSource>(trailSource)?.setData(line.coordinates.length > 1 ? line : nothing);
  }, [map, trail]);
  return null;
}

/** Says on the page that a vehicle was drawn, as `data-drawn` does of the ground. */
function noteVehicles(map: MapLibre): void {
  const look = () => {
    if (map.queryRenderedFeatures({ layers: ['vehicle-ring', clusterLayer] }).length === 0) return;
    map.off('render', look);
    map.getContainer().dataset.vehicles = 'drawn';
  };
  map.on('render', look);
}

function press(map: MapLibre, { point }: MapMouseEvent, onSelect: (key: string) => void): void {
  const [found] = map.queryRenderedFeatures(point, { layers: [vehicleLayer, clusterLayer, 'vehicle-ring'] });
  if (!found) return;
  const properties = found.properties as { key: string } | GroupProperties;
  if ('key' in properties) {
    onSelect(properties.key);
    return;
  }
  const { west, south, east, north } = properties;
  // Nearer than which they are not in a group any more.
  map.fitBounds([west, south, east, north], { padding: 80, maxZoom: groupZoomMost + 1.1 });
}
