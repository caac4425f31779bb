import type { Map as MapLibre } from 'maplibre-gl';
import { createContext, use } from 'react';

export const MapContext = createContext<MapLibre | undefined>(undefined);

/** The map around: for parts that draw on it. It is there, with its style, whenever they are rendered. */
export function useMap(): MapLibre {
  const map = use(MapContext);
  if (!map) throw new Error('no MapView around');
  return map;
}
