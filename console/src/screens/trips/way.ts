import type { Position, Telemetry } from '../../api/model.ts';
import { indexAt, type Series, valueAt } from '../../chart/series.ts';
import type { WayPoint } from '../../map/ways/way-features.ts';

/** Where a vehicle was, epoch seconds. */
export type Place = { at: number; longitude: number; latitude: number; heading?: number | undefined };

/** Points that are further apart belong to no one piece of way: nothing was told between them. */
const gapSeconds = 180;

export function placesOf(positions: readonly Position[]): Place[] {
  return positions.map(({ geometry, properties }) => {
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    return { at: Date.parse(properties.createdAt) / 1000, longitude, latitude, heading: properties.heading };
  });
}

/** The same out of reports that say where they were made. */
export function placesOfReports(reports: readonly Telemetry[]): Place[] {
  return reports.flatMap(({ createdAt, _embedded }) => {
    const location = _embedded?.extension.location;
    const [longitude, latitude] = location?.geometry.coordinates ?? [];
    if (longitude === undefined || latitude === undefined) return [];
    return [{ at: Date.parse(createdAt) / 1000, longitude, latitude, heading: location?.properties.heading }];
  });
}

/** The way for the map, coloured by a curve. */
export function wayOf(places: readonly Place[], curve: Series | undefined): WayPoint[] {
  return places.map(({ at, longitude, latitude }, index) => {
    const next = places[index + 1];
    return {
      at: [longitude, latitude],
      value: curve && valueAt(curve, at),
      ...(next && next.at - at > gapSeconds ? { isBreak: true } : {}),
    };
  });
}

/** Where it was at a moment, between the points around it; undefined where there are no points. */
export function placeAt(places: readonly Place[], at: number): Place | undefined {
  const index = indexAt(
    places.map((place) => place.at),
    at,
  );
  const [before, after] = [places[Math.max(index, 0)], places[index + 1]];
  if (!before || !after || index < 0 || after.at - before.at > gapSeconds) return before;
  const share = (at - before.at) / (after.at - before.at);
  return {
    at,
    longitude: before.longitude + (after.longitude - before.longitude) * share,
    latitude: before.latitude + (after.latitude - before.latitude) * share,
    heading: before.heading,
  };
}
