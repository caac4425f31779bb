import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  optional,
  readInteger,
  readList,
  readOneOf,
  wrong,
} from '../../../lib/fields/field.ts';
import type { Point, Zone } from '../../../model/monitor.ts';

/** Half the way around the earth. */
const radiusMaxKm = 20_000;
const cornersMax = 100;
const durationMaxS = 86_400;

/** `circle` is how the contract's examples name a place. */
export function readZone(field: Field): Zone | undefined {
  if (!checkObject(field)) return undefined;
  const transition = readOneOf(member(field, 'transition'), ['In', 'Out']);
  const area = readArea(field);
  const minDuration = optional(member(field, 'minDuration'), (one) =>
    readInteger(one, { min: 0, max: durationMaxS }),
  );
  return transition && area && { transition, ...area, ...given('minDuration', minDuration) };
}

function readArea(field: Field): Pick<Zone, 'place' | 'polygon'> | undefined {
  const place = member(field, 'place', 'circle');
  const polygon = member(field, 'polygon');
  if (isThere(place) === isThere(polygon)) return wrong(field, 'exactly one of place and polygon');
  if (isThere(place)) {
    const read = readPlace(place);
    return read && { place: read };
  }
  const corners = readList(polygon, { min: 3, max: cornersMax }, readPoint);
  return corners && { polygon: corners };
}

function readPlace(field: Field): Zone['place'] | undefined {
  if (!checkObject(field)) return undefined;
  const radius = readInteger(member(field, 'radius'), { min: 1, max: radiusMaxKm });
  const center = readPoint(member(field, 'center'));
  return radius === undefined || !center ? undefined : { radius, center };
}

function readPoint(field: Field): Point | undefined {
  if (!checkObject(field)) return undefined;
  const longitude = readDegrees(member(field, 'longitude'), 180);
  const latitude = readDegrees(member(field, 'latitude'), 90);
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude };
}

function readDegrees(field: Field, max: number): number | undefined {
  const { value } = field;
  if (typeof value === 'number' && Math.abs(value) <= max) return value;
  return wrong(field, `degrees from -${max} to ${max}`);
}
