import { Link } from 'wouter';
import type { Trip, Vehicle } from '../../api/model.ts';
import { Time } from '../../ui/age.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import type { TripOf } from './newest-trips.ts';
import { tripsWords } from './trips-words.ts';

type Given = { trips: readonly TripOf[]; vehicles: readonly Vehicle[]; hasVehicle: boolean };

export const addressOfTrip = (vehicle: string, trip: string) =>
  `/vehicles/${encodeURIComponent(vehicle)}/trips/${encodeURIComponent(trip)}`;

/** Trips, each a link to itself. */
export function TripTable({ trips, vehicles, hasVehicle }: Given) {
  const words = useWords(tripsWords);
  const format = useFormat();
  const names = new Map(vehicles.map((vehicle) => [vehicle.key, nameOf(vehicle)]));
  const columns: Column<TripOf>[] = [
    {
      title: words.started,
      show: ({ vehicleKey, id, startedAt }) => (
        <Link href={addressOfTrip(vehicleKey, id)} className="trip-link">
          <Time at={startedAt} />
        </Link>
      ),
    },
    ...(hasVehicle
      ? [{ title: words.vehicle, show: ({ vehicleKey }: TripOf) => names.get(vehicleKey) ?? '–' }]
      : []),
    { title: words.duration, isNumber: true, show: ({ duration }) => format.duration(duration) },
    { title: words.distance, isNumber: true, show: ({ distance }) => format.quantity(distance, 'km') },
    { title: words.speed, isNumber: true, show: (trip) => <Speeds trip={trip} /> },
    { title: words.use, isNumber: true, show: (trip) => <Use trip={trip} /> },
    { title: words.level, isNumber: true, show: (trip) => <Levels trip={trip} /> },
    { title: words.state, show: (trip) => <TripState trip={trip} /> },
  ];
  return (
    <div className="trip-table">
      <Table
        label={words.title}
        columns={columns}
        rows={trips}
        keyOf={({ vehicleKey, id }) => `${vehicleKey} ${id}`}
      />
    </div>
  );
}

/** The mean, and below it the highest. */
function Speeds({ trip: { kinetic } }: { trip: Trip }) {
  const words = useWords(tripsWords);
  const format = useFormat();
  const { avgSpeed, maxSpeed } = kinetic ?? {};
  if (avgSpeed === undefined && maxSpeed === undefined) return '–';
  return (
    <span className="several">
      <span>{avgSpeed === undefined ? '–' : format.quantity(avgSpeed, 'km/h')}</span>
      {maxSpeed !== undefined && (
        <span className="hint">{words.upTo(format.quantity(maxSpeed, 'km/h'))}</span>
      )}
    </span>
  );
}

/** What was used on 100 km. */
function Use({ trip: { energyConsumptions = [] } }: { trip: Trip }) {
  const format = useFormat();
  const told = energyConsumptions.flatMap(({ type, avgConsumption }) =>
    avgConsumption === undefined
      ? []
      : [format.quantity(avgConsumption, type === 'Fuel' ? 'cL/100km' : 'Wh/100km')],
  );
  return told.length > 0 ? <Several texts={told} /> : '–';
}

/** From which level to which. */
function Levels({ trip: { startEnergies = [], endEnergies = [] } }: { trip: Trip }) {
  const format = useFormat();
  const told = startEnergies.flatMap(({ type, level }) => {
    const end = endEnergies.find((one) => one.type === type)?.level;
    if (level === undefined) return [];
    return [`${format.quantity(level, '%')}${end === undefined ? '' : ` → ${format.quantity(end, '%')}`}`];
  });
  return told.length > 0 ? <Several texts={told} /> : '–';
}

function Several({ texts }: { texts: readonly string[] }) {
  return (
    <span className="several">
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}

/** Under way, complete, or what is missing. */
export function TripState({ trip: { done, faults } }: { trip: Pick<Trip, 'done' | 'faults'> }) {
  const words = useWords(tripsWords);
  const missing = [...new Set(faults.map(({ fault }) => fault))];
  return (
    <span className="badges">
      {!done && <span className="badge badge-good">{words.underWay}</span>}
      {missing.map((fault) => (
        <span key={fault} className="badge badge-warn">
          {words.stateWords[fault]}
        </span>
      ))}
      {done && missing.length === 0 && <span className="badge">{words.complete}</span>}
    </span>
  );
}
