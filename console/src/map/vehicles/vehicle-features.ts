import type { Feature, FeatureCollection, Point } from 'geojson';
import { groupVehicles, type Sight, type VehicleGroup } from './vehicle-groups.ts';
import type { VehicleView } from './vehicle-view.ts';

/** What the layers of the vehicles read of one alone. */
export type VehicleProperties = {
  key: string;
  label: string;
  motorization: string;
  state: string;
  silent?: true;
  selected?: true;
  heading?: number;
};

/** What they read of a group; its corners are in degrees. */
export type GroupProperties = {
  count: number;
  /** The count in few letters. */
  text: string;
  west: number;
  south: number;
  east: number;
  north: number;
};

/** Which part of the world is drawn, and how near to each other vehicles are a group (`groupVehicles`). */
export type Drawn = { sight: Sight; reach: number; selected: string | undefined };

type Features = FeatureCollection<Point, VehicleProperties | GroupProperties>;

/** The vehicles in sight that have a place, alone or in groups. */
export function vehicleFeatures(views: Iterable<VehicleView>, { sight, reach, selected }: Drawn): Features {
  const { alone, groups } = groupVehicles(views, sight, reach);
  const features = [
    ...alone.map((view) => featureAt(view.place ?? [0, 0], propertiesOf(view, view.key === selected))),
    ...groups.map((group) => featureAt(group.place, groupProperties(group))),
  ];
  return { type: 'FeatureCollection', features };
}

const featureAt = <Properties>(
  coordinates: [number, number],
  properties: Properties,
): Feature<Point, Properties> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});

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

function groupProperties({ count, corners }: VehicleGroup): GroupProperties {
  const [[west, south], [east, north]] = corners;
  const text = count < 1000 ? `${count}` : `${Math.round(count / 100) / 10}k`;
  return { count, text, west, south, east, north };
}
