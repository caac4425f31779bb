import { Link } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { ScreenTitle } from '../../ui/card.tsx';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { ConnectionBadge, ConnectionText } from './cards/connection-badge.tsx';
import { capitalized } from './status-group.tsx';
import { nameOf } from './vehicle-name.ts';
import { valueWords } from './words/value-words.ts';
import { vehicleWords } from './words/vehicle-words.ts';

/** What vehicle it is, whether it is heard of, and what else there is of it. */
export function VehicleTitle({ vehicle }: { vehicle: Vehicle }) {
  const { key, vin, motorization, connection, fleet } = vehicle;
  const words = useWords(vehicleWords);
  const wordFor = useWordFor(valueWords);
  const live = useLiveVehicle(key);
  const at = `/vehicles/${encodeURIComponent(key)}`;
  const asked = `?vehicle=${encodeURIComponent(key)}`;
  return (
    <header className="vehicle-title">
      <ScreenTitle title={nameOf(vehicle)}>
        <span className="badges">
          <ConnectionBadge connection={connection} />
          <span className="badge">{capitalized(wordFor(motorization))}</span>
          {fleet && <span className="badge badge-name">{fleet.name}</span>}
          {live?.trip && (
            <Link className="badge badge-good" href={`${at}/trips/${encodeURIComponent(live.trip.id)}`}>
              {words.underWay}
            </Link>
          )}
        </span>
      </ScreenTitle>
      <p className="vin">{vin}</p>
      {connection && <ConnectionText connection={connection} />}
      <nav className="vehicle-links" aria-label={words.links}>
        <Link href={`${at}/trips`}>{words.trips}</Link>
        <Link href={`${at}/remote`}>{words.remote}</Link>
        <Link href={`/monitors${asked}`}>{words.monitors}</Link>
        <Link href={`/events${asked}`}>{words.events}</Link>
        <Link href={`/map${asked}`}>{words.onMap}</Link>
      </nav>
    </header>
  );
}
