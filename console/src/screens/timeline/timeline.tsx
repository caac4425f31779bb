import './timeline.css';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useVehicles } from '../../query/use-vehicles.ts';
import { useFace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty, Failed, Loading, NotAllowed } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import {
  type EventFilters,
  filtersOf,
  isFiltered,
  isWanted,
  listsOf,
  matching,
  windowOf,
} from './event-filters.ts';
import { EventFiltersForm } from './event-filters-form.tsx';
import { IncidentList } from './incident-list.tsx';
import { IncidentMap } from './incident-map.tsx';
import type { Incident } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';
import { type IncidentList as Found, useIncidentList } from './use-incident-list.ts';
import { Withheld } from './withheld.tsx';

const pageSize = 100;
const shownMost = 500;

/** Alerts, alarms, collisions and thefts of one vehicle, or of all, as one timeline. */
export function Timeline() {
  const { key } = useParams<{ key?: string }>();
  const words = useWords(timelineWords);
  const vehicles = useVehicles();
  const one = vehicles.data?.find((vehicle) => vehicle.key === key);
  return (
    <div className="screen">
      <ScreenTitle title={one ? words.titleOf(nameOf(one)) : words.title}>
        {one && <Link href={`/vehicles/${encodeURIComponent(one.key)}`}>{words.backToVehicle}</Link>}
        {key !== undefined && <Link href="/events">{words.allVehicles}</Link>}
      </ScreenTitle>
      <Answer of={vehicles}>
        {(all) =>
          key !== undefined && !one ? (
            <Empty title={words.noVehicle}>
              <Link href="/events">{words.allVehicles}</Link>
            </Empty>
          ) : (
            <Events vehicles={all} vehicle={key} />
          )
        }
      </Answer>
    </div>
  );
}

function Events({ vehicles, vehicle }: { vehicles: readonly Vehicle[]; vehicle: string | undefined }) {
  const words = useWords(timelineWords);
  const { query, change } = useAddress();
  const { kind } = useFace();
  const filters = filtersOf(query);
  const only = vehicle ?? query.get('vehicle') ?? undefined;
  const asked = useMemo(
    () =>
      only === undefined
        ? matching(vehicles, filters.search, nameOf)
        : vehicles.filter(({ key }) => key === only),
    [vehicles, only, filters.search],
  );
  const most = Math.min(Math.max(Number(query.get('shown')) || pageSize, pageSize), shownMost);
  const lists = listsOf(filters.kinds, kind === 'driver');
  const isAll = only === undefined && filters.search.trim() === '';
  const found = useIncidentList({ vehicles: asked, isAll, lists, query: windowOf(filters), most });
  return (
    <>
      <Card title={words.filters} className="event-filter-card">
        <EventFiltersForm filters={filters} vehicles={vehicles} only={only} isOfOne={vehicle !== undefined} />
      </Card>
      <Withheld
        vehicles={asked}
        isAll={isAll}
        lists={lists}
        refusals={found.refusals}
        onRetry={found.retry}
      />
      {asked.length === 0 ? (
        <Empty title={words.noVehicles} />
      ) : (
        <FoundEvents
          found={found}
          filters={filters}
          vehicles={vehicles}
          isWithheld={asked.every(({ connection }) => connection?.withheld?.privacy === 'Full')}
          onMore={most < shownMost ? () => change({ shown: String(most + pageSize) }) : undefined}
        />
      )}
      {kind === 'driver' && <p className="hint">{words.theftsFleetOnly}</p>}
    </>
  );
}

type Given = {
  found: Found;
  filters: EventFilters;
  vehicles: readonly Vehicle[];
  /** Whether nothing of any of the vehicles may be told. */
  isWithheld: boolean;
  onMore: (() => void) | undefined;
};

function FoundEvents({ found, filters, vehicles, isWithheld, onMore }: Given) {
  const words = useWords(timelineWords);
  const { query, change } = useAddress();
  const selected = query.get('event') ?? undefined;
  const byKey = useMemo(() => new Map(vehicles.map((one) => [one.key, one])), [vehicles]);
  const shown = useSame(found.incidents.filter((one) => isWanted(one, filters)));
  const select = (key: string | undefined) => change({ event: key });
  const open = shown.filter(({ isOpen }) => isOpen).length;
  if (found.isPending) return <Loading />;
  if (shown.length === 0 && !found.isPartial)
    return <Nothing found={found} filters={filters} isWithheld={isWithheld} />;
  return (
    <div className="timeline">
      <Card
        title={words.list}
        className="event-list-card"
        actions={
          <span role="status" className={open > 0 ? 'badge badge-warn' : 'badge'}>
            {words.openCount(open)}
          </span>
        }
      >
        {found.isPartial && <p className="hint">{words.stillAsking}</p>}
        <IncidentList incidents={shown} byKey={byKey} selected={selected} onSelect={select} />
        {found.hasMore && (
          <div className="event-more">
            <span className="hint">{words.newestOnly}</span>
            {onMore && <Button onPress={onMore}>{words.showMore}</Button>}
          </div>
        )}
      </Card>
      <IncidentMap
        incidents={shown}
        selected={shown.find(({ key }) => key === selected)}
        onSelect={(key) => select(key)}
      />
    </div>
  );
}

/** The list of before while it has the same in it, so that nothing is drawn anew. */
function useSame(incidents: readonly Incident[]): readonly Incident[] {
  const [before, setBefore] = useState(incidents);
  const isSame =
    before === incidents ||
    (before.length === incidents.length && before.every((one, index) => isAlike(one, incidents[index])));
  if (isSame) return before;
  setBefore(incidents);
  return incidents;
}

const isAlike = (one: Incident, other: Incident | undefined) =>
  one.key === other?.key &&
  one.vehicle === other.vehicle &&
  one.isOpen === other.isOpen &&
  one.endedAt === other.endedAt &&
  one.trips?.length === other.trips?.length;

/** Nothing to list: nothing happened, nothing matches, nothing may be seen, or nothing could be read. */
function Nothing({ found, filters, isWithheld }: Pick<Given, 'found' | 'filters' | 'isWithheld'>) {
  const words = useWords(timelineWords);
  const { refusals, incidents, retry } = found;
  const problems = refusals.map(({ problem }) => problem).filter(({ isNothing }) => !isNothing);
  const passing = problems.find(({ isForbidden }) => !isForbidden);
  if (incidents.length === 0 && passing) return <Failed error={passing} onRetry={retry} />;
  if (incidents.length === 0 && problems.length > 0) return <NotAllowed />;
  if (isWithheld)
    return (
      <Empty title={words.untold}>
        <p>{words.untoldWhy}</p>
      </Empty>
    );
  return isFiltered(filters) ? (
    <Empty title={words.noMatch}>
      <p>{words.noMatchWhy}</p>
    </Empty>
  ) : (
    <Empty title={words.none}>
      <p>{words.noneWhy}</p>
    </Empty>
  );
}
