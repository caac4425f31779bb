import type { Trip } from '../../api/model.ts';
import { Time } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { valueWords } from '../vehicle/value-words.ts';
import { tripsWords } from './trips-words.ts';
import { useTripIncidents } from './use-trip-data.ts';

/** What is missing of a trip, each with its cause. */
export function TripFaults({ trip: { faults } }: { trip: Pick<Trip, 'faults'> }) {
  const words = useWords(tripsWords);
  if (faults.length === 0) return null;
  return (
    <Card title={words.faultsTitle} className="trip-faults">
      <ul>
        {faults.map(({ fault, cause }) => (
          <li key={`${fault} ${cause}`}>
            <strong>{words.faultWords[fault]}</strong>, {words.causeWords[cause]}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Incident = { key: string; at: string; what: string; more: string };

/** Alerts and collisions on the way; each leads to its moment. */
export function TripIncidents({
  vehicle,
  trip,
  onShow,
}: {
  vehicle: string;
  trip: string;
  onShow(at: number): void;
}) {
  const words = useWords(tripsWords);
  const wordFor = useWordFor(valueWords);
  const { alerts, collisions } = useTripIncidents(vehicle, trip);
  const incidents: Incident[] = [
    ...(alerts.data?.items ?? []).map(({ id, startedAt, type }) => ({
      key: id,
      at: startedAt,
      what: words.alert,
      more: spaced(type),
    })),
    ...(collisions.data?.items ?? []).map(({ id, createdAt, details }) => ({
      key: id,
      at: createdAt,
      what: words.collision,
      more: details.map(({ side }) => wordFor(side)).join(', '),
    })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return (
    <Card title={words.incidentsTitle}>
      {incidents.length === 0 && <p className="hint">{words.incidentsNone}</p>}
      <ul className="trip-incidents">
        {incidents.map(({ key, at, what, more }) => (
          <li key={key}>
            <Time at={at} />
            <span>
              <strong>{what}</strong> {more}
            </span>
            <Button look="quiet" onPress={() => onShow(Date.parse(at) / 1000)}>
              {words.showThere}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The name of an alert as words: `CoolantLevellow` as `Coolant levellow`. */
export function spaced(type: string): string {
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
