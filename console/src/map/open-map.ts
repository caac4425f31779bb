import 'maplibre-gl/dist/maplibre-gl.css';
import {
  AttributionControl,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerCount,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Language, UnitSystem } from '../preferences/preferences.tsx';
import { baseStyle, type Look } from './base/base-style.ts';
import { readWorld } from './base/world-tiles.ts';
import { keepPace } from './keep-pace.ts';

setWorkerUrl(workerUrl);
// With one alone, vehicles wait until the whole fine world is cut into tiles.
setWorkerCount(2);

/** What is looked at. */
export type Camera = { center: [longitude: number, latitude: number]; zoom: number; bearing?: number };

export type MapOptions = {
  container: HTMLElement;
  look: Look;
  language: Language;
  units: UnitSystem;
  camera: Camera;
  /** A style of the operator's in the place of the built-in one. */
  styleUrl?: string | undefined;
  words: Record<string, string>;
};

const builtInSources = 'Natural Earth · GeoNames (CC BY 4.0)';

/** A map with its style loaded; where that of the operator does not load, the built-in one. */
export async function openMap(options: MapOptions): Promise<MapLibre> {
  const { container, camera, styleUrl, units, words } = options;
  const isBuiltIn = styleUrl === undefined;
  if (isBuiltIn) readWorld();
  const style = isBuiltIn ? baseStyle(options.look, options.language) : styleUrl;
  const map = new MapLibre({
    container,
    style,
    ...camera,
    attributionControl: false,
    maxPitch: 0,
    // Letters that fade in have the whole map drawn again and again.
    fadeDuration: 0,
    locale: words,
  });
  const attribution = isBuiltIn ? { customAttribution: builtInSources } : {};
  map.addControl(new AttributionControl({ compact: true, ...attribution }), 'bottom-right');
  map.addControl(new NavigationControl({ visualizePitch: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: units }), 'bottom-left');
  noteDrawn(map);
  keepPace(map);
  try {
    await loaded(map, styleUrl);
  } catch (error) {
    map.remove();
    if (isBuiltIn) throw error;
    return openMap({ ...options, styleUrl: undefined });
  }
  return map;
}

/** Resolves when things can be drawn on it; throws where the style cannot be had. */
function loaded(map: MapLibre, styleUrl: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    map.once('style.load', () => resolve());
    map.on('error', ({ error }) => {
      if (!map.isStyleLoaded() && styleUrl !== undefined) reject(error);
      console.error('the map:', error);
    });
  });
}

/** Says on the page that everything was drawn once: pictures and tests wait for it. Where things move it is never idle. */
function noteDrawn(map: MapLibre): void {
  const look = () => {
    if (!map.isStyleLoaded() || !map.areTilesLoaded()) return;
    map.off('render', look);
    map.getContainer().dataset.drawn = 'yes';
  };
  map.on('render', look);
}
