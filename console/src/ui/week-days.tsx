import './choices.css';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useWords } from '../words/use-words.ts';
import { type WeekDay, weekDays, weekWords } from '../words/week-words.ts';

type Given = { days: readonly WeekDay[]; onChange(days: WeekDay[]): void };

/** Days of the week to press; told in the order of the week. */
export function WeekDays({ days, onChange }: Given) {
  const words = useWords(weekWords);
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
