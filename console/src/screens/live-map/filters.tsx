import { vehicleStates } from '../../map/vehicles/vehicle-view.ts';
import { useFleets } from '../../query/use-vehicles.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Wanted } from './filter.ts';
import { liveMapWords } from './live-map-words.ts';

type Given = { wanted: Wanted; onChange(changes: Partial<Wanted>): void };

/** Which vehicles are wanted. */
export function Filters({ wanted, onChange }: Given) {
  const words = useWords(liveMapWords);
  const { data: fleets = [] } = useFleets();
  const states = vehicleStates.map((key) => ({ key, text: words.states[key] }));
  const fleetChoices = fleets.map(({ id, name }) => ({ key: id, text: name }));
  return (
    <div className="map-filters">
      <Field label={words.search} value={wanted.text} onChange={(text) => onChange({ text })} type="search" />
      <div className="map-filter-row">
        <Select
          label={words.state}
          choices={[{ key: '', text: words.allStates }, ...states]}
          value={wanted.state}
          onChange={(state) => onChange({ state })}
        />
        {fleets.length > 1 && (
          <Select
            label={words.fleet}
            choices={[{ key: '', text: words.allFleets }, ...fleetChoices]}
            value={wanted.fleet}
            onChange={(fleet) => onChange({ fleet })}
          />
        )}
      </div>
    </div>
  );
}
