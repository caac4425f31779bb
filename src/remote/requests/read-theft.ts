import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  optional,
  readInteger,
  wrong,
} from '../../lib/fields/field.ts';
import type { RemoteBody } from '../../model/remote.ts';
import { readBoolean } from './read-switches.ts';

/** Seconds. */
const runningMin = 5;
const shutdownMin = 60;
const periodMax = 86_400;

export function readImmobilization(field: Field): RemoteBody | undefined {
  const activate = readActivate(field);
  return activate === undefined ? undefined : { immobilization: { activate } };
}

function readActivate(field: Field): boolean | undefined {
  return checkObject(field) ? readBoolean(member(field, 'activate')) : undefined;
}

const attributes = ['stolen', 'trackingPeriod', 'immobilization'] as const;

/** Exactly one of its attributes. */
export function readStolen(field: Field): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const present = attributes.filter((name) => isThere(member(field, name)));
  const [name] = present;
  if (name === undefined || present.length > 1)
    return wrong(field, `exactly one of ${attributes.join(', ')}`);
  const stolen = readers[name](member(field, name));
  return stolen && { stolen };
}

type StolenBody = (RemoteBody & { stolen: object })['stolen'];

const readers: Record<(typeof attributes)[number], (field: Field) => StolenBody | undefined> = {
  stolen(field) {
    const stolen = readBoolean(field);
    return stolen === undefined ? undefined : { stolen };
  },
  trackingPeriod: readTrackingPeriod,
  immobilization(field) {
    const activate = readActivate(field);
    return activate === undefined ? undefined : { immobilization: { activate } };
  },
};

function readTrackingPeriod(field: Field): StolenBody | undefined {
  if (!checkObject(field)) return undefined;
  const running = optional(member(field, 'running'), (one) =>
    readInteger(one, { min: runningMin, max: periodMax }),
  );
  const shutdown = optional(member(field, 'shutdown'), (one) =>
    readInteger(one, { min: shutdownMin, max: periodMax }),
  );
  if (!isThere(member(field, 'running')) && !isThere(member(field, 'shutdown')))
    return wrong(field, 'at least one of running, shutdown');
  return { trackingPeriod: { ...given('running', running), ...given('shutdown', shutdown) } };
}
