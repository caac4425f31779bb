import { useEffect, useState } from 'react';
import { useLiveStore } from '../../query/live-provider.tsx';

type Point = [longitude: number, latitude: number];
const pointsMost = 300;

/** Where a vehicle was since it was selected, as far as it was told meanwhile. */
export function useTrail(key: string | undefined): readonly Point[] {
  const store = useLiveStore();
  const [trail, setTrail] = useState<readonly Point[]>([]);
  useEffect(() => {
    setTrail([]);
    if (key === undefined) return;
    const note = () => {
      const coordinates = store.vehicles.get(key)?.position?.geometry.coordinates;
      if (!coordinates) return;
      const [longitude = 0, latitude = 0] = coordinates;
      setTrail((before) => {
        const last = before.at(-1);
        if (last && last[0] === longitude && last[1] === latitude) return before;
        return [...before.slice(1 - pointsMost), [longitude, latitude]];
      });
    };
    note();
    return store.subscribe(note);
  }, [store, key]);
  return trail;
}
