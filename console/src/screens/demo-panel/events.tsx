import { useState } from 'react';
import { Link } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useFace } from '../../session/session.tsx';
import { Age } from '../../ui/age.tsx';
import { useWords } from '../../words/use-words.ts';
import { listsOf, usualKinds } from '../timeline/event-filters.ts';
import { timelineWords } from '../timeline/timeline-words.ts';
import { useIncidentList } from '../timeline/use-incident-list.ts';
import { useIncidentTitle } from '../timeline/use-incident-title.ts';
import { demoWords } from './demo-words.ts';

const shownMost = 6;
const askedMost = 20;
const everything = {};

/** Open alerts, thefts and alarms of the vehicle first, then what was last; new ones are marked. */
export function Events({ vehicle, since }: { vehicle: Vehicle; since: number }) {
  const words = useWords(demoWords);
  const severity = useWords(timelineWords).severities;
  const titleOf = useIncidentTitle();
  const { kind } = useFace();
  const lists = listsOf(usualKinds, kind === 'driver');
  const found = useIncidentList({
    vehicles: [vehicle],
    isAll: false,
    lists,
    query: everything,
    most: askedMost,
  });
  const shown = found.incidents.filter((one) => one.kind !== 'arming').slice(0, shownMost);
  const opened = useOpenedAt(`${vehicle.key} ${since}`);
  return (
    <section className="demo-events" aria-label={words.events}>
      <h3>{words.events}</h3>
      {shown.length === 0 && <p className="hint">{words.eventsNone}</p>}
      <ul>
        {shown.map((incident) => (
          <li key={incident.key} className={`demo-event event-${incident.severity}`}>
            <Link href={`/vehicles/${encodeURIComponent(vehicle.key)}/events?event=${incident.key}`}>
              {titleOf(incident)}
            </Link>{' '}
            <span className="demo-event-more">
              {severity[incident.severity]}
              {incident.isOpen && <span className="badge badge-warn">{words.openWord}</span>}
              {since > 0 && incident.startedAt >= opened && (
                <span className="badge badge-good">{words.newWord}</span>
              )}
              <Age at={incident.startedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Clocks of vehicles and of pages differ a little. */
const slackMs = 2000;

/** When the page came to `name`. */
function useOpenedAt(name: string): number {
  const [opened, setOpened] = useState({ name, at: Date.now() - slackMs });
  if (opened.name === name) return opened.at;
  const now = { name, at: Date.now() - slackMs };
  setOpened(now);
  return now.at;
}
