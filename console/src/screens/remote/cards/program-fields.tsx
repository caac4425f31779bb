import { Field } from '../../../ui/field.tsx';
import { OnOff } from '../../../ui/tick.tsx';
import { WeekDays } from '../../../ui/week-days.tsx';
import { useWords } from '../../../words/use-words.ts';
import type { ProgramForm } from '../programs.ts';
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
      <WeekDays days={form.days} onChange={(days) => onChange({ ...form, days })} />
      <OnOff isSelected={form.isOn} onChange={(isOn) => onChange({ ...form, isOn })}>
        {words.isOn}
      </OnOff>
    </div>
  );
}
