import { useEffect, useEffectEvent, useRef } from 'react';
import { useMap } from '../../map/map-context.ts';
import type { VehicleView } from '../../map/vehicles/vehicle-view.ts';
import { boundsOf } from '../../map/ways/way-features.ts';

type Given = {
  list: readonly VehicleView[];
  selected: VehicleView | undefined;
  isFollowing: boolean;
  /** Counts up when all are to be seen. */
  showAll: number;
  onLetGo(): void;
};

/** Vehicles are no longer in groups, one sees them move, and a town's name is often in sight. */
const nearZoom = 13.1;
/** Share of the picture at each side that a followed vehicle keeps out of. */
const edge = 0.25;

/** Moves the map: to all vehicles, to the one that is selected, and along with the one that is followed. */
export function Camera({ list, selected, isFollowing, showAll, onLetGo }: Given) {
  const map = useMap();
  const given = useRef({ list, onLetGo });
  given.current = { list, onLetGo };
  const isPlaced = list.some(({ place }) => place);
  const hasSelected = selected?.place !== undefined;
  const seen = useRef<number>(undefined);
  useEffect(() => {
    if (!isPlaced || seen.current === showAll) return;
    seen.current = showAll;
    const bounds = boundsOf(given.current.list.flatMap(({ place }) => (place ? [place] : [])));
    if (bounds && !(hasSelected && showAll === 0))
      map.fitBounds(bounds, { padding: 70, maxZoom: nearZoom, duration: showAll === 0 ? 0 : 600 });
  }, [map, isPlaced, hasSelected, showAll]);
  const arrivals = useRef(0);
  const key = hasSelected ? selected?.key : undefined;
  const goToSelected = useEffectEvent(() => {
    if (!selected?.place) return;
    // The first time there is nothing to come from that anybody wants to see drawn.
    const duration = arrivals.current > 0 ? 900 : 0;
    arrivals.current += 1;
    map.easeTo({ center: selected.place, zoom: Math.max(map.getZoom(), nearZoom), duration });
  });
  // Once, when another one is selected.
  useEffect(() => {
    if (key !== undefined) goToSelected();
  }, [key]);
  const [longitude, latitude]: readonly (number | undefined)[] = selected?.place ?? [];
  useEffect(() => {
    if (!isFollowing || longitude === undefined || latitude === undefined || map.isMoving()) return;
    const { x, y } = map.project([longitude, latitude]);
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const isAtEdge = (at: number, size: number) => at < size * edge || at > size * (1 - edge);
    if (isAtEdge(x, width) || isAtEdge(y, height))
      map.easeTo({ center: [longitude, latitude], duration: 800 });
  }, [map, isFollowing, longitude, latitude]);
  useEffect(() => {
    const letGo = () => given.current.onLetGo();
    map.on('dragstart', letGo);
    return () => void map.off('dragstart', letGo);
  }, [map]);
  return null;
}
