import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  readList,
  readOneOf,
  wrong,
} from '../../../lib/fields/field.ts';
import type { DataOperator, DataTrigger, Face } from '../../../model/monitor.ts';
import { type Datum, data, findDatum } from '../../data-table.ts';

const valuesMax = 120;

export function readData(field: Field, face: Face): DataTrigger | undefined {
  if (!checkObject(field)) return undefined;
  const nameField = member(field, 'data');
  const found = typeof nameField.value === 'string' ? findDatum(nameField.value, face) : undefined;
  if (!found) return wrong(nameField, `one of ${namesOf(face).join(', ')}`);
  const { name, datum } = found;
  const op = readOneOf(member(field, 'op'), datum.ops);
  const value = op && op !== 'onChange' ? readValues(field, { op, datum }) : undefined;
  const previous = readPrevious(member(field, 'previous'), { name, datum, face });
  return op && { data: name, op, ...given('value', value), ...given('previous', previous) };
}

const namesOf = (face: Face) =>
  Object.entries(data).flatMap(([name, { faces }]) =>
    (faces as readonly Face[]).includes(face) ? [name] : [],
  );

/** Only `includedIn` has more than one value: of the others the first counts. One alone needs no list. */
function readValues(field: Field, { op, datum }: { op: DataOperator; datum: Datum }): string[] | undefined {
  const told = member(field, 'value', 'values');
  const isAlone = isThere(told) && !Array.isArray(told.value);
  const list = isAlone ? { ...told, value: [told.value] } : told;
  const counted =
    op !== 'includedIn' && Array.isArray(list.value) ? { ...list, value: list.value.slice(0, 1) } : list;
  const values = readList(counted, { min: 1, max: valuesMax }, (one) => readValue(one, datum));
  return values && [...new Set(values)];
}

function readValue(field: Field, datum: Datum): string | undefined {
  const { value } = field;
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (datum.form === 'word') return readOneOf({ ...field, value: text }, datum.words);
  if (datum.form === 'boolean') {
    const isTold = typeof text === 'string' && /^(true|false)$/i.test(text);
    return isTold ? text.toLowerCase() : wrong(field, 'true or false');
  }
  const isNumber = typeof text === 'string' && /^[+-]?\d{1,12}(\.\d{1,9})?$/.test(text);
  return isNumber ? String(Number(text)) : wrong(field, 'a number');
}

/** What it was before, where the contract has that. */
function readPrevious(
  field: Field,
  { name, datum, face }: { name: string; datum: Datum; face: Face },
): DataTrigger['previous'] {
  if (!isThere(field)) return undefined;
  const { previous } = datum;
  if (face !== 'b2c') return wrong(field, 'nothing: fleets have no previous');
  if (!previous) return wrong(field, `nothing: ${name} has no previous`);
  if (!checkObject(field)) return undefined;
  const op = readOneOf(member(field, 'op'), previous);
  const value = op && readValues(field, { op, datum: asBefore(name, datum) });
  return op && value && { op, value };
}

/** Of the powertrain it may be asked, too, whether it ran: so did the datum that it replaced. */
function asBefore(name: string, datum: Datum): Datum {
  if (name !== 'vehicle.powertrain.status' || datum.form !== 'word') return datum;
  return { ...datum, words: [...datum.words, 'true', 'false'] };
}
