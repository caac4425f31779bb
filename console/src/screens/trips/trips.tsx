import './trips.css';
import { Link, useParams } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Button } from '../../ui/button.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { ExportList } from './export-buttons.tsx';
import { filtersOf, isFiltered, queryOf } from './trip-filters.ts';
import { TripFiltersForm } from './trip-filters-form.tsx';
import { TripTable } from './trip-table.tsx';
import { TripsUnderWay } from './trips-under-way.tsx';
import { tripsWords } from './trips-words.ts';
import { useTripList } from './use-trip-list.ts';

const pageSize = 25;
const shownMost = 500;

/** Trips of one vehicle, or of all, the newest first. */
export function Trips() {
  const { key } = useParams<{ key?: string }>();
  const words = useWords(tripsWords);
  const vehicles = useVehicles();
  const one = vehicles.data?.find((vehicle) => vehicle.key === key);
  return (
    <div className="screen">
      <ScreenTitle title={one ? words.titleOf(nameOf(one)) : words.title}>
        {key !== undefined && (
          <Link href={`/vehicles/${encodeURIComponent(key)}`}>{words.backToVehicle}</Link>
        )}
      </ScreenTitle>
      <Answer of={vehicles}>{(all) => <List vehicles={all} vehicle={key} />}</Answer>
    </div>
  );
}

function List({ vehicles, vehicle }: { vehicles: readonly Vehicle[]; vehicle: string | undefined }) {
  const words = useWords(tripsWords);
  const { query, change } = useAddress();
  const only = vehicle ?? query.get('vehicle') ?? undefined;
  const filters = filtersOf(query);
  const most = Math.min(Math.max(Number(query.get('shown')) || pageSize, pageSize), shownMost);
  const trips = useTripList({ vehicles, only, query: queryOf(filters), most });
  const nothing = isFiltered(filters) ? (
    <Empty title={words.noMatch}>
      <p>{words.noMatchWhy}</p>
    </Empty>
  ) : (
    <Empty title={words.none}>
      <p>{words.noneWhy}</p>
    </Empty>
  );
  return (
    <>
      <TripsUnderWay vehicles={vehicles} only={only} />
      <Card title={trips.data ? words.found(trips.data.total) : words.title}>
        <TripFiltersForm filters={filters} vehicles={vehicle === undefined ? vehicles : []} only={only} />
        <Answer of={trips} isEmpty={(found) => found.trips.length === 0} empty={nothing}>
          {(found) => (
            <>
              <TripTable trips={found.trips} vehicles={vehicles} hasVehicle={only === undefined} />
              {found.total > most && most < shownMost && (
                <Button onPress={() => change({ shown: String(most + pageSize) })}>{words.showMore}</Button>
              )}
            </>
          )}
        </Answer>
        {only !== undefined && <ExportList vehicle={only} query={queryOf(filters)} />}
      </Card>
    </>
  );
}
