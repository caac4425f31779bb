import { Marker } from 'maplibre-gl';
import { useEffect } from 'react';
import { useMap } from '../../../map/map-context.ts';
import type { Stop } from '../stops.ts';

type Given = { stops: readonly Stop[]; onAdd(stop: Omit<Stop, 'id'>): void };

/** Stops on the map around, numbered; a press sets another, as Space does in the middle of the map. */
export function StopsOnMap({ stops, onAdd }: Given) {
  const map = useMap();
  useEffect(() => {
    const add = ({ lng, lat }: { lng: number; lat: number }) => onAdd({ longitude: lng, latitude: lat });
    const click = ({ lngLat }: { lngLat: { lng: number; lat: number } }) => add(lngLat);
    const key = (event: KeyboardEvent) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      add(map.getCenter());
    };
    const canvas = map.getCanvas();
    canvas.addEventListener('keydown', key);
    map.on('click', click);
    return () => {
      canvas.removeEventListener('keydown', key);
      map.off('click', click);
    };
  }, [map, onAdd]);
  useEffect(() => {
    const markers = stops.map(({ longitude, latitude }, index) => {
      const element = document.createElement('div');
      element.className = 'stop-marker';
      element.textContent = String(index + 1);
      return new Marker({ element }).setLngLat([longitude, latitude]).addTo(map);
    });
    return () => {
      for (const marker of markers) marker.remove();
    };
  }, [map, stops]);
  return null;
}
