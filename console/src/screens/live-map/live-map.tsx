import './live-map.css';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { MapView } from '../../map/map-view.tsx';
import { VehicleLayer } from '../../map/vehicles/vehicle-layer.tsx';
import type { VehicleView } from '../../map/vehicles/vehicle-view.ts';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Button } from '../../ui/button.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { useWords } from '../../words/use-words.ts';
import { Camera } from './camera.tsx';
import { wantedOf } from './filter.ts';
import { Filters } from './filters.tsx';
import { liveMapWords } from './live-map-words.ts';
import { useTrail } from './use-trail.ts';
import { useViews } from './use-views.ts';
import { VehicleList } from './vehicle-list.tsx';
import { VehiclePanel } from './vehicle-panel.tsx';

/** Where the vehicles are, and what they do. The query has what is wanted (`q`, `state`, `fleet`), `vehicle` and `follow`. */
export function LiveMap() {
  const words = useWords(liveMapWords);
  usePageTitle(words.title);
  const vehicles = useVehicles();
  const empty = <Empty title={words.none}>{words.noneWhy}</Empty>;
  return (
    <Answer of={vehicles} isEmpty={(all) => all.length === 0} empty={empty}>
      {(all) => <MapOf vehicles={all} />}
    </Answer>
  );
}

/** So few that somebody who opens the map wants to see one of them move. */
const fewVehicles = 20;

function MapOf({ vehicles }: { vehicles: readonly Vehicle[] }) {
  const words = useWords(liveMapWords);
  const [query, change] = useQueryState();
  const wanted = useMemo(() => wantedOf(query), [query]);
  const { views, list, subscribe } = useViews(vehicles, wanted);
  const [showAll, setShowAll] = useState(0);
  const key = query.get('vehicle') ?? undefined;
  const selected = list.find((view) => view.key === key);
  const isFollowing = query.has('follow');
  const select = (next: string | undefined) => change({ vehicle: next, follow: undefined });
  useFirstChoice(list, vehicles.length <= fewVehicles && query.size === 0, (first) =>
    change({ vehicle: first, follow: 'yes' }),
  );
  return (
    <div className="live-map">
      <h1 className="visually-hidden">{words.title}</h1>
      <div className="live-map-side">
        {selected ? (
          <VehiclePanel
            view={selected}
            isFollowing={isFollowing}
            onFollow={(follows) => change({ follow: follows ? 'yes' : undefined })}
            onBack={() => select(undefined)}
          />
        ) : (
          <>
            <Filters
              wanted={wanted}
              onChange={({ text, ...more }) =>
                change({ ...more, ...(text === undefined ? {} : { q: text }) })
              }
            />
            <p className="hint" role="status">
              {words.shown(list.length, vehicles.length)}
            </p>
            <VehicleList list={list} onSelect={select} />
          </>
        )}
      </div>
      <MapView label={words.title} className="live-map-map">
        <VehicleLayer
          views={views}
          subscribe={subscribe}
          selected={selected?.key}
          trail={useTrail(selected?.key)}
          onSelect={select}
        />
        <Camera
          list={list}
          selected={selected}
          isFollowing={isFollowing}
          showAll={showAll}
          onLetGo={() => change({ follow: undefined })}
        />
        <div className="map-tools">
          <Button
            onPress={() => {
              select(undefined);
              setShowAll(showAll + 1);
            }}
          >
            {words.showAll}
          </Button>
        </div>
      </MapView>
    </div>
  );
}

/** The query of the page; `change` leaves out what is undefined or empty, and what is as it was changes nothing. */
function useQueryState() {
  const [query, setQuery] = useSearchParams();
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    if (next.toString() !== query.toString()) setQuery(next, { replace: true });
  };
  return [query, change] as const;
}

/** Once, when a page with nothing chosen hears of one that drives: chooses it. */
function useFirstChoice(
  list: readonly VehicleView[],
  isWanted: boolean,
  choose: (key: string) => void,
): void {
  const [isOver, setOver] = useState(!isWanted);
  const driving = list.find(({ state, place }) => state === 'driving' && place)?.key;
  const chooseFirst = useEffectEvent(choose);
  useEffect(() => {
    if (isOver || driving === undefined) return;
    setOver(true);
    chooseFirst(driving);
  }, [isOver, driving]);
}
