import { Switch, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Field } from '../../../ui/field.tsx';
import { useWords } from '../../../words/use-words.ts';
import { type ProgramForm, type WeekDay, weekDays } from '../programs.ts';
import { remoteWords } from '../remote-words.ts';

type Given = { form: ProgramForm; onChange(form: ProgramForm): void; hasEnd?: boolean };

/** When a program starts, on which days, and whether it counts. */
export function ProgramFields({ form, onChange, hasEnd = false }: Given) {
  const words = useWords(remoteWords);
  return (
    <div className="program">
      <Field
        label={words.start}
        type="time"
        value={form.start}
        onChange={(start) => onChange({ ...form, start })}
      />
      {hasEnd && (
        <Field
          label={words.end}
          type="time"
          value={form.end}
          onChange={(end) => onChange({ ...form, end })}
        />
      )}
      <Days days={form.days} onChange={(days) => onChange({ ...form, days })} />
      <Switch className="switch" isSelected={form.isOn} onChange={(isOn) => onChange({ ...form, isOn })}>
        <span className="switch-track" aria-hidden="true" />
        {words.isOn}
      </Switch>
    </div>
  );
}

function Days({ days, onChange }: { days: readonly WeekDay[]; onChange(days: WeekDay[]): void }) {
  const words = useWords(remoteWords);
  return (
    <div className="field days-field">
      <span className="field-label">{words.days}</span>
      <ToggleButtonGroup
        className="toggles"
        aria-label={words.days}
        selectionMode="multiple"
        selectedKeys={days}
        onSelectionChange={(chosen) => onChange(weekDays.filter((day) => chosen.has(day)))}
      >
        {weekDays.map((day) => (
          <ToggleButton key={day} id={day} className="toggle">
            {words.weekdays[day]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
