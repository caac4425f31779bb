import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'wouter';
import { nowhere } from '../../api/face-remotes.ts';
import type { Monitor, MonitorEvent } from '../../api/model.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';
import { Age } from '../../ui/age.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { RawJson } from '../../ui/raw-json.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { formOf } from './form/form.ts';
import { monitorWords } from './monitor-words.ts';
import './monitors.css';
import { Deliveries } from './parts/deliveries.tsx';
import { EventValues } from './parts/event-values.tsx';
import { MonitorActions, StatusBadge } from './parts/monitor-actions.tsx';
import { useSayings } from './parts/use-sayings.ts';
import { Watched } from './parts/watched.tsx';
import { useMonitorEvents, useMonitors } from './use-monitors.ts';

/** One monitor: what it says, what it raises, and what became of what it told. */
export function OneMonitor() {
  const { id } = useParams<{ id: string }>();
  const words = useWords(monitorWords);
  const monitors = useMonitors();
  return (
    <div className="screen">
      <Answer of={monitors}>
        {(all) => {
          const monitor = all.find(({ monitorId }) => monitorId === id);
          if (monitor) return <Shown monitor={monitor} />;
          return (
            <>
              <ScreenTitle title={words.title}>
                <Link href="/monitors">{words.all}</Link>
              </ScreenTitle>
              <Empty />
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Shown({ monitor }: { monitor: Monitor }) {
  const words = useWords(monitorWords);
  const face = useFace();
  const [, navigate] = useLocation();
  const { sentence } = useSayings();
  const form = formOf(monitor.monitor);
  const isResting = useIsResting(monitor);
  return (
    <>
      <ScreenTitle title={monitor.monitor.label}>
        <StatusBadge status={monitor.status} />
        <Link href="/monitors">{words.all}</Link>
      </ScreenTitle>
      <div className="one-monitor">
        <Events at={monitor.at} />
        <Card title={words.when}>
          <p className="monitor-sentence">{sentence(form.tree, form.conditions)}</p>
          <p className="hint">
            {words.of}: <Watched {...monitor} />
          </p>
          {monitor.status === 'Failed' && <p className="hint">{words.failedWhy}</p>}
          <MonitorActions monitor={monitor} onDeleted={() => navigate('/monitors')} />
          <RawJson
            address={face.ask.addressOf(monitor.at)}
            answer={monitor.monitor}
            signIn={face.kind === 'driver' ? 'bearer' : 'basic'}
          />
        </Card>
        <Deliveries at={monitor.deliveriesAt} monitorId={monitor.monitorId} isResting={isResting} />
      </div>
    </>
  );
}

/** Whether nothing is sent: the callback rests, or it leads nowhere. */
function useIsResting({ deliveriesAt, monitor, fleet }: Monitor): boolean {
  const face = useFace();
  const { data = [] } = useQuery({
    queryKey: keys.callbacks,
    queryFn: ({ signal }) => face.callbacks(signal),
  });
  if (fleet) return monitor.subscribeParam?.callback?.webhook.target === nowhere;
  return data.find(({ id }) => deliveriesAt === face.callbackAt(id))?.status === 'Paused';
}

function Events({ at }: { at: string }) {
  const words = useWords(monitorWords);
  const events = useMonitorEvents(at);
  return (
    <Card title={words.events} className="events">
      <p className="hint">{words.eventsWhy}</p>
      <Answer
        of={events}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title={words.noEvents}>
            <p>{words.noEventsWhy}</p>
          </Empty>
        }
      >
        {({ items }) => (
          <ul className="event-list" aria-label={words.events} aria-live="polite">
            {items.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function EventRow({ event: { eventDate, vin, refresh, values } }: { event: MonitorEvent }) {
  const words = useWords(monitorWords);
  return (
    <li className="event-row">
      <span className="event-when">
        <Age at={eventDate} withTime />
        {vin !== undefined && <span className="soft"> · {vin}</span>}
        {refresh && <span className="badge">{words.reminder}</span>}
      </span>
      <EventValues values={values} />
    </li>
  );
}
