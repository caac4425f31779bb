import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { letterScale } from '../scale.ts';
import { vehicleFeatures } from './vehicle-features.ts';
import { type Sight, worldPlace } from './vehicle-groups.ts';
import { vehiclesSource } from './vehicle-layers.ts';
import type { VehicleView } from './vehicle-view.ts';

/** From the next zoom on each vehicle is alone. */
export const groupZoomMost = 12;
/** Vehicles that are nearer to each other on a usual screen are a group. */
const groupPx = 42;
/** Width of the whole world at zoom 0. */
const worldPx = 512;
/** Of the picture, at each side of it: so far vehicles are drawn beyond what is seen. */
const beyond = 0.5;
const skipsMost = 20;
const pauseLeastMs = 200;
const pauseMostMs = 1000;

type Shown = { views(): readonly VehicleView[]; selected?: string | undefined };
type Region = Sight & { zoom: number };

/**
 * Draws the vehicles in sight and around it: of ten thousand those are few, and as groups fewer. `follow` draws after
 * each change, the less often the more there is to look at, and when the map shows what was not drawn.
 */
export function createDrawing(map: MapLibre, shown: () => Shown) {
  let drawn: Region | undefined;
  let pauseMs = pauseLeastMs;
  const draw = () => {
    const { views, selected } = shown();
    const all = views();
    pauseMs = Math.min(pauseMostMs, Math.max(pauseLeastMs, all.length / 10));
    drawn = regionOf(map, beyond);
    const features = vehicleFeatures(all, { sight: drawn, reach: reachAt(drawn.zoom), selected });
    map.getSource<GeoJSONSource>(vehiclesSource)?.setData(features);
  };
  const follow = (subscribe: (listener: () => void) => () => void) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let skipped = 0;
    const drawWhenFree = () => {
      timer = undefined;
      // On a slow machine the picture before is still in the making: another one would only make it later.
      if (!map.isSourceLoaded(vehiclesSource) && skipped < skipsMost) {
        skipped += 1;
        timer = setTimeout(drawWhenFree, pauseMs);
        return;
      }
      skipped = 0;
      draw();
    };
    const move = () => {
      if (!drawn || !isWithin(regionOf(map, 0), drawn)) draw();
    };
    map.on('move', move);
    const stop = subscribe(() => {
      timer ??= setTimeout(drawWhenFree, pauseMs);
    });
    return () => {
      clearTimeout(timer);
      map.off('move', move);
      stop();
    };
  };
  return { draw, follow };
}

/** How near to each other vehicles are a group, in parts of the world's width. */
const reachAt = (zoom: number) =>
  zoom > groupZoomMost ? 0 : (groupPx * letterScale()) / (worldPx * 2 ** zoom);

/** What is seen, and so much of its size more at each side. */
function regionOf(map: MapLibre, more: number): Region {
  const bounds = map.getBounds();
  const from = worldPlace([bounds.getWest(), bounds.getNorth()]);
  const to = worldPlace([bounds.getEast(), bounds.getSouth()]);
  const [x, y] = [(to.x - from.x) * more, (to.y - from.y) * more];
  const zoom = Math.min(groupZoomMost + 1, Math.floor(map.getZoom()));
  return { west: from.x - x, north: from.y - y, east: to.x + x, south: to.y + y, zoom };
}

const isWithin = (seen: Region, drawn: Region) =>
  seen.zoom === drawn.zoom &&
  seen.west >= drawn.west &&
  seen.north >= drawn.north &&
  seen.east <= drawn.east &&
  seen.south <= drawn.south;
