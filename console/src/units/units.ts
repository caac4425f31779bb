import type { Language, UnitSystem } from '../preferences/preferences.tsx';

/** What a number of the API is, with the unit that the API has it in. */
export type Quantity =
  | 'km'
  | 'km/h'
  | '°C'
  | '%'
  | 'Wh'
  | 'cL'
  | 'L/100km'
  | 'Wh/100km'
  | 'cL/100km'
  | 'kW'
  | 'km/h-rate'
  | 'rpm'
  | 'm/s²'
  | 'm'
  | 'days'
  | 's'
  | 'dB'
  | 'number';

export type Measured = { value: number; unit: string; digits: number };

const kmInMile = 1.609344;
const litresInGallon = 3.785411784;

type Rule = (value: number) => Measured;

const metric: Record<Quantity, Rule> = {
  km: (value) => ({ value, unit: 'km', digits: Math.abs(value) < 100 ? 1 : 0 }),
  'km/h': (value) => ({ value, unit: 'km/h', digits: 0 }),
  '°C': (value) => ({ value, unit: '°C', digits: 1 }),
  '%': (value) => ({ value, unit: '%', digits: 0 }),
  Wh: (value) => ({ value: value / 1000, unit: 'kWh', digits: 1 }),
  cL: (value) => ({ value: value / 100, unit: 'L', digits: 1 }),
  'L/100km': (value) => ({ value, unit: 'L/100 km', digits: 1 }),
  'Wh/100km': (value) => ({ value: value / 1000, unit: 'kWh/100 km', digits: 1 }),
  'cL/100km': (value) => ({ value: value / 100, unit: 'L/100 km', digits: 1 }),
  kW: (value) => ({ value, unit: 'kW', digits: 1 }),
  'km/h-rate': (value) => ({ value, unit: 'km/h', digits: 0 }),
  rpm: (value) => ({ value, unit: 'rpm', digits: 0 }),
  'm/s²': (value) => ({ value, unit: 'm/s²', digits: 1 }),
  m: (value) =>
    value < 1000 ? { value, unit: 'm', digits: 0 } : { value: value / 1000, unit: 'km', digits: 1 },
  days: (value) => ({ value, unit: 'd', digits: 0 }),
  s: (value) => ({ value, unit: 's', digits: 0 }),
  dB: (value) => ({ value, unit: 'dB', digits: 0 }),
  number: (value) => ({ value, unit: '', digits: 1 }),
};

const imperial: Record<Quantity, Rule> = {
  ...metric,
  km: (value) => ({ value: value / kmInMile, unit: 'mi', digits: Math.abs(value) < 160 ? 1 : 0 }),
  'km/h': (value) => ({ value: value / kmInMile, unit: 'mph', digits: 0 }),
  'km/h-rate': (value) => ({ value: value / kmInMile, unit: 'mph', digits: 0 }),
  '°C': (value) => ({ value: (value * 9) / 5 + 32, unit: '°F', digits: 0 }),
  cL: (value) => ({ value: value / 100 / litresInGallon, unit: 'gal', digits: 1 }),
  'L/100km': (value) => ({ value: milesPerGallon(value), unit: 'mpg', digits: 1 }),
  'cL/100km': (value) => ({ value: milesPerGallon(value / 100), unit: 'mpg', digits: 1 }),
  'Wh/100km': (value) => ({ value: (value / 1000) * kmInMile, unit: 'kWh/100 mi', digits: 1 }),
  m: (value) =>
    value < 305
      ? { value: value / 0.3048, unit: 'ft', digits: 0 }
      : { value: value / 1000 / kmInMile, unit: 'mi', digits: 1 },
};

/** US gallons; an endless range where nothing is used. */
function milesPerGallon(litresPer100Km: number): number {
  return (100 / kmInMile / litresPer100Km) * litresInGallon;
}

/** A number of the API in the units of who looks. */
export function measure(value: number, quantity: Quantity, units: UnitSystem): Measured {
  return (units === 'imperial' ? imperial : metric)[quantity](value);
}

/** The other way round, for what somebody types: the number in the unit of the API. Linear units alone. */
export function unmeasure(typed: number, quantity: Quantity, units: UnitSystem): number {
  const zero = measure(0, quantity, units).value;
  const one = measure(1, quantity, units).value;
  return (typed - zero) / (one - zero);
}

export const localeOf = (language: Language, units: UnitSystem) =>
  language === 'fr' ? 'fr-FR' : units === 'imperial' ? 'en-US' : 'en-GB';

/** Such as `52.1 km`. */
export function quantityText(
  value: number,
  quantity: Quantity,
  { units, language }: { units: UnitSystem; language: Language },
): string {
  const { value: shown, unit, digits } = measure(value, quantity, units);
  if (!Number.isFinite(shown)) return '–';
  const number = new Intl.NumberFormat(localeOf(language, units), { maximumFractionDigits: digits }).format(
    shown,
  );
  return unit === '' ? number : `${number}\u00a0${unit}`;
}
