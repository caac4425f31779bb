import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Delivery } from '../../../api/model.ts';
import { keys } from '../../../query/keys.ts';
import { useFace } from '../../../session/session.tsx';
import { Time } from '../../../ui/age.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Answer, Failed, Loading } from '../../../ui/states.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useWords } from '../../../words/use-words.ts';
import { monitorWords } from '../monitor-words.ts';
import { SecretDialog } from './secret-dialog.tsx';

const everyMs = 3000;

type Given = { at: string; monitorId: string; isResting: boolean };

/** What was to be sent to the callback of a monitor, with what can be done about it. */
export function Deliveries({ at, monitorId, isResting }: Given) {
  const words = useWords(monitorWords);
  const face = useFace();
  const deliveries = useQuery({
    queryKey: keys.monitor(at, 'deliveries'),
    queryFn: ({ signal }) => face.deliveries(at, signal),
    staleTime: 0,
    refetchInterval: everyMs,
  });
  return (
    <Card title={words.deliveries}>
      <p className="hint">{isResting ? words.deliveriesRest : words.deliveriesWhy}</p>
      {!isResting && <CallbackActions at={at} />}
      <Answer
        of={deliveries}
        isEmpty={({ items }) => items.length === 0}
        empty={isResting ? null : <p>{words.noDeliveries}</p>}
      >
        {({ items }) => (
          <Rows at={at} all={items.filter((one) => one.type === 'Ping' || one.monitorId === monitorId)} />
        )}
      </Answer>
    </Card>
  );
}

function CallbackActions({ at }: Pick<Given, 'at'>) {
  const words = useWords(monitorWords);
  const face = useFace();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const onSettled = () => client.invalidateQueries({ queryKey: keys.monitor(at, 'deliveries') });
  const ping = useMutation({ mutationFn: () => face.ping(at), onSettled });
  const again = useMutation({ mutationFn: () => face.redeliverAll(at), onSettled });
  const secret = useMutation({ mutationFn: () => face.renewSecret(at) });
  const error = ping.error ?? again.error ?? secret.error;
  return (
    <>
      <div className="actions actions-start">
        <Button isDisabled={ping.isPending} onPress={() => ping.mutate()}>
          {words.ping}
        </Button>
        <Button isDisabled={again.isPending} onPress={() => again.mutate()}>
          {words.redeliverAll}
        </Button>
        <Button onPress={() => setAsking(true)}>{words.secret}</Button>
        <span role="status" className="hint">
          {ping.isSuccess && words.pinged} {again.data && words.redelivered(again.data.redelivered)}
        </span>
      </div>
      {error && <Failed error={error} />}
      <ConfirmDialog
        title={words.secretTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        action={words.secret}
        onConfirm={() => secret.mutate()}
      >
        <p>{words.secretAsk}</p>
      </ConfirmDialog>
      <SecretDialog secret={secret.data?.secret} onClose={secret.reset} />
    </>
  );
}

const looks = { Waiting: 'badge-warn', Delivered: 'badge-good', Deleted: 'badge-bad' };

function Rows({ at, all }: { at: string; all: readonly Delivery[] }) {
  const words = useWords(monitorWords);
  const face = useFace();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: (nid: string) => face.redeliver(at, nid),
    onSettled: () => client.invalidateQueries({ queryKey: keys.monitor(at, 'deliveries') }),
  });
  const columns: Column<Delivery>[] = [
    { title: words.time, show: ({ eventDate }) => <Time at={eventDate} /> },
    { title: words.kind, show: ({ type }) => type },
    {
      title: words.outcome,
      show: ({ status }) => <span className={`badge ${looks[status]}`}>{words.delivery[status]}</span>,
    },
    { title: words.attempts, show: ({ id }) => <Attempts at={at} nid={id} /> },
    {
      title: words.redeliver,
      show: ({ id, status }) =>
        status === 'Deleted' && (
          <Button isDisabled={again.isPending} onPress={() => again.mutate(id)}>
            {words.redeliver}
          </Button>
        ),
    },
  ];
  return (
    <>
      {again.error && <Failed error={again.error} />}
      <Table label={words.deliveries} columns={columns} rows={all} keyOf={({ id }) => id} />
    </>
  );
}

/** Asked for when somebody opens them. */
function Attempts({ at, nid }: { at: string; nid: string }) {
  const words = useWords(monitorWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.attempts}</summary>
      {isOpen && <AttemptList at={at} nid={nid} />}
    </details>
  );
}

function AttemptList({ at, nid }: { at: string; nid: string }) {
  const words = useWords(monitorWords);
  const face = useFace();
  const { data, error } = useQuery({
    queryKey: [...keys.monitor(at, 'deliveries'), nid],
    queryFn: ({ signal }) => face.delivery(at, nid, signal),
    staleTime: 0,
    refetchInterval: everyMs,
  });
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  if (!data.attempts?.length) return <p className="hint">{words.noAttempts}</p>;
  return (
    <ol className="attempts">
      {data.attempts.map(({ number, at: time, code, error: fault, tookMs }) => (
        <li key={number} value={number}>
          <Time at={time} /> · {code === undefined ? fault : words.answered(code)} · {words.took(tookMs)}
          {code !== undefined && fault !== undefined && ` · ${fault}`}
        </li>
      ))}
    </ol>
  );
}
