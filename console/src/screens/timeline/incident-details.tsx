import { Link } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useFace } from '../../session/session.tsx';
import { Age } from '../../ui/age.tsx';
import { RawJson } from '../../ui/raw-json.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { signInOf } from '../vehicle/sign-in-of.ts';
import { placeText } from '../vehicle/status-groups.ts';
import type { Incident, LngLat } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';
import { useFoundPlace } from './use-found-place.ts';

type Given = { incident: Incident; vehicle: Vehicle | undefined };

/** When it began and ended, how grave it is, where it was, on which trips, and the call of the API behind it. */
export function IncidentDetails({ incident }: Given) {
  const words = useWords(timelineWords);
  const { kind, addressOf } = useFace();
  const { vehicle, severity, list, id, told } = incident;
  const at = `/vehicles/${encodeURIComponent(vehicle)}`;
  return (
    <div className="event-details">
      <p>
        <strong>{words.severities[severity]}</strong> – {words.severityWhy[severity]}
      </p>
      <dl>
        <Times incident={incident} />
        <Places incident={incident} />
        <Trips incident={incident} at={at} />
      </dl>
      <nav className="event-links" aria-label={words.vehicle}>
        <Link href={at}>{words.toVehicle}</Link>
        <Link href={`/map?vehicle=${encodeURIComponent(vehicle)}`}>{words.toMap}</Link>
        <Link href={`${at}/remote`}>{words.toRemote}</Link>
      </nav>
      <RawJson address={addressOf(vehicle, `${list}/${id}`)} answer={told} signIn={signInOf(kind)} />
    </div>
  );
}

function Times({ incident: { kind, startedAt, endedAt, isOpen } }: { incident: Incident }) {
  const words = useWords(timelineWords);
  const { duration } = useFormat();
  const isMoment = kind === 'collision' || kind === 'arming';
  return (
    <>
      <dt>{isMoment ? words.happened : words.began}</dt>
      <dd>
        <Age at={startedAt} withTime />
      </dd>
      {!isMoment && (endedAt !== undefined || isOpen) && (
        <>
          <dt>{kind === 'alarm' ? words.switchedOff : words.ended}</dt>
          <dd>
            {endedAt === undefined ? (
              words.notEnded
            ) : (
              <>
                <Age at={endedAt} withTime /> ({duration((endedAt - startedAt) / 1000)})
              </>
            )}
          </dd>
        </>
      )}
    </>
  );
}

function Places({ incident }: { incident: Incident }) {
  const words = useWords(timelineWords);
  const found = useFoundPlace(incident);
  const { start, end, kind } = incident;
  if (kind === 'arming') return null;
  if (start)
    return (
      <>
        <dt>{words.where}</dt>
        <dd>
          <PlaceText place={start} />
        </dd>
        {end && (
          <>
            <dt>{words.whereEnd}</dt>
            <dd>
              <PlaceText place={end} />
            </dd>
          </>
        )}
      </>
    );
  return (
    <>
      <dt>{found.place ? words.whereFound : words.where}</dt>
      <dd>
        {found.place ? (
          <PlaceText place={found.place} />
        ) : found.isLooking ? (
          words.whereLooking
        ) : kind === 'collision' ? (
          words.whereNoneCollision
        ) : (
          words.whereNone
        )}
      </dd>
    </>
  );
}

const PlaceText = ({ place: [longitude, latitude] }: { place: LngLat }) => (
  <span className="place">{placeText(latitude, longitude)}</span>
);

function Trips({ incident: { trips, kind }, at }: { incident: Incident; at: string }) {
  const words = useWords(timelineWords);
  if (kind !== 'alert' && kind !== 'collision') return null;
  return (
    <>
      <dt>{kind === 'alert' ? words.trips : words.tripsOne}</dt>
      <dd className="event-trips">
        {trips === undefined && (kind === 'alert' ? words.tripsHidden : words.tripsNone)}
        {trips?.length === 0 && words.tripsNone}
        {trips?.map((trip, index) => (
          <Link key={trip} href={`${at}/trips/${encodeURIComponent(trip)}`}>
            {words.tripNumber(index + 1, trips.length)}
          </Link>
        ))}
      </dd>
    </>
  );
}
