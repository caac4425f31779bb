import { useEffect, useMemo } from 'react';
import { useMap } from '../../../map/map-context.ts';
import { MapView } from '../../../map/map-view.tsx';
import { WayLayer } from '../../../map/ways/way-layer.tsx';
import { useWords } from '../../../words/use-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

type Given = { longitude: number; latitude: number; heading?: number | undefined };

const noWay: [] = [];

/** The vehicle in the middle of a small map that goes where it goes. */
export function SmallMap({ longitude, latitude, heading }: Given) {
  const words = useWords(vehicleWords);
  const at = useMemo(() => [longitude, latitude] as const, [longitude, latitude]);
  const marker = useMemo(() => ({ at, heading }), [at, heading]);
  return (
    <MapView label={words.mapOf} camera={{ center: [longitude, latitude], zoom: 10 }} className="small-map">
      <WayLayer points={noWay} marker={marker} isFitted={false} />
      <Follow at={at} />
    </MapView>
  );
}

function Follow({ at }: { at: readonly [number, number] }) {
  const map = useMap();
  useEffect(() => void map.setCenter([at[0], at[1]]), [map, at]);
  return null;
}
