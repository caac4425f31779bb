import type { Telemetry } from '../../api/model.ts';
import { electricUse } from '../../chart/consumption.ts';
import { type Series, seriesOf, summaryOf } from '../../chart/series.ts';
import { type Signal, type SignalName, signals } from '../../chart/signals.ts';
import type { UnitSystem } from '../../preferences/preferences.tsx';
import { measure, type Quantity } from '../../units/units.ts';

export type CurveName = SignalName | 'electricUse';
export type Curve = {
  name: CurveName;
  quantity: Quantity;
  /** In the unit of the API, and in that of who looks. */
  told: Series;
  shown: Series;
  unit: string;
  shape: 'line' | 'stepped';
};

const wanted: readonly SignalName[] = ['speed', 'electricLevel', 'fuelLevel', 'fuelInstant', 'outside'];

/** What of a trip is drawn over time: each that there is something of. */
export function curvesOf(reports: readonly Telemetry[], units: UnitSystem): Curve[] {
  const ofSignals = wanted.map((name) => {
    const { quantity, read }: Signal = signals[name];
    const shape = name.endsWith('Level') ? ('stepped' as const) : ('line' as const);
    return curve({ name, quantity, told: seriesOf(reports, read), shape }, units);
  });
  const use = curve(
    { name: 'electricUse', quantity: 'Wh/100km', told: electricUse(reports), shape: 'stepped' },
    units,
  );
  return [...ofSignals, use].filter(({ told }) => summaryOf(told));
}

function curve(given: Omit<Curve, 'shown' | 'unit'>, units: UnitSystem): Curve {
  const { told, quantity } = given;
  const shown = (value: number) => measure(value, quantity, units).value;
  const values = told.values.map((value) =>
    value === null || !Number.isFinite(shown(value)) ? null : shown(value),
  );
  return { ...given, shown: { times: told.times, values }, unit: measure(1, quantity, units).unit };
}

export type ColourBy = 'speed' | 'use' | 'plain';

/** What the way can be coloured by, and by which curve. */
export function coloursOf(curves: readonly Curve[]): Partial<Record<ColourBy, Curve>> {
  const speed = curves.find(({ name }) => name === 'speed');
  const use =
    curves.find(({ name }) => name === 'electricUse') ?? curves.find(({ name }) => name === 'fuelInstant');
  return { ...(speed ? { speed } : {}), ...(use ? { use } : {}) };
}
