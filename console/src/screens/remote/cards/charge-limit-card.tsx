import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../../../api/problem.ts';
import { keys } from '../../../query/keys.ts';
import { useFace } from '../../../session/session.tsx';
import { Time } from '../../../ui/age.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Failed } from '../../../ui/states.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import type { Desk } from '../desk.ts';
import { causeWords, statusWords } from '../remote-value-words.ts';
import { remoteWords } from '../remote-words.ts';
import { RemoteCard } from './remote-card.tsx';

/** How full Roadwire lets the battery become; of the user's own vehicles. */
export function ChargeLimitCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  return (
    <RemoteCard title={words.limit} icon="limit" desk={desk} doing="charging">
      <Limit vehicle={desk.vehicle.key} />
    </RemoteCard>
  );
}

function Limit({ vehicle }: { vehicle: string }) {
  const words = useWords(remoteWords);
  const format = useFormat();
  const face = useFace();
  const client = useQueryClient();
  const [percent, setPercent] = useState('80');
  const limit = useQuery({
    queryKey: keys.of(vehicle, 'chargeLimit'),
    queryFn: async ({ signal }) => {
      const found = face.chargeLimit(vehicle, signal);
      return found.catch((error) => (problemOf(error).isNothing ? null : Promise.reject(error)));
    },
  });
  const change = useMutation({
    mutationFn: async (next: number | undefined) => {
      await (next === undefined ? face.removeChargeLimit(vehicle) : face.setChargeLimit(vehicle, next));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.of(vehicle, 'chargeLimit') }),
  });
  const typed = Number(percent);
  const isGood = Number.isInteger(typed) && typed >= 1 && typed <= 100;
  const error = change.error ?? limit.error;
  return (
    <>
      <p className="hint">{words.limitWhy}</p>
      {limit.data !== undefined && (
        <p>
          {limit.data === null ? words.limitNone : words.limitIs(format.quantity(limit.data.percent, '%'))}
        </p>
      )}
      <Field
        label={words.limitPercent}
        type="number"
        value={percent}
        onChange={setPercent}
        fault={isGood ? undefined : words.missing}
      />
      <div className="actions actions-start">
        <Button isDisabled={!isGood || change.isPending} onPress={() => change.mutate(typed)}>
          {words.limitSet}
        </Button>
        {limit.data && (
          <Button isDisabled={change.isPending} onPress={() => change.mutate(undefined)}>
            {words.limitRemove}
          </Button>
        )}
      </div>
      {error && <Failed error={error} />}
      <details className="more">
        <summary>{words.limitEvents}</summary>
        <LimitEvents vehicle={vehicle} />
      </details>
    </>
  );
}

function LimitEvents({ vehicle }: { vehicle: string }) {
  const words = useWords(remoteWords);
  const status = useWordFor(statusWords);
  const cause = useWordFor(causeWords);
  const format = useFormat();
  const face = useFace();
  const { data, error } = useQuery({
    queryKey: keys.of(vehicle, 'chargeLimit', 'events'),
    queryFn: ({ signal }) => face.chargeLimitEvents(vehicle, signal),
  });
  if (error) return <Failed error={error} />;
  if (data?.items.length === 0) return <p className="hint">{words.limitNoEvents}</p>;
  return (
    <ul className="limit-events">
      {data?.items.map((event) => (
        <li key={event.eventDate}>
          <Time at={event.eventDate} /> · {format.quantity(event.percent, '%')} · {status(event.status)}
          {event.failureCause && ` · ${cause(event.failureCause)}`}
        </li>
      ))}
    </ul>
  );
}
