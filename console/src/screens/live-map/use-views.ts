import { useCallback, useEffect, useState } from 'react';
import type { Vehicle } from '../../api/model.ts';
import { type VehicleView, viewOf } from '../../map/vehicles/vehicle-view.ts';
import { useLiveStore } from '../../query/live-provider.tsx';
import type { LiveVehicle } from '../../query/live-store.ts';
import { matches, type Wanted } from './filter.ts';

type Held = { vehicle: Vehicle; live: LiveVehicle | undefined; until: number; view: VehicleView };

/** What was made of a vehicle holds while nothing is told, but silence grows: it is looked at anew after so long. */
const holdsMs = 20_000;

/** Makes views of vehicles, and of those that did not change no new ones. */
function createViews(): (
  vehicles: readonly Vehicle[],
  lives: ReadonlyMap<string, LiveVehicle>,
  now: number,
) => VehicleView[] {
  const held = new Map<string, Held>();
  return (vehicles, lives, now) =>
    vehicles.map((vehicle) => {
      const live = lives.get(vehicle.key);
      const before = held.get(vehicle.key);
      if (before && before.vehicle === vehicle && before.live === live && now < before.until)
        return before.view;
      const view = viewOf(vehicle, live, now);
      held.set(vehicle.key, { vehicle, live, until: now + holdsMs, view });
      return view;
    });
}

const listEveryMs = 1000;

/**
 * The vehicles that are wanted, as they are now; another `wanted` is another question. `views()` is for the map, which asks as often as it draws; `list` is
 * for the page, and changes once a second.
 */
export function useViews(vehicles: readonly Vehicle[], wanted: Wanted) {
  const store = useLiveStore();
  const [make] = useState(createViews);
  const views = useCallback(
    () => make(vehicles, store.vehicles, Date.now()).filter((view) => matches(view, wanted)),
    [make, store, vehicles, wanted],
  );
  const [list, setList] = useState(views);
  useEffect(() => {
    setList(views());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      timer = undefined;
      setList(views());
    };
    const stop = store.subscribe(() => {
      timer ??= setTimeout(renew, listEveryMs);
    });
    const growing = setInterval(renew, holdsMs);
    return () => {
      stop();
      clearTimeout(timer);
      clearInterval(growing);
    };
  }, [store, views]);
  return { views, list, subscribe: store.subscribe };
}
