import type { UseQueryResult } from '@tanstack/react-query';
import type { Trip } from '../../api/model.ts';
import { problemOf } from '../../api/problem.ts';
import { Time } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failed, Loading, NotAllowed } from '../../ui/states.tsx';
import { alertWords } from '../../words/alert-words.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { valueWords } from '../vehicle/words/value-words.ts';
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

type Given = { vehicle: string; trip: Trip; onShow(at: number): void };

/** Alerts and collisions on the way; each leads to its moment. */
export function TripIncidents({ vehicle, trip, onShow }: Given) {
  const words = useWords(tripsWords);
  const wordFor = useWordFor(valueWords);
  const alertFor = useWordFor(alertWords);
  const { alerts, collisions } = useTripIncidents(vehicle, trip.id);
  const incidents: Incident[] = [
    ...(alerts.data?.items ?? []).map(({ id, startedAt, type }) => ({
      key: id,
      at: startedAt,
      what: words.alert,
      more: alertFor(type),
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
      <Told of={[alerts, collisions]} isNothing={incidents.length === 0} />
      <ul className="trip-incidents">
        {incidents.map(({ key, at, what, more }) => (
          <li key={key}>
            <Time at={at} />
            <span>
              <strong>{what}</strong> {more}
            </span>
            {Date.parse(at) < Date.parse(trip.startedAt) ? (
              <span className="hint">{words.litBefore}</span>
            ) : (
              <Button look="quiet" onPress={() => onShow(Date.parse(at) / 1000)}>
                {words.showThere}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Asked = Pick<UseQueryResult, 'error' | 'isPending' | 'refetch'>;

/** What there is to say beside the list: not there yet, not to be had, or that nothing happened. */
function Told({ of, isNothing }: { of: readonly Asked[]; isNothing: boolean }) {
  const words = useWords(tripsWords);
  if (of.some(({ isPending }) => isPending)) return <Loading />;
  const failed = of.find(({ error }) => error && !problemOf(error).isNothing);
  if (failed && problemOf(failed.error).isForbidden) return <NotAllowed />;
  if (failed) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  return isNothing ? <p className="hint">{words.incidentsNone}</p> : null;
}
