import type { Fault } from '../../lib/fields/fault.ts';
import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  optional,
  readBody,
  readText,
  wrong,
} from '../../lib/fields/field.ts';
import type { Face } from '../../model/monitor.ts';
import type { RemoteBody, RemoteRequest, RemoteType } from '../../model/remote.ts';
import { readAttributes } from '../../monitors/parameter/subscribe/read-attributes.ts';
import { readCallbackAttributes } from '../../monitors/parameter/subscribe/read-subscribe-param.ts';
import { readCharging } from './read-charging.ts';
import { readNavigation } from './read-navigation.ts';
import { readPreconditioning } from './read-preconditioning.ts';
import { readDoor, readHorn, readLights, readState, readWakeUp } from './read-switches.ts';
import { readImmobilization, readStolen } from './read-theft.ts';
import { keyOf, remoteTypesOf } from './types.ts';

const labelMax = 256;

/**
 * The body of a remote action in its canonical form, or everything that is wrong with it. Every spelling that the
 * contract's versions and examples have is taken (semantics 9).
 */
export function readRemote(face: Face, body: unknown): { request: RemoteRequest } | { faults: Fault[] } {
  const result = readBody(body, (field) => readFields(field, face));
  return 'faults' in result ? result : { request: result.read };
}

function readFields(field: Field, face: Face): RemoteRequest | undefined {
  if (!checkObject(field)) return undefined;
  const action = readAction(field, face);
  const label = optional(member(field, 'label'), (one) => readText(one, labelMax));
  const told = face === 'b2c' ? readTold(field) : {};
  return action && { ...action, ...given('label', label), ...told };
}

/** What a user's application adds to what is told of this action. */
function readTold(field: Field): Pick<RemoteRequest, 'attributes' | 'callbackAttributes'> {
  const attributes = optional(member(field, 'attributes', 'attributres'), (one) =>
    readAttributes(one, 'event'),
  );
  const callbackAttributes = optional(member(field, 'callbackAttributes'), readCallbackAttributes);
  return { ...given('attributes', attributes), ...given('callbackAttributes', callbackAttributes) };
}

type Action = {
  type: RemoteType;
  /** How it may be spelt: the contract's own word first. */
  keys: readonly [string, ...string[]];
  read(field: Field, face: Face): RemoteBody | undefined;
};

const actions: readonly Action[] = [
  {
    type: 'ThermalPreconditioning',
    keys: ['preconditioning', 'preconditionning', 'preonditionning'],
    read: readPreconditioning,
  },
  { type: 'ElectricBatteryChargingRequest', keys: ['charging'], read: readCharging },
  { type: 'Doors', keys: ['door'], read: readDoor },
  { type: 'Horn', keys: ['horn'], read: readHorn },
  { type: 'Lights', keys: ['lights', 'ligths'], read: readLights },
  { type: 'WakeUp', keys: ['wakeUp'], read: readWakeUp },
  { type: 'WakeUp', keys: ['state'], read: readState },
  { type: 'Navigation', keys: ['navigation'], read: readNavigation },
  { type: 'Immobilization', keys: ['immobilization'], read: readImmobilization },
  { type: 'Stolen', keys: ['stolen'], read: readStolen },
];

/** Exactly one action. What only fleets have is none in B2C. */
function readAction(field: Field, face: Face): Pick<RemoteRequest, 'type' | 'body'> | undefined {
  const told = actions.flatMap(({ keys, type, read }) => {
    const present = keys.map((key) => member(field, key)).filter(isThere);
    return present.map((one) => ({ type, read, one }));
  });
  const types = remoteTypesOf(face);
  const [first] = told;
  if (!first || told.length > 1) return wrong(field, `exactly one of ${types.map(keyOf).join(', ')}`);
  const { type, read, one } = first;
  if (!types.includes(type)) return wrong(one, 'nothing: only fleet owners have it');
  const body = read(one, face);
  return body && { type, body };
}
