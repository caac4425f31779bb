import type { Feature, FeatureCollection, LineString } from 'geojson';

/** A point of a way with what it is coloured by; a break in the way where there is none to the next. */
export type WayPoint = {
  at: [longitude: number, latitude: number];
  value?: number | undefined;
  isBreak?: boolean;
};

export type ValueRange = { least: number; most: number };

/** From few to many, told apart in both themes and by colour-blind people. */
export const wayColours = ['#3b4cc0', '#2a9bb0', '#5bbf5b', '#f2b61c', '#e4572e'] as const;

/** Of all values; undefined where there are none. */
export function rangeOf(points: readonly WayPoint[]): ValueRange | undefined {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { value } of points) {
    if (value === undefined) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least <= most ? { least, most } : undefined;
}

/** A piece from each point to the next, with the value of its end as a share (0 to 1) of the range. */
export function waySegments(
  points: readonly WayPoint[],
  range: ValueRange | undefined,
): FeatureCollection<LineString> {
  const features: Feature<LineString>[] = [];
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (!next || point.isBreak) continue;
    const share = shareOf(next.value ?? point.value, range);
    features.push({
      type: 'Feature',
      properties: share === undefined ? {} : { share },
      geometry: { type: 'LineString', coordinates: [point.at, next.at] },
    });
  }
  return { type: 'FeatureCollection', features };
}

function shareOf(value: number | undefined, range: ValueRange | undefined): number | undefined {
  if (value === undefined || !range) return undefined;
  const width = range.most - range.least;
  return width === 0 ? 0.5 : Math.min(1, Math.max(0, (value - range.least) / width));
}

/** The corners that hold all points; undefined where there are none. */
export function boundsOf(
  points: Iterable<readonly [number, number]>,
): [west: number, south: number, east: number, north: number] | undefined {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west <= east && south <= north ? [west, south, east, north] : undefined;
}
