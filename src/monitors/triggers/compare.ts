import type { DataTrigger } from '../../model/monitor.ts';
import type { Datum } from '../data-table.ts';

export type Holds = (value: string | number) => boolean;

/** What a trigger asks of a value; `onChange` asks nothing. Whole numbers are compared without their fractions. */
export function comparison({ op, value = [] }: Pick<DataTrigger, 'op' | 'value'>, { form }: Datum): Holds {
  const limit = Number(value[0]);
  if (op === 'greaterThan') return (found) => Number(found) > limit;
  if (op === 'lowerThan') return (found) => Number(found) < limit;
  if (op === 'onChange') return () => true;
  if (form === 'integer') return (found) => Math.trunc(Number(found)) === limit;
  if (form === 'number') return (found) => Number(found) === limit;
  return (found) => value.includes(String(found));
}

/** What a trigger asks of the value of before; everything holds where it asks nothing. */
export function comparisonBefore({ data, previous }: DataTrigger): Holds {
  if (!previous) return () => true;
  const { value } = previous;
  if (data !== 'vehicle.powertrain.status') return (found) => value.includes(String(found));
  return (found) => value.includes(String(found)) || value.includes(String(found === 'Running'));
}
