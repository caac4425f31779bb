import type { Feature, FeatureCollection, Point } from 'geojson';
import type { VehicleView } from './vehicle-view.ts';

/** What the layers of the vehicles read. */
export type VehicleProperties = {
  key: string;
  label: string;
  motorization: string;
  state: string;
  silent?: true;
  selected?: true;
  heading?: number;
};

/** The vehicles that have a place. */
export function vehicleFeatures(
  views: Iterable<VehicleView>,
  selected: string | undefined,
): FeatureCollection<Point, VehicleProperties> {
  const features: Feature<Point, VehicleProperties>[] = [];
  for (const view of views) {
    if (!view.place) continue;
    const properties = propertiesOf(view, view.key === selected);
    features.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: view.place } });
  }
  return { type: 'FeatureCollection', features };
}

function propertiesOf(
  { key, label, motorization, state, silence, heading }: VehicleView,
  isSelected: boolean,
) {
  const properties: VehicleProperties = { key, label, motorization, state };
  if (silence !== undefined) properties.silent = true;
  if (isSelected) properties.selected = true;
  if (heading !== undefined) properties.heading = heading;
  return properties;
}
