import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Country = { name: string };
type LabelPoint = { id: string | undefined; text: string; point: Position; size: number };

/** Where the name of each country goes: the middle of its largest part. */
export function labelPointsOf(topology: Topology<{ countries: GeometryCollection<Country> }>): LabelPoint[] {
  return feature(topology, topology.objects.countries).features.flatMap((country) => {
    const largest = ringsOf(country as Feature<Polygon | MultiPolygon, Country>)
      .map((ring) => ({ ring, size: Math.abs(areaOf(ring)) }))
      .sort((one, other) => other.size - one.size)[0];
    if (!largest) return [];
    const { id, properties } = country;
    const text = properties?.name ?? '';
    return [
      {
        id: id === undefined ? undefined : String(id),
        text,
        point: middleOf(largest.ring),
        size: largest.size,
      },
    ];
  });
}

/** The outer rings. */
function ringsOf({ geometry }: Feature<Polygon | MultiPolygon>): Position[][] {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts.flatMap(([outer]) => (outer ? [outer] : []));
}

const cross = ([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position) => x1 * y2 - x2 * y1;

const sidesOf = (ring: Position[]) =>
  ring.slice(1).map((point, index): [Position, Position] => [ring[index] as Position, point]);

/** In square degrees; negative where it runs clockwise. */
function areaOf(ring: Position[]): number {
  return sidesOf(ring).reduce((sum, [one, other]) => sum + cross(one, other), 0) / 2;
}

/** The centre of mass. */
function middleOf(ring: Position[]): Position {
  const area = areaOf(ring);
  const along = (axis: 0 | 1) =>
    sidesOf(ring).reduce(
      (sum, [one, other]) => sum + ((one[axis] ?? 0) + (other[axis] ?? 0)) * cross(one, other),
      0,
    ) /
    (6 * area);
  return [along(0), along(1)];
}
