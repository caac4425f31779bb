import { useState } from 'react';
import { usePreferences } from '../../../preferences/preferences.tsx';
import { Field } from '../../../ui/field.tsx';
import { measure, type Quantity, unmeasure } from '../../../units/units.ts';

type Given = {
  label: string;
  /** In the unit of the API; empty while there is none. */
  value: string;
  quantity?: Quantity | undefined;
  onChange(value: string): void;
  fault?: string | undefined;
  description?: string;
};

/** A number that is typed in the units of who looks, and kept in that of the API. */
export function NumberField({ label, value, quantity = 'number', onChange, fault, description }: Given) {
  const { units } = usePreferences();
  const [typed, setTyped] = useState({ text: shownOf(value, quantity, units), value, units });
  // What somebody types stands as it is; what comes from elsewhere is shown anew.
  const text = typed.value === value && typed.units === units ? typed.text : shownOf(value, quantity, units);
  const { unit } = measure(0, quantity, units);
  return (
    <Field
      label={unit === '' ? label : `${label} (${unit})`}
      inputMode="decimal"
      value={text}
      fault={fault}
      {...(description === undefined ? {} : { description })}
      onChange={(next) => {
        const number = next.trim() === '' ? Number.NaN : Number(next.trim().replace(',', '.'));
        const kept = Number.isFinite(number) ? apiText(unmeasure(number, quantity, units)) : '';
        setTyped({ text: next, value: kept, units });
        onChange(kept);
      }}
    />
  );
}

const apiText = (value: number) => String(Math.round(value * 1000) / 1000);

function shownOf(value: string, quantity: Quantity, units: 'metric' | 'imperial'): string {
  if (value === '') return '';
  const shown = measure(Number(value), quantity, units).value;
  return Number.isFinite(shown) ? String(Math.round(shown * 100) / 100) : '';
}
