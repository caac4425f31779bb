import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { WeekDays } from '../../../ui/week-days.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import { clockOf, secondsBetween, secondsFrom } from '../form/durations.ts';
import {
  type DailyForm,
  type EntryForm,
  newDaily,
  newOnce,
  type OnceForm,
  type TimeForm,
} from '../form/times.ts';
import { FaultLine } from './field-faults.tsx';
import { NumberField } from './number-field.tsx';
import { WeeksField } from './weeks-field.tsx';

type Given = { form: TimeForm; path: string; onChange(form: TimeForm): void };

const entriesMost = 20;

/** Within which hours, on which days, by the clocks of which zone. */
export function TimeEditor({ form, path, onChange }: Given) {
  const words = useWords(builderWords);
  const { entries } = form;
  const change = (index: number, next: EntryForm | undefined) =>
    onChange({
      ...form,
      entries: entries.flatMap((one, at) => (at === index ? (next ? [next] : []) : [one])),
    });
  return (
    <div className="condition-fields">
      <p className="hint">{words.inUse}</p>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own
        <div className="time-entry" key={index}>
          <Select
            label={words.recurrence}
            choices={(['Daily', 'None'] as const).map((key) => ({ key, text: words[key] }))}
            value={entry.recurrence}
            onChange={(key) => change(index, key === 'Daily' ? newDaily : newOnce)}
          />
          {entry.recurrence === 'Daily' ? (
            <DailyFields form={entry} onChange={(next) => change(index, next)} />
          ) : (
            <OnceFields form={entry} onChange={(next) => change(index, next)} />
          )}
          <FaultLine path={`${path}.time.times[${index}]`} />
          {entries.length > 1 && (
            <Button look="quiet" onPress={() => change(index, undefined)}>
              {words.takeOut}
            </Button>
          )}
        </div>
      ))}
      {entries.length < entriesMost && (
        <div className="actions actions-start">
          <Button look="quiet" onPress={() => onChange({ ...form, entries: [...entries, newDaily] })}>
            {words.addEntry}
          </Button>
        </div>
      )}
      <ZoneName value={form.zone} onChange={(zone) => onChange({ ...form, zone })} />
      <FaultLine path={`${path}.time.timeZone`} />
    </div>
  );
}

function DailyFields({ form, onChange }: { form: DailyForm; onChange(form: DailyForm): void }) {
  const words = useWords(builderWords);
  const { startS, durationS, days } = form;
  const more = Math.floor((durationS - 1) / 86_400);
  const setTimes = (start: number, end: number, extra: number) =>
    onChange({ ...form, startS: start, durationS: secondsBetween(start, end) + extra * 86_400 });
  const end = (startS + durationS) % 86_400;
  return (
    <>
      <div className="inline-fields">
        <Field
          label={words.from}
          type="time"
          value={clockOf(startS)}
          onChange={(text) => setTimes(secondsFrom(text) ?? startS, end, more)}
        />
        <Field
          label={words.until}
          type="time"
          value={clockOf(end)}
          {...(end <= startS ? { description: words.nextDay } : {})}
          onChange={(text) => setTimes(startS, secondsFrom(text) ?? end, more)}
        />
        <NumberField
          label={words.moreDays}
          value={more === 0 ? '' : String(more)}
          onChange={(text) => setTimes(startS, end, Math.max(0, Math.round(Number(text))))}
        />
      </div>
      <WeekDays days={days} onChange={(chosen) => onChange({ ...form, days: chosen })} />
      <WeeksField weeks={form.weeks} onChange={(weeks) => onChange({ ...form, weeks })} />
    </>
  );
}

/** Times of the viewer's zone; kept in UTC. */
function OnceFields({ form, onChange }: { form: OnceForm; onChange(form: OnceForm): void }) {
  const words = useWords(builderWords);
  const { start, durationS } = form;
  const end = start !== '' && durationS !== undefined ? Date.parse(start) + durationS * 1000 : undefined;
  return (
    <div className="inline-fields">
      <Field
        label={words.from}
        type="datetime-local"
        value={start === '' ? '' : localOf(Date.parse(start))}
        {...(start === '' ? {} : { description: start.replace('T', ' ').replace('Z', ' UTC') })}
        onChange={(text) => onChange({ ...form, start: instantOf(text) })}
      />
      <Field
        label={words.until}
        type="datetime-local"
        value={end === undefined ? '' : localOf(end)}
        description={words.forever}
        onChange={(text) => {
          const seconds =
            text === '' ? undefined : Math.round((Date.parse(instantOf(text)) - Date.parse(start)) / 1000);
          onChange({ ...form, durationS: seconds });
        }}
      />
    </div>
  );
}

const pad = (value: number) => String(value).padStart(2, '0');

function localOf(ms: number): string {
  const at = new Date(ms);
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

const instantOf = (text: string) => (text === '' ? '' : `${new Date(text).toISOString().slice(0, 19)}Z`);

const zones = Intl.supportedValuesOf('timeZone');

function ZoneName({ value, onChange }: { value: string; onChange(zone: string): void }) {
  const words = useWords(builderWords);
  const all = zones.includes(value) ? zones : [value, ...zones];
  return (
    <label className="field">
      <span className="field-label">{words.zone}</span>
      <select className="native-select" value={value} onChange={(event) => onChange(event.target.value)}>
        {all.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}
