import type { Column } from './columns.ts';
import type { Element, TrackPoint } from './exports.ts';

/** Pieces of the features of a FeatureCollection, as they are written. */
export type FeatureText = AsyncIterable<string>;

/** RFC 7946: one FeatureCollection. */
export async function* geoJsonText(features: AsyncIterable<FeatureText>): AsyncGenerator<string> {
  let before = '{"type":"FeatureCollection","features":[\n';
  for await (const feature of features) {
    yield before;
    yield* feature;
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : `${before}]}\n`;
}

/** An element at a point. */
export async function* pointText(point: TrackPoint, properties: object): AsyncGenerator<string> {
  yield JSON.stringify({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: coordinatesOf(point) },
    properties,
  });
}

/** An element along a way; a way of which nothing may be seen has no coordinates. */
export async function* wayText(
  pages: AsyncIterable<readonly TrackPoint[]>,
  properties: object,
): AsyncGenerator<string> {
  const isCut = (count: number) => count === 1;
  yield `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":{"type":"LineString","coordinates":[`;
  let [count, only] = [0, ''];
  for await (const points of pages) {
    const text = points.map((point) => JSON.stringify(coordinatesOf(point))).join(',');
    if (text === '') continue;
    yield count > 0 ? `,${text}` : text;
    count += points.length;
    only = text;
  }
  // A line has two ends, also where they are one.
  yield isCut(count) ? `,${only}]}}` : ']}}';
}

function coordinatesOf({ longitude, latitude, altitude }: TrackPoint): number[] {
  return altitude === undefined ? [longitude, latitude] : [longitude, latitude, altitude];
}

/** The values of an element as flat properties, without its place. */
export function propertiesOf(element: Element, columns: readonly Column[]): object {
  const told = columns.flatMap(({ name, of }) => {
    const value = of(element);
    return value === undefined || /(^|\.)(longitude|latitude|altitude)$/.test(name) ? [] : [[name, value]];
  });
  return Object.fromEntries(told);
}
