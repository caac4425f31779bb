import type { Geometry, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';

/**
 * What crosses the date line goes on beyond 180 degrees in the place of jumping to the other side of the world, which
 * would draw a line around it. Longitudes of parts are such that each begins between -180 and 180.
 */
export function unrolled<Shape extends Geometry | MultiLineString>(shape: Shape): Shape {
  if (shape.type === 'MultiLineString') return { ...shape, coordinates: shape.coordinates.map(unrollLine) };
  if (shape.type === 'Polygon') return { ...shape, coordinates: ringsOf(shape) };
  if (shape.type === 'MultiPolygon')
    return {
      ...shape,
      coordinates: (shape as MultiPolygon).coordinates.map((rings) =>
        ringsOf({ type: 'Polygon', coordinates: rings }),
      ),
    };
  return shape;
}

const ringsOf = ({ coordinates }: Polygon): Position[][] =>
  coordinates.map((ring) => aroundPole(unrollLine(ring)));

function unrollLine(line: Position[]): Position[] {
  let turn = 0;
  let before = line[0]?.[0] ?? 0;
  return line.map(([longitude = 0, latitude = 0]) => {
    if (longitude - before > 180) turn -= 360;
    else if (before - longitude > 180) turn += 360;
    before = longitude;
    return [longitude + turn, latitude];
  });
}

/** Antarctica goes round the world once: it is closed along the pole. */
function aroundPole(ring: Position[]): Position[] {
  const [[from = 0] = [], [to = 0] = []] = [ring[0], ring.at(-1)];
  if (Math.abs(to - from) < 180 || !ring[0]) return ring;
  return [...ring, [to, -90], [from, -90], ring[0]];
}
