import type { MonitorTrigger } from '../../../api/model.ts';
import { dataChoices, type Operator, type PreviousOperator } from './data-choices.ts';
import { type TimeForm, timeFormOf, timeOf } from './times.ts';

export type Point = { longitude: number; latitude: number };

/** A circle, or the corners of an area; what is not drawn yet has no centre or no corners. */
export type Shape =
  | { kind: 'circle'; center: Point | undefined; radiusKm: number }
  | { kind: 'polygon'; points: readonly Point[] };

export type ZoneForm = { kind: 'zone'; transition: 'In' | 'Out'; shape: Shape; minDurationS: number };

/** Values are texts as the API has them: numbers in its units. */
export type DataForm = {
  kind: 'data';
  data: string;
  op: Operator;
  values: readonly string[];
  previous?: { op: PreviousOperator; values: readonly string[] };
};

export type ConditionForm = ZoneForm | TimeForm | DataForm;
/** A condition under the name by which it is combined. */
export type Condition = { name: string; of: ConditionForm };

export const newZone: ZoneForm = {
  kind: 'zone',
  transition: 'In',
  shape: { kind: 'circle', center: undefined, radiusKm: 1 },
  minDurationS: 0,
};

/** A condition on a datum with what is asked of it most often. */
export function newData(data: string): DataForm {
  const choice = dataChoices[data];
  const [first = 'onChange'] = choice?.ops ?? [];
  const op = choice?.form === 'number' ? 'lowerThan' : choice?.ops.includes('equalsTo') ? 'equalsTo' : first;
  return { kind: 'data', data, op, values: firstValues(data, op) };
}

/** What stands there before anybody has chosen; numbers are left to be typed. */
export function firstValues(data: string, op: Operator): string[] {
  const choice = dataChoices[data];
  if (op === 'onChange' || choice === undefined) return [];
  if (choice.form === 'boolean') return ['true'];
  return choice.form === 'word' ? [...choice.words.slice(0, 1)] : [];
}

/** The trigger of a condition; what is not filled in is missing, and the server says so. */
export function triggerOf({ name, of }: Condition): MonitorTrigger {
  if (of.kind === 'time') return { name, time: timeOf(of) };
  return of.kind === 'zone' ? { name, zone: zoneOf(of) } : { name, data: dataOf(of) };
}

type Zone = NonNullable<MonitorTrigger['zone']>;
type Data = NonNullable<MonitorTrigger['data']>;

function zoneOf({ transition, shape, minDurationS }: ZoneForm): Zone {
  const waits = minDurationS > 0 ? { minDuration: minDurationS } : {};
  return { transition, ...areaOf(shape), ...waits };
}

function areaOf(shape: Shape): Pick<Zone, 'place' | 'polygon'> {
  if (shape.kind === 'polygon') return shape.points.length > 0 ? { polygon: [...shape.points] } : {};
  const { center, radiusKm } = shape;
  return center ? { place: { radius: radiusKm, center } } : {};
}

function dataOf({ data, op, values, previous }: DataForm): Data {
  return {
    data,
    op,
    ...(op === 'onChange' ? {} : { value: [...values] }),
    ...(previous ? { previous: { op: previous.op, value: [...previous.values] } } : {}),
  };
}

/** The condition that a trigger is. */
export function conditionOf({ name, zone, time, data }: MonitorTrigger): Condition {
  if (zone) return { name, of: zoneFormOf(zone) };
  return { name, of: time ? timeFormOf(time) : dataFormOf(data ?? { data: '', op: 'onChange' }) };
}

function zoneFormOf({ transition, place, polygon, minDuration = 0 }: Zone): ZoneForm {
  const shape: Shape = polygon
    ? { kind: 'polygon', points: polygon }
    : { kind: 'circle', center: place?.center, radiusKm: place?.radius ?? 1 };
  return { kind: 'zone', transition, shape, minDurationS: minDuration };
}

function dataFormOf({ data, op, value = [], previous }: Data): DataForm {
  const before = previous && { previous: { op: previous.op, values: previous.value } };
  return { kind: 'data', data, op, values: op === 'onChange' ? [] : value, ...before };
}
