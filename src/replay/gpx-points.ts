import { XMLParser } from 'fast-xml-parser';
import type { Place } from './geometry.ts';
import { recordingError } from './recording.ts';

/** A point of a GPX track: degrees, m, epoch milliseconds. */
export type Point = Place & { altitude?: number; fixStatus?: '2D' | '3D'; at: number };

type RawPoint = { lat?: string; lon?: string; ele?: string; time?: string; fix?: string };
type RawTrack = { trkseg?: { trkpt?: RawPoint[] }[] };

const parser = new XMLParser({
  attributeNamePrefix: '',
  ignoreAttributes: false,
  isArray: (name) => ['trk', 'trkseg', 'trkpt'].includes(name),
  parseAttributeValue: false,
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
});

/**
 * All track points of a GPX 1.0 or 1.1 document in order; of points with the same time the first is kept.
 * Throws `RecordingError`, naming the point as counted from the start of the file.
 */
export function gpxPoints(xml: string, file: string): Point[] {
  const tracks = parse(xml, file);
  const raw = tracks.flatMap(({ trkseg = [] }) => trkseg).flatMap(({ trkpt = [] }) => trkpt);
  const points: Point[] = [];
  for (const [index, rawPoint] of raw.entries()) {
    const where = { file, place: `point ${index + 1}` };
    const point = pointOf(rawPoint, where);
    const last = points.at(-1);
    if (last && point.at < last.at)
      throw recordingError({
        ...where,
        expected: `a time not before that of the point before (${new Date(last.at).toISOString()})`,
        found: rawPoint.time,
      });
    if (point.at !== last?.at) points.push(point);
  }
  if (points.length < 2)
    throw recordingError({ file, expected: 'a track of two points or more', found: points.length });
  return points;
}

function parse(xml: string, file: string): RawTrack[] {
  let document: { gpx?: { trk?: RawTrack[] } };
  try {
    document = parser.parse(xml, true);
  } catch (cause) {
    // The parser ends its messages with `:line:column`.
    const { message } = cause as Error;
    const [, found = message, line = '1'] = /^(.*):(\d+):\d+$/s.exec(message) ?? [];
    throw recordingError({ file, place: `line ${line}`, expected: 'well-formed XML', found });
  }
  // An element without content is an empty string here.
  return (document.gpx?.trk ?? []).filter((track) => typeof track === 'object');
}

type Where = { file: string; place: string };

function pointOf(raw: RawPoint, where: Where): Point {
  const point: Point = {
    longitude: degrees(raw.lon, { ...where, name: 'lon', limit: 180 }),
    latitude: degrees(raw.lat, { ...where, name: 'lat', limit: 90 }),
    at: timeOf(raw.time, where),
  };
  const altitude = Number.parseFloat(raw.ele ?? '');
  if (Number.isFinite(altitude)) point.altitude = altitude;
  if (raw.fix === '2d') point.fixStatus = '2D';
  if (raw.fix === '3d') point.fixStatus = '3D';
  return point;
}

function degrees(
  text: string | undefined,
  { name, limit, ...where }: Where & { name: string; limit: number },
) {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (Math.abs(value) <= limit) return value;
  throw recordingError({ ...where, expected: `${name} from -${limit} to ${limit} degrees`, found: text });
}

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** Times without a zone are UTC, as all times of GPX are. */
function timeOf(text: string | undefined, where: Where): number {
  const match = timePattern.exec(text ?? '');
  const at = match ? Date.parse(match[2] ? match[0] : `${match[0]}Z`) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw recordingError({ ...where, expected: 'a time such as 2026-05-04T07:15:02Z', found: text });
}
