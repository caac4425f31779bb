import { useMemo } from 'react';
import { usePreferences } from '../preferences/preferences.tsx';
import { ageText, durationText, timeText, utcText } from './times.ts';
import { localeOf, type Quantity, quantityText } from './units.ts';

/** Texts of numbers and times, as who looks has chosen. Times are RFC 3339 texts or milliseconds. */
export function useFormat() {
  const { language, units } = usePreferences();
  return useMemo(() => {
    const locale = localeOf(language, units);
    return {
      locale,
      language,
      units,
      quantity: (value: number, quantity: Quantity) => quantityText(value, quantity, { units, language }),
      time: (at: string | number) => timeText(millisecondsOf(at), locale),
      utc: (at: string | number) => utcText(millisecondsOf(at)),
      age: (at: string | number, now: number) => ageText(millisecondsOf(at), now, language),
      duration: durationText,
      number: (value: number, digits = 0) =>
        new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    };
  }, [language, units]);
}

export const millisecondsOf = (at: string | number) => (typeof at === 'number' ? at : Date.parse(at));
