import type { Vehicle } from '../../api/model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { measure, unmeasure } from '../../units/units.ts';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { isFiltered, states, type TripFilters } from './trip-filters.ts';
import { tripsWords } from './trips-words.ts';

type Given = { filters: TripFilters; vehicles: readonly Vehicle[]; only: string | undefined };

/** Which trips are wanted; what is chosen is in the address at once. Distances are typed in the units of who looks. */
export function TripFiltersForm({ filters, vehicles, only }: Given) {
  const words = useWords(tripsWords);
  const { units } = useFormat();
  const { change } = useAddress();
  const set = (changes: Record<string, string | undefined>) => change({ ...changes, shown: undefined });
  const { unit } = measure(1, 'km', units);
  const shown = (km: string) =>
    km === '' ? '' : String(Math.round(measure(Number(km), 'km', units).value * 10) / 10);
  const typed = (text: string) => {
    const km = unmeasure(Number(text.replace(',', '.')), 'km', units);
    return km > 0 ? String(Math.round(km * 10) / 10) : undefined;
  };
  const clear = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
  return (
    <fieldset className="trip-filters">
      <legend className="hidden">{words.filters}</legend>
      {vehicles.length > 1 && (
        <Select
          label={words.vehicle}
          value={only ?? ''}
          choices={[
            { key: '', text: words.all },
            ...vehicles.map((one) => ({ key: one.key, text: nameOf(one) })),
          ]}
          onChange={(vehicle) => set({ vehicle })}
        />
      )}
      <Day label={words.from} value={filters.from} onChange={(from) => set({ from })} />
      <Day label={words.to} value={filters.to} onChange={(to) => set({ to })} />
      <Amount
        key={`least ${filters.leastKm} ${unit}`}
        label={words.leastDistance(unit)}
        value={shown(filters.leastKm)}
        onChange={(text) => set({ leastKm: typed(text) })}
      />
      <Amount
        key={`most ${filters.mostKm} ${unit}`}
        label={words.mostDistance(unit)}
        value={shown(filters.mostKm)}
        onChange={(text) => set({ mostKm: typed(text) })}
      />
      <Amount
        key={`minutes ${filters.leastMinutes}`}
        label={words.leastMinutes}
        value={filters.leastMinutes}
        onChange={(text) => set({ leastMinutes: Number(text) > 0 ? text : undefined })}
      />
      <Select
        label={words.state}
        value={filters.state}
        choices={[
          { key: '', text: words.all },
          ...states.map((key) => ({ key, text: words.stateWords[key] })),
        ]}
        onChange={(state) => set({ state })}
      />
      {isFiltered(filters) && (
        <Button look="quiet" onPress={() => set(clear)}>
          {words.clear}
        </Button>
      )}
    </fieldset>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange(day: string): void }) {
  return (
    <label className="field moment">
      <span>{label}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}

/** A number that holds once it has been typed. */
function Amount({ label, value, onChange }: { label: string; value: string; onChange(text: string): void }) {
  const done = (text: string) => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <Field
      label={label}
      defaultValue={value}
      inputMode="decimal"
      onBlur={(event) => done((event.target as HTMLInputElement).value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done((event.target as HTMLInputElement).value);
      }}
    />
  );
}
