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
import { readBoolean } from './read-switches.ts';

/** Nine on the way, and the destination. */
const positionsMax = 10;

export function readNavigation(field: Field): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const positions = readList(member(field, 'positions'), { min: 1, max: positionsMax }, readPoint);
  const driverApproval = optional(member(field, 'driverApproval'), readBoolean);
  return positions && { navigation: { positions, ...given('driverApproval', driverApproval) } };
}

/** A GeoJSON Point, in degrees; what it tells of the height is kept. */
function readPoint(field: Field): object | undefined {
  if (!checkObject(field)) return undefined;
  const type = member(field, 'type');
  if (isThere(type) && !readOneOf(type, ['Point'])) return undefined;
  const coordinates = readCoordinates(member(field, 'coordinates'));
  return coordinates && { type: 'Point', coordinates };
}

function readCoordinates(field: Field): number[] | undefined {
  const { value } = field;
  const numbers = Array.isArray(value) ? value.filter((one) => Number.isFinite(one)) : [];
  const [longitude = Number.NaN, latitude = Number.NaN] = numbers as number[];
  const isPoint = Array.isArray(value) && numbers.length === value.length && value.length <= 3;
  if (isPoint && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return numbers;
  return wrong(field, 'longitude from -180 to 180 and latitude from -90 to 90');
}
