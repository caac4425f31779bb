import { useEffect, useId, useRef } from 'react';
import type { Vehicle } from '../../api/model.ts';
import { Age, Time } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { IncidentDetails } from './incident-details.tsx';
import type { Incident } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';
import { useIncidentTitle } from './use-incident-title.ts';

type Given = { incident: Incident; vehicle: Vehicle | undefined; isSelected: boolean; onSelect(): void };

const looks = { Information: 'badge', Warning: 'badge badge-warn', Critical: 'badge badge-bad' } as const;

/** One event; pressed it opens to be read whole. */
export function IncidentItem({ incident, vehicle, isSelected, onSelect }: Given) {
  const words = useWords(timelineWords);
  const titleOf = useIncidentTitle();
  const id = useId();
  const place = useShown(isSelected);
  const { severity, isOpen, kind, startedAt } = incident;
  return (
    <li ref={place} className={`event event-${severity}`} data-open={isOpen || undefined}>
      <Button
        className="event-head"
        look="quiet"
        aria-expanded={isSelected}
        {...(isSelected ? { 'aria-controls': id } : {})}
        onPress={onSelect}
      >
        <span className="event-title">{titleOf(incident)}</span>
        <span className="event-vehicle">{vehicle ? nameOf(vehicle) : incident.vehicle}</span>
        <span className="event-badges">
          <span className={looks[severity]}>{words.severities[severity]}</span>
          {isOpen && <span className="badge badge-warn">{words.notEnded}</span>}
          <span className="event-kind">{words.one[kind]}</span>
        </span>
        <span className="event-when">
          <Time at={startedAt} /> · <Age at={startedAt} /> <Lasted incident={incident} />
        </span>
      </Button>
      {isSelected && (
        <div id={id}>
          <IncidentDetails incident={incident} vehicle={vehicle} />
        </div>
      )}
    </li>
  );
}

function Lasted({ incident: { startedAt, endedAt } }: { incident: Incident }) {
  const words = useWords(timelineWords);
  const { duration } = useFormat();
  if (endedAt === undefined) return null;
  return (
    <>
      · {words.lasted.toLowerCase()} {duration((endedAt - startedAt) / 1000)}
    </>
  );
}

/** One that a link or the map leads to is brought into sight. */
function useShown(isSelected: boolean) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return place;
}
