import type { VehicleAsk } from '../shared/ask.ts';
import type { Column } from './columns.ts';
import { csvText } from './csv.ts';
import { featurePoint } from './definitions.ts';
import type { Element, ExportFormat, Exports, TrackPoint } from './exports.ts';
import { type FeatureText, geoJsonText, pointText, propertiesOf, wayText } from './geo-json.ts';
import { gpxText, type Track } from './gpx.ts';
import { allPages } from './pages.ts';

type Query = Readonly<Record<string, unknown>>;

/** An operation that is read as a whole. */
export type Source = {
  exports: Exports;
  columns: readonly Column[];
  /** Of the vehicle, for the name of a track. */
  title: string;
  /** Parameters of the request, without those of paging. */
  query: Query;
  /** Asks as a request of its own would: throws `ApiError` when this may not be seen any more. */
  ask(query: Query): Promise<VehicleAsk>;
  /** Gives a page of the operation. */
  read(ask: VehicleAsk): Promise<object>;
};

type Way = AsyncIterable<readonly TrackPoint[]>;

/** The text of an export, made as it is read. */
export function exportText(format: ExportFormat, source: Source): AsyncGenerator<string> {
  if (format === 'csv') return csvText(pagesOf(source), source.columns);
  if (format === 'gpx') return gpxText(tracksOf(source));
  return geoJsonText(featuresOf(source));
}

function pagesOf({ exports, query, ask, read }: Source): AsyncGenerator<readonly Element[]> {
  const { pageSize, query: byDefault } = exports;
  return allPages(async (paging) => read(await ask({ ...byDefault, ...query, pageSize, ...paging })));
}

async function* tracksOf(source: Source): AsyncGenerator<Track> {
  if (source.exports.shape === 'points') yield { name: source.title, pages: pointsOf(source) };
  else
    for await (const [element, way] of waysOf(source))
      yield { name: `${source.title} ${String(element.startedAt)}`, pages: way };
}

async function* featuresOf(source: Source): AsyncGenerator<FeatureText> {
  const { exports, columns } = source;
  if (exports.shape === 'ways') {
    for await (const [element, way] of waysOf(source)) yield wayText(way, propertiesOf(element, columns));
    return;
  }
  for await (const elements of pagesOf(source)) {
    for (const element of elements) {
      const point = exports.pointOf(element);
      if (point) yield pointText(point, propertiesOf(element, columns));
    }
  }
}

async function* pointsOf(source: Source): Way {
  const { exports } = source;
  if (exports.shape !== 'points') return;
  for await (const elements of pagesOf(source))
    yield elements.map(exports.pointOf).filter((point) => point !== undefined);
}

/** Each element with its way, which has to be read before the next element is asked for. */
async function* waysOf(source: Source): AsyncGenerator<readonly [Element, Way]> {
  for await (const elements of pagesOf(source))
    for (const element of elements) yield [element, wayOf(source, element)];
}

async function* wayOf({ exports, query: { profile }, ask }: Source, element: Element): Way {
  if (exports.shape !== 'ways') return;
  const { readWay } = exports;
  const pages = allPages(async (paging) =>
    readWay(await ask({ ...(profile ? { profile } : {}), pageSize: 2000, ...paging }), element),
  );
  for await (const points of pages) yield points.map((point) => featurePoint(point));
}
