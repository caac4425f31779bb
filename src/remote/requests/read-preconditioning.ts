import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  optional,
  readList,
  readOneOf,
  wrong,
} from '../../lib/fields/field.ts';
import type { RemoteBody } from '../../model/remote.ts';
import { readStartOfDay } from '../../monitors/parameter/triggers/read-time.ts';
import { checkSlots, occurenceOf, readDays, readSlot, slotsMax } from './read-programs.ts';
import { readBoolean } from './read-switches.ts';

export function readPreconditioning(field: Field): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const airConditioning = readAirConditioning(member(field, 'airConditioning'));
  return airConditioning && { preconditioning: { airConditioning } };
}

/** Now, or programs, or both. */
function readAirConditioning(field: Field): object | undefined {
  if (!checkObject(field)) return undefined;
  const [now, list] = [member(field, 'immediate'), member(field, 'programs')];
  if (!isThere(now) && !isThere(list)) return wrong(field, 'at least one of immediate, programs');
  const immediate = optional(now, readBoolean);
  const programs = optional(list, (one) => readList(one, { min: 1, max: slotsMax }, readProgram));
  if (programs) checkSlots(list, programs);
  return { ...given('immediate', immediate), ...given('programs', programs) };
}

type Program = { slot: number };

function readProgram(field: Field): Program | undefined {
  if (!checkObject(field)) return undefined;
  const told = member(field, 'actionsType');
  const actionsType = isThere(told) ? readOneOf(told, ['Set', 'Delete']) : 'Set';
  const slot = readSlot(member(field, 'slot'));
  if (actionsType === 'Delete') return slot === undefined ? undefined : ({ actionsType, slot } as Program);
  const program = actionsType && readSet(field);
  return program && slot !== undefined ? ({ actionsType, slot, ...program } as Program) : undefined;
}

function readSet(field: Field): object | undefined {
  const enabled = readBoolean(member(field, 'enabled'));
  const toldRecurrence = member(field, 'recurrence');
  const recurrence = isThere(toldRecurrence) ? readOneOf(toldRecurrence, ['None', 'Daily']) : 'Daily';
  const start = readStartOfDay(member(field, 'start'));
  const toldDays = occurenceOf(field);
  const occurence = isThere(toldDays) ? readDays(toldDays) : undefined;
  if (isThere(toldDays) ? occurence && !occurence.day : true)
    return wrong(toldDays, 'the days: { day: [Mon, Tue, …] }');
  const isWhole = enabled !== undefined && recurrence && start !== undefined && occurence;
  return isWhole ? { enabled, recurrence, start, occurence } : undefined;
}
