import XMLBuilder from 'fast-xml-builder';
import type { TrackPoint } from './exports.ts';

/** A named way, page by page. */
export type Track = { name: string; pages: AsyncIterable<readonly TrackPoint[]> };

/** Where nothing was told for so long, a new segment of the track begins. */
const gapMs = 10 * 60_000;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

const head = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<gpx version="1.1" creator="Roadwire" xmlns="http://www.topografix.com/GPX/1/1">',
  '',
].join('\n');

/** GPX 1.1: a `trk` for each way. */
export async function* gpxText(tracks: AsyncIterable<Track>): AsyncGenerator<string> {
  yield head;
  for await (const { name, pages } of tracks) {
    yield `<trk>${element('name', name)}<trkseg>\n`;
    let last: number | undefined;
    for await (const points of pages) {
      let text = '';
      for (const point of points) {
        const at = Date.parse(point.at);
        if (last !== undefined && at - last > gapMs) text += '</trkseg><trkseg>\n';
        last = at;
        text += trackPoint(point);
      }
      yield text;
    }
    yield '</trkseg></trk>\n';
  }
  yield '</gpx>\n';
}

const element = (name: string, value: unknown) => builder.build({ [name]: value }) as string;

function trackPoint({ longitude, latitude, altitude, at }: TrackPoint): string {
  const place = { '@lat': latitude, '@lon': longitude };
  const height = altitude === undefined ? {} : { ele: altitude };
  return `${element('trkpt', { ...place, ...height, time: at })}\n`;
}
