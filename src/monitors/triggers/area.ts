import { earthRadiusKm, kilometresBetween } from '../../lib/sphere.ts';
import type { Point, Zone } from '../../model/monitor.ts';

export type Contains = (point: Point) => boolean;

/** Whether points lie in a zone. */
export function areaOf({ place, polygon }: Zone): Contains {
  if (place) return circle(place);
  return polygon ? polygonOf(polygon) : () => false;
}

/** Of a meridian, or of the equator; the same with a margin for rounding, both ways. */
const kmPerDegree = (earthRadiusKm * Math.PI) / 180;
const [fewerKm, moreKm] = [kmPerDegree * 0.999, kmPerDegree * 1.001];

/**
 * Points that are too far north or south are known without measuring, and those so near that even the way along
 * the meridian and then the parallel, which is no shorter, is short enough.
 */
function circle({ radius, center }: NonNullable<Zone['place']>): Contains {
  const [far, near] = [radius / fewerKm, radius / moreKm];
  return (point) => {
    const north = Math.abs(point.latitude - center.latitude);
    if (north > far) return false;
    if (north + Math.abs(point.longitude - center.longitude) <= near) return true;
    return kilometresBetween(point, center) <= radius;
  };
}

/** The way from one longitude to another by the shorter side of the earth, degrees. */
const shortest = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;

/**
 * A ray to the east crosses the border an odd number of times. Corners go on from one another by the shorter
 * way, so that a zone over the date line is one piece. Edges are straight in degrees.
 */
function polygonOf(corners: readonly Point[]): Contains {
  const xs: number[] = [];
  for (const { longitude } of corners) {
    const last = xs.at(-1) ?? longitude;
    xs.push(last + shortest(longitude - last));
  }
  const ring = corners.map(({ latitude: y }, index) => ({ x: xs[index] as number, y }));
  const west = Math.min(...xs);
  const east = Math.max(...xs);
  const south = Math.min(...corners.map(({ latitude }) => latitude));
  const north = Math.max(...corners.map(({ latitude }) => latitude));
  return ({ longitude, latitude }) => {
    if (latitude < south || latitude > north) return false;
    for (let x = longitude + 360 * Math.ceil((west - longitude) / 360); x <= east; x += 360)
      if (isInRing(ring, x, latitude)) return true;
    return false;
  };
}

function isInRing(ring: readonly { x: number; y: number }[], x: number, y: number): boolean {
  let isIn = false;
  let from = ring[ring.length - 1] as { x: number; y: number };
  for (const to of ring) {
    if (from.y > y !== to.y > y && x < from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y))
      isIn = !isIn;
    from = to;
  }
  return isIn;
}
