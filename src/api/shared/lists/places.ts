import type { ApiContext } from '../../context.ts';
import { b2bFace, b2cFace, type Place } from '../../present/face.ts';
import type { SeenFleet } from '../ask.ts';

type Named = { publicId: string; vin: string };

/** Where a vehicle of a user is shown. */
export function placeOfUser({ links }: Pick<ApiContext, 'links'>, { publicId, vin }: Named): Place {
  return { face: b2cFace, links: links().b2c.vehicle(publicId), vin };
}

/** Where a vehicle of a fleet is shown. */
export function placeInFleet({ links }: Pick<SeenFleet, 'links'>, { publicId, vin }: Named): Place {
  return { face: b2bFace, links: links.vehicle(publicId), vin };
}
