import { Link } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { useStatus } from '../../query/use-vehicle-data.ts';
import { useFace } from '../../session/session.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { SmallMap } from '../vehicle/cards/small-map.tsx';
import { demoWords } from './demo-words.ts';
import { Events } from './events.tsx';
import { factsOf } from './facts.ts';
import { useWatchedVehicle } from './use-happenings.ts';
import { useSayFact } from './use-say-fact.ts';

type Given = {
  vehicle: Vehicle;
  /** Id of the newest press: what has changed is told since then. */
  since: number;
};

/** What is known of the vehicle, live, with what has changed since the last press. */
export function EffectCard({ vehicle, since }: Given) {
  const words = useWords(demoWords);
  const { key } = vehicle;
  const { kind } = useFace();
  const watched = useWatchedVehicle(key);
  const status = useStatus(key);
  const live = useLiveVehicle(key);
  const known = status.error ? undefined : status.data;
  const isStolen = kind === 'fleetOwner' ? live?.isStolen === true : undefined;
  const connection = watched?.connection ?? vehicle.connection;
  const facts = factsOf({ status: known, connection, hasTrip: live?.trip !== undefined, isStolen });
  const [longitude, latitude] = known?.lastPosition?.geometry.coordinates ?? [];
  const heading = known?.lastPosition?.properties.heading;
  return (
    <Card title={words.now} className="effects">
      {longitude === undefined || latitude === undefined ? (
        <p className="hint">{words.noPlace}</p>
      ) : (
        <SmallMap key={key} longitude={longitude} latitude={latitude} heading={heading} />
      )}
      {status.error && !status.data && (
        <Empty title={words.noStatus}>
          <p>{words.noStatusWhy}</p>
        </Empty>
      )}
      <Facts key={`${key} ${since}`} facts={facts} isMarked={since > 0} />
      <Events vehicle={vehicle} since={since} />
      {kind === 'driver' && <p className="hint">{words.theftHint}</p>}
      <Links vehicle={key} trip={live?.trip?.id} />
    </Card>
  );
}

/** Marks what differs from when it was shown first: it is made anew with every press. */
function Facts({ facts, isMarked }: { facts: ReturnType<typeof factsOf>; isMarked: boolean }) {
  const words = useWords(demoWords);
  const { say, changedOf } = useSayFact(facts);
  return (
    <dl className="facts">
      {facts.map(({ name, said }) => {
        const isChanged = isMarked && changedOf(name, said);
        return (
          <div key={name} className="fact" data-changed={isChanged || undefined}>
            <dt>{words.facts[name]}</dt>
            <dd>
              {say(said)}
              {isChanged && <span className="badge badge-good">{words.changed}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Links({ vehicle, trip }: { vehicle: string; trip: string | undefined }) {
  const words = useWords(demoWords);
  const key = encodeURIComponent(vehicle);
  return (
    <nav className="demo-links" aria-label={words.links}>
      <Link href={`/map?vehicle=${key}`}>{words.onMap}</Link>
      <Link href={`/vehicles/${key}`}>{words.toVehicle}</Link>
      <Link href={`/vehicles/${key}/events`}>{words.toEvents}</Link>
      <Link href={`/vehicles/${key}/remote`}>{words.toRemote}</Link>
      {trip !== undefined && (
        <Link href={`/vehicles/${key}/trips/${encodeURIComponent(trip)}`}>{words.toTrip}</Link>
      )}
    </nav>
  );
}
