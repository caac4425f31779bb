import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  optional,
  readOneOf,
  wrong,
} from '../../lib/fields/field.ts';
import type { RemoteBody } from '../../model/remote.ts';

export function readBoolean(field: Field): boolean | undefined {
  return typeof field.value === 'boolean' ? field.value : wrong(field, 'true or false');
}

/** `forced` belongs to locking alone. */
export function readDoor(field: Field): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const state = readOneOf(member(field, 'state'), ['Locked', 'Unlocked']);
  const forced = optional(member(field, 'forced'), readBoolean);
  return state && { door: { state, ...given('forced', state === 'Locked' ? forced : undefined) } };
}

export function readHorn(field: Field): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const state = readOneOf(member(field, 'state'), ['Activated', 'Unactivated']);
  return state && { horn: { state } };
}

export function readLights(field: Field): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const on = readBoolean(member(field, 'on'));
  return on === undefined ? undefined : { lights: { on } };
}

const wakeUp: RemoteBody = { wakeUp: { action: 'WakeUp' } };

export function readWakeUp(field: Field): RemoteBody | undefined {
  return readOrder(field, 'WakeUp');
}

/** How the contract's older examples ask for a vehicle's state. */
export function readState(field: Field): RemoteBody | undefined {
  return readOrder(field, 'state');
}

function readOrder(field: Field, word: string): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const action = member(field, 'action');
  return !isThere(action) || readOneOf(action, [word]) ? wakeUp : undefined;
}
