import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  readList,
  wrong,
} from '../../../lib/fields/field.ts';
import type { Face, MonitorParameter, Trigger } from '../../../model/monitor.ts';
import { lengthMax, parse } from '../../bool-exp/parse.ts';
import { isContradiction, isTautology, operandsMax, truthOf } from '../../bool-exp/truth.ts';
import { readData } from './read-data.ts';
import { readTime } from './read-time.ts';
import { readZone } from './read-zone.ts';

type TriggerParam = MonitorParameter['triggerParam'];

/** Triggers, and the expression over their names: `bool.exp` and `booExp` are older spellings. */
export function readTriggerParam(field: Field, face: Face): TriggerParam | undefined {
  if (!checkObject(field)) return undefined;
  for (const old of ['timeZoneTriggers', 'dataTriggers'] as const) {
    const found = member(field, old);
    if (isThere(found)) wrong(found, 'nothing: triggers and boolExp have taken its place');
  }
  const bounds = { min: 1, max: operandsMax };
  const triggers = readList(member(field, 'triggers'), bounds, (one) => readTrigger(one, face));
  if (triggers) checkUnique(member(field, 'triggers'), triggers);
  const boolExp = readBoolExp(member(field, 'boolExp', 'bool.exp', 'booExp'), namesIn(field));
  return triggers && boolExp !== undefined ? { triggers, boolExp } : undefined;
}

const namePattern = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;

function readTrigger(field: Field, face: Face): Trigger | undefined {
  if (!checkObject(field)) return undefined;
  const nameField = member(field, 'name');
  const name =
    typeof nameField.value === 'string' && namePattern.test(nameField.value)
      ? nameField.value
      : wrong(nameField, 'a letter, then up to 63 letters, digits, dots, hyphens or underscores');
  const kinds = (['zone', 'time', 'data'] as const).filter((kind) => isThere(member(field, kind)));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return wrong(field, 'exactly one of zone, time and data');
  const body = readKind(member(field, kind), kind, face);
  return name === undefined || !body ? undefined : { name, ...body };
}

type Kind = 'zone' | 'time' | 'data';

function readKind(field: Field, kind: Kind, face: Face): Pick<Trigger, Kind> | undefined {
  const readers: { [_ in Kind]: () => Pick<Trigger, Kind> } = {
    zone: () => given('zone', readZone(field)),
    time: () => given('time', readTime(field)),
    data: () => given('data', readData(field, face)),
  };
  const read = readers[kind]();
  return read[kind] && read;
}

function checkUnique(field: Field, triggers: readonly Trigger[]): void {
  const names = triggers.map(({ name }) => name);
  const again = names.find((name, index) => names.indexOf(name) !== index);
  if (again !== undefined) wrong({ ...field, value: again }, 'a name of its own for each trigger');
}

/** Names of triggers as they were given, also of those that are wrong otherwise: one fault is told once. */
function namesIn(field: Field): string[] {
  const { value } = member(field, 'triggers');
  if (!Array.isArray(value)) return [];
  return value.slice(0, operandsMax).flatMap((one: unknown) => {
    const { value: name } = member({ ...field, value: one }, 'name');
    return typeof name === 'string' && namePattern.test(name) ? [name] : [];
  });
}

function readBoolExp(field: Field, names: readonly string[]): string | undefined {
  const { value } = field;
  if (typeof value !== 'string' || value.trim() === '')
    return wrong(
      field,
      `an expression of triggers, such as a & (b | !c), of at most ${lengthMax} characters`,
    );
  const parsed = parse(value, [...new Set(names)]);
  if ('problem' in parsed) return wrong(field, `${parsed.problem} at character ${parsed.at + 1}`);
  const truth = truthOf(parsed.expression);
  if (isTautology(truth)) return wrong(field, 'an expression that is not always true');
  if (isContradiction(truth)) return wrong(field, 'an expression that is not always false');
  return value.trim();
}
