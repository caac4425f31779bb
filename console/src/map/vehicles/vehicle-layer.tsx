import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { usePreferences } from '../../preferences/preferences.tsx';
import { nothing } from '../base/base-style.ts';
import { useMap } from '../map-context.ts';
import { letterScale } from '../scale.ts';
import { addMarkerImages } from './marker-images.ts';
import { vehicleFeatures } from './vehicle-features.ts';
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

const clusterMaxZoom = 12;

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
      cluster: true,
      clusterRadius: 42 * letterScale(),
      clusterMaxZoom,
      maxzoom: clusterMaxZoom + 1,
    });
    map.addSource(trailSource, { type: 'geojson', data: nothing, maxzoom: 14 });
    for (const layer of vehicleLayers(look, letterScale())) map.addLayer(layer);
    const click = (event: MapMouseEvent) => void press(map, event, given.current.onSelect);
    map.on('click', click);
    return () => void map.off('click', click);
  }, [map, look]);
  useEffect(
    () => drawChanges(map, () => vehicleFeatures(given.current.views(), given.current.selected), subscribe),
    [map, subscribe],
  );
  // What else is shown, or is selected, is drawn at once.
  useEffect(() => {
    map.getSource<GeoJSONSource>(vehiclesSource)?.setData(vehicleFeatures(views(), selected));
  }, [map, views, selected]);
  useEffect(() => {
    const line = { type: 'LineString' as const, coordinates: (trail ?? []).map((point) => [...point]) };
    map.getSource<GeoJSONSource>(trailSource)?.setData(line.coordinates.length > 1 ? line : nothing);
  }, [map, trail]);
  return null;
}

const skipsMost = 20;
const pauseLeastMs = 200;

type Features = ReturnType<typeof vehicleFeatures>;

/** Draws after each change, the less often the more there is to draw; nothing while the page is hidden. */
function drawChanges(map: MapLibre, features: () => Features, subscribe: Given['subscribe']): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = pauseLeastMs;
  let skipped = 0;
  const draw = () => {
    timer = undefined;
    // On a slow machine the picture before is still in the making: another one would only make it later.
    if (!map.isSourceLoaded(vehiclesSource) && skipped < skipsMost) {
      skipped += 1;
      timer = setTimeout(draw, pauseMs);
      return;
    }
    skipped = 0;
    const drawn = features();
    pauseMs = Math.min(1000, Math.max(pauseLeastMs, drawn.features.length / 10));
    map.getSource<GeoJSONSource>(vehiclesSource)?.setData(drawn);
  };
  const stop = subscribe(() => {
    timer ??= setTimeout(draw, pauseMs);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

async function press(
  map: MapLibre,
  { point }: MapMouseEvent,
  onSelect: (key: string) => void,
): Promise<void> {
  const [found] = map.queryRenderedFeatures(point, { layers: [vehicleLayer, clusterLayer, 'vehicle-ring'] });
  if (!found) return;
  const { key, cluster_id: cluster } = found.properties as { key?: string; cluster_id?: number };
  if (key !== undefined) return onSelect(key);
  if (cluster === undefined || found.geometry.type !== 'Point') return;
  const zoom = await map.getSource<GeoJSONSource>(vehiclesSource)?.getClusterExpansionZoom(cluster);
  const [longitude = 0, latitude = 0] = found.geometry.coordinates;
  map.easeTo({ center: [longitude, latitude], zoom: (zoom ?? map.getZoom() + 2) + 0.2 });
}
