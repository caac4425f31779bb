import type { Vehicle } from '../../api/model.ts';
import { useFace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { type EventFilters, isFiltered, kindsText } from './event-filters.ts';
import { kinds } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';

type Given = {
  filters: EventFilters;
  vehicles: readonly Vehicle[];
  only: string | undefined;
  isOfOne: boolean;
};

/** More cannot be found in a list that opens: they are looked for. */
const listedMost = 60;

/** Which events are wanted; what is chosen is in the address at once. */
export function EventFiltersForm({ filters, vehicles, only, isOfOne }: Given) {
  const words = useWords(timelineWords);
  const { change } = useAddress();
  const set = (changes: Record<string, string | undefined>) => change({ ...changes, shown: undefined });
  const cleared = { kinds: undefined, severity: undefined, from: undefined, to: undefined, state: undefined };
  const isAny = isFiltered(filters) || (only !== undefined && !isOfOne);
  return (
    <fieldset className="event-filters">
      <legend className="unseen">{words.filters}</legend>
      <KindChoice filters={filters} set={set} />
      {!isOfOne && <VehicleChoice filters={filters} vehicles={vehicles} only={only} set={set} />}
      <Select
        label={words.severity}
        value={filters.severity === 'Information' ? '' : filters.severity}
        choices={[
          { key: '', text: words.severityAny },
          { key: 'Warning', text: words.severityWarning },
          { key: 'Critical', text: words.severityCritical },
        ]}
        onChange={(severity) => set({ severity })}
      />
      <Day label={words.from} value={filters.from} onChange={(from) => set({ from })} />
      <Day label={words.to} value={filters.to} onChange={(to) => set({ to })} />
      <Check
        label={words.onlyOpen}
        isChosen={filters.isOpen}
        onChange={(isOpen) => set({ state: isOpen ? 'open' : undefined })}
      />
      {isAny && (
        <Button look="quiet" onPress={() => set({ ...cleared, search: undefined, vehicle: undefined })}>
          {words.clear}
        </Button>
      )}
    </fieldset>
  );
}

type Set = (changes: Record<string, string | undefined>) => void;

function KindChoice({ filters, set }: { filters: EventFilters; set: Set }) {
  const words = useWords(timelineWords);
  const { kind: face } = useFace();
  const shown = kinds.filter((kind) => kind !== 'stolen' || face === 'fleetOwner');
  return (
    <fieldset className="event-kinds" aria-label={words.kind}>
      {shown.map((kind) => (
        <Check
          key={kind}
          label={words.kinds[kind]}
          isChosen={filters.kinds.includes(kind)}
          onChange={(isChosen) => {
            const others = filters.kinds.filter((one) => one !== kind);
            set({ kinds: kindsText(isChosen ? [...others, kind] : others) });
          }}
        />
      ))}
    </fieldset>
  );
}

function VehicleChoice({ filters, vehicles, only, set }: Omit<Given, 'isOfOne'> & { set: Set }) {
  const words = useWords(timelineWords);
  if (vehicles.length > listedMost)
    return (
      <Field
        key={filters.search}
        label={words.search}
        type="search"
        defaultValue={filters.search}
        onBlur={(event) => set({ search: (event.target as HTMLInputElement).value.trim() })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set({ search: (event.target as HTMLInputElement).value.trim() });
        }}
      />
    );
  if (vehicles.length < 2) return null;
  return (
    <Select
      label={words.vehicle}
      value={only ?? ''}
      choices={[
        { key: '', text: words.all },
        ...vehicles.map((one) => ({ key: one.key, text: nameOf(one) })),
      ]}
      onChange={(vehicle) => set({ vehicle })}
    />
  );
}

type CheckGiven = { label: string; isChosen: boolean; onChange(isChosen: boolean): void };

function Check({ label, isChosen, onChange }: CheckGiven) {
  return (
    <label className="event-check">
      <input type="checkbox" checked={isChosen} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

type DayGiven = { label: string; value: string; onChange(day: string): void };

function Day({ label, value, onChange }: DayGiven) {
  return (
    <label className="field event-day">
      <span>{label}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}
