import './trips.css';
import { Link, useParams } from 'wouter';
import type { Trip as OneTrip } from '../../api/model.ts';
import { problemOf } from '../../api/problem.ts';
import { useVehicle } from '../../query/use-vehicles.ts';
import { useFace } from '../../session/session.tsx';
import { Time } from '../../ui/age.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { RawJson } from '../../ui/raw-json.tsx';
import { Answer, Empty, Failed, Loading, NotAllowed } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { signInOf } from '../vehicle/sign-in-of.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { ExportTrip } from './export-buttons.tsx';
import { TripEnergies, TripFacts } from './trip-facts.tsx';
import { TripFaults, TripIncidents } from './trip-incidents.tsx';
import { TripReplay } from './trip-replay.tsx';
import { TripState } from './trip-table.tsx';
import { tripsWords } from './trips-words.ts';
import { useTripGoingOn, useTripHistory } from './use-trip-data.ts';

/** One trip: its way, what was told along it, and what it took. */
export function Trip() {
  const { key = '', trip: id = '' } = useParams<{ key: string; trip: string }>();
  const words = useWords(tripsWords);
  const vehicle = useVehicle(key);
  const trip = useTripGoingOn(key, id);
  const at = `/vehicles/${encodeURIComponent(key)}`;
  return (
    <div className="screen">
      <ScreenTitle title={vehicle.data ? words.titleOne(nameOf(vehicle.data)) : words.title}>
        {trip.data && (
          <span className="trip-when">
            <Time at={trip.data.startedAt} />
          </span>
        )}
        {trip.data && <TripState trip={trip.data} />}
        <Link href={at}>{words.backToVehicle}</Link>
        <Link href={`${at}/trips`}>{words.backToTrips}</Link>
      </ScreenTitle>
      <Answer
        of={trip}
        empty={
          <Empty title={words.notThere}>
            <p>{words.notThereWhy}</p>
          </Empty>
        }
      >
        {(one) => <Whole vehicle={key} trip={one} />}
      </Answer>
    </div>
  );
}

function Whole({ vehicle, trip }: { vehicle: string; trip: OneTrip }) {
  const words = useWords(tripsWords);
  const { change } = useAddress();
  const { telemetry, places, isPending } = useTripHistory(vehicle, trip.id, trip.done);
  const show = (at: number) =>
    change({ at: String(Math.max(0, Math.round(at - Date.parse(trip.startedAt) / 1000))) });
  return (
    <>
      {!trip.done && <p className="hint">{words.inProgressHint}</p>}
      <TripFaults trip={trip} />
      {isPending ? <Loading /> : <TripReplay trip={trip} places={places} reports={telemetry.data ?? []} />}
      {!telemetry.data && <Refused error={telemetry.error} onRetry={() => void telemetry.refetch()} />}
      <div className="trip-cards">
        <TripFacts trip={trip} />
        <TripEnergies trip={trip} />
        <TripIncidents vehicle={vehicle} trip={trip} onShow={show} />
        <ExportTrip vehicle={vehicle} trip={trip.id} />
      </div>
      <Raw vehicle={vehicle} trip={trip} telemetry={telemetry.data} />
    </>
  );
}

/** Why there is nothing along the way, where that is more than that nothing was told. */
function Refused({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (!error || problemOf(error).isNothing) return null;
  return problemOf(error).isForbidden ? <NotAllowed /> : <Failed error={error} onRetry={onRetry} />;
}

type Told = {
  vehicle: string;
  trip: OneTrip;
  telemetry: readonly unknown[] | undefined;
};

/** The calls behind the screen, with the first of what is long. */
function Raw({ vehicle, trip, telemetry }: Told) {
  const words = useWords(tripsWords);
  const { kind, addressOf } = useFace();
  const signIn = signInOf(kind);
  const at = `trips/${encodeURIComponent(trip.id)}`;
  return (
    <Card title={words.rawTitle}>
      <h3>{words.rawTrip}</h3>
      <RawJson address={addressOf(vehicle, at)} answer={trip} signIn={signIn} />
      <h3>{words.rawWay}</h3>
      <RawJson address={addressOf(vehicle, `${at}/wayPoints`)} signIn={signIn} />
      <h3>{words.rawTelemetry}</h3>
      <RawJson
        address={addressOf(vehicle, `${at}/telemetry`, { pageSize: 2000, extension: 'location' })}
        answer={telemetry?.slice(0, 3)}
        signIn={signIn}
      />
    </Card>
  );
}
