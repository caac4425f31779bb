import { readTripWayPoints, wayPointsPageMax } from '../reads/way-points.ts';
import type { Element, Exports, TrackPoint } from './exports.ts';

type Feature = Element & {
  geometry: { coordinates: number[] };
  properties: { createdAt?: string };
};

/** A Feature as a point; its time is its own, or that of the report it stands in. */
export function featurePoint(feature: Element, reportedAt = ''): TrackPoint {
  const { geometry, properties } = feature as Feature;
  const [longitude = 0, latitude = 0, altitude] = geometry.coordinates;
  const at = properties.createdAt ?? reportedAt;
  return { longitude, latitude, at, ...(altitude === undefined ? {} : { altitude }) };
}

/** Reports: one row each, with everything that may be seen unless the request says what is wanted. */
export const telemetryExports: Exports = {
  name: 'telemetry',
  pageSize: 500,
  query: { extension: ['location', 'maintenance'] },
  shape: 'points',
  pointOf(element) {
    const { createdAt, _embedded } = element as {
      createdAt: string;
      _embedded?: { extension?: { location?: Feature } };
    };
    const location = _embedded?.extension?.location;
    return location && featurePoint(location, createdAt);
  },
};

/** The way of a trip, point by point. */
export const wayPointsExports: Exports = {
  name: 'wayPoints',
  pageSize: wayPointsPageMax,
  shape: 'points',
  pointOf: (element) => featurePoint(element),
};

/** Trips: one row each, or each with its way. */
export const tripsExports: Exports = {
  name: 'trips',
  pageSize: 60,
  shape: 'ways',
  readWay: (ask, { id }: Element) =>
    readTripWayPoints({ ...ask, params: { ...ask.params, tid: String(id) } }),
};
