import { useMemo } from 'react';
import { MapView } from '../../map/map-view.tsx';
import { useWords } from '../../words/use-words.ts';
import { IncidentLayer, type Placed } from './incident-layer.tsx';
import type { Incident } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';
import { useFoundPlace, useStolenWay } from './use-found-place.ts';

type Given = {
  incidents: readonly Incident[];
  selected: Incident | undefined;
  onSelect(key: string): void;
};

/** Where everything happened that is listed; of the one that is looked at, where it ended as well. */
export function IncidentMap({ incidents, selected, onSelect }: Given) {
  const words = useWords(timelineWords);
  const found = useFoundPlace(selected ?? nobody);
  const way = useStolenWay(selected);
  const places = usePlaces(incidents, selected, found.place);
  return (
    <div className="event-map-side">
      <MapView label={words.map} className="event-map">
        <IncidentLayer places={places} selected={selected?.key} way={way} onSelect={onSelect} />
      </MapView>
      <p className="hint">
        {places.length === 0 ? words.mapNone : words.mapKey} {way && way.length > 1 && words.way}
      </p>
    </div>
  );
}

const nobody: Incident = {
  key: '',
  id: '',
  kind: 'arming',
  vehicle: '',
  severity: 'Information',
  startedAt: 0,
  isOpen: false,
  list: 'alarms',
  told: {},
};

function usePlaces(
  incidents: readonly Incident[],
  selected: Incident | undefined,
  found: ReturnType<typeof useFoundPlace>['place'],
): Placed[] {
  const [longitude, latitude] = found ?? [];
  return useMemo(() => {
    const places = incidents.flatMap((incident): Placed[] =>
      incident.start ? [{ incident, at: incident.start }] : [],
    );
    if (selected?.end) places.push({ incident: selected, at: selected.end });
    if (selected && longitude !== undefined && latitude !== undefined)
      places.push({ incident: selected, at: [longitude, latitude] });
    return places;
  }, [incidents, selected, longitude, latitude]);
}
