import type { Vehicle } from '../../api/model.ts';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { IncidentItem } from './incident-item.tsx';
import { groupsOf, type Incident } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';

type Given = {
  incidents: readonly Incident[];
  byKey: ReadonlyMap<string, Vehicle>;
  /** Key of the one that is open to be read. */
  selected: string | undefined;
  onSelect(key: string | undefined): void;
};

/** Open ones first, then the others by day. */
export function IncidentList({ incidents, byKey, selected, onSelect }: Given) {
  const words = useWords(timelineWords);
  const { locale } = useFormat();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const groups = groupsOf(incidents, (at) => day.format(at));
  return groups.map(({ title, items }) => (
    <section key={title ?? ''} className="event-group" aria-label={title ?? words.open}>
      <h3>{title ?? words.open}</h3>
      <ol className="events">
        {items.map((incident) => (
          <IncidentItem
            key={`${incident.vehicle} ${incident.key}`}
            incident={incident}
            vehicle={byKey.get(incident.vehicle)}
            isSelected={incident.key === selected}
            onSelect={() => onSelect(incident.key === selected ? undefined : incident.key)}
          />
        ))}
      </ol>
    </section>
  ));
}
