import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Status, Trip, Vehicle } from '../../api/model.ts';
import { useLiveStore } from '../../query/live-provider.tsx';
import { Age } from '../../ui/age.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useNow } from '../../units/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { addressOfTrip } from './trip-table.tsx';
import { tripsWords } from './trips-words.ts';

const shownMost = 12;

/** Who is on a trip now, by the live stream; nothing where nobody is. */
export function TripsUnderWay({
  vehicles,
  only,
}: {
  vehicles: readonly Vehicle[];
  only: string | undefined;
}) {
  const words = useWords(tripsWords);
  const format = useFormat();
  const store = useLiveStore();
  // Looked up once a second, however much is told.
  useNow();
  const names = useMemo(() => new Map(vehicles.map((one) => [one.key, nameOf(one)])), [vehicles]);
  const driving = [...store.vehicles.values()].filter(
    ({ key, trip }) => trip && (only === undefined || key === only),
  );
  if (driving.length === 0) return null;
  return (
    <Card
      title={`${words.underWayNow}${driving.length > 1 ? ` (${driving.length})` : ''}`}
      className="under-way"
    >
      <ul>
        {driving.slice(0, shownMost).map(({ key, trip, status }) => (
          <li key={key}>
            <Link href={addressOfTrip(key, trip?.id ?? '')}>{names.get(key) ?? key}</Link>
            {trip && (
              <span>
                {words.started} <Age at={trip.startedAt} />
              </span>
            )}
            {km(trip, status) !== undefined && <span>{format.quantity(km(trip, status) ?? 0, 'km')}</span>}
            {status.kinetic?.speed !== undefined && (
              <span>{format.quantity(status.kinetic.speed, 'km/h')}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** How far it has come: the trip is told when it begins, the odometer as it goes on. */
function km(trip: Trip | undefined, { odometer }: Partial<Status>): number | undefined {
  const start = trip?.startMileage;
  return start === undefined || !odometer ? undefined : Math.max(0, odometer.mileage - start);
}
